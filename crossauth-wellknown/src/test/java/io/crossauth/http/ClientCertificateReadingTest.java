package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.value.Secret;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.function.Supplier;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A client's certificate is read")
class ClientCertificateReadingTest {

  private static final Secret PASSWORD = Secret.of(TestCertificates.KEY_PASSWORD);
  private static final KeyStore STORE = TestCertificates.shared().clientKeyStore("billing");
  private static final KeyStore OTHER = TestCertificates.shared().clientKeyStore("other");

  @TempDir Path folder;

  private static String certificatePem(KeyStore store) throws Exception {
    return pem("CERTIFICATE", store.getCertificate("own").getEncoded());
  }

  private static String keyPem(KeyStore store) throws Exception {
    return pem("PRIVATE KEY", store.getKey("own", PASSWORD.reveal().toCharArray()).getEncoded());
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(der), label);
  }

  @Test
  void fromAKeyStore() throws Exception {
    ClientCertificate read = ClientCertificate.of(STORE, PASSWORD);
    X509Certificate own = (X509Certificate) STORE.getCertificate("own");

    assertThat(read.certificate()).isEqualTo(own);
    assertThat(read.thumbprint())
        .isEqualTo(
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(own.getEncoded())));
    assertThat(read)
        .hasToString("ClientCertificate[CN=billing, until " + own.getNotAfter().toInstant() + "]");
  }

  @Test
  void fromPem() throws Exception {
    ClientCertificate read =
        ClientCertificate.ofPem(certificatePem(STORE), Secret.of(keyPem(STORE)));

    assertThat(read).isEqualTo(ClientCertificate.of(STORE, PASSWORD));
    assertThat(read.sslContext(null)).isNotNull();
  }

  @Test
  void theKeyOfPemIsTheOneThatIsUsed() throws Exception {
    X509Certificate own = (X509Certificate) STORE.getCertificate("own");

    assertThat(CertificateKeys.pkcs8(Secret.of(keyPem(STORE)), own))
        .isEqualTo(STORE.getKey("own", PASSWORD.reveal().toCharArray()));
  }

  @Test
  void itsKeyIsShownWhereItsKindIsAsked() throws Exception {
    X509ExtendedKeyManager keys =
        (X509ExtendedKeyManager) ClientCertificate.of(STORE, PASSWORD).sslKeys();
    String kind = STORE.getCertificate("own").getPublicKey().getAlgorithm();
    String[] both = {"DSA", kind};
    String[] other = {"DSA"};

    assertThat(keys.getClientAliases(kind, null)).containsExactly("own");
    assertThat(keys.getClientAliases("DSA", null)).isNull();
    assertThat(keys.chooseClientAlias(both, null, null)).isEqualTo("own");
    assertThat(keys.chooseClientAlias(other, null, null)).isNull();
    assertThat(keys.chooseEngineClientAlias(both, null, null)).isEqualTo("own");
    assertThat(keys.chooseEngineClientAlias(other, null, null)).isNull();
    assertThat(keys.chooseServerAlias(kind, null, null)).isNull();
    assertThat(keys.getServerAliases(kind, null)).isNull();
  }

  @Test
  void isPublishedInDer() throws Exception {
    ClientCertificate read = ClientCertificate.of(STORE, PASSWORD);

    assertThat(read.x5c())
        .containsExactly(
            Base64.getEncoder().encodeToString(STORE.getCertificate("own").getEncoded()));
    assertThat(read).hasSameHashCodeAs(ClientCertificate.of(STORE, PASSWORD));
    assertThat(read.hashCode()).isEqualTo(read.certificate().hashCode());
  }

  @Test
  void fromAPkcs12File() throws Exception {
    Path file = folder.resolve("own.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      STORE.store(out, PASSWORD.reveal().toCharArray());
    }

    assertThat(ClientCertificate.ofStore(file, PASSWORD))
        .isEqualTo(ClientCertificate.of(STORE, PASSWORD));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClientCertificate.ofStore(file, Secret.of("canary")))
        .withMessageContaining("clientCertificate")
        .withMessageNotContaining("canary");
  }

  @Test
  void onlyWithItsOwnKey() throws Exception {
    String certificate = certificatePem(STORE);
    Secret key = Secret.of(keyPem(OTHER));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClientCertificate.ofPem(certificate, key))
        .withMessageContaining("expected the key of the certificate");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN EC PRIVATE KEY-----\nY2FuYXJ5\n-----END EC PRIVATE KEY-----",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nY2FuYXJ5\n-----END ENCRYPTED PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nY2FuYXJ5\n-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nY2FuYXJ5",
        "Y2FuYXJ5"
      })
  void aKeyThatIsNoneIsNotQuoted(String key) throws Exception {
    String certificate = certificatePem(STORE);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClientCertificate.ofPem(certificate, Secret.of(key)))
        .withMessageContaining("PKCS #8")
        .withMessageNotContaining("Y2FuYXJ5")
        .withMessageNotContaining("canary")
        .withNoCause();
  }

  @Test
  void aChainWithoutACertificateIsRefused() throws Exception {
    Secret key = Secret.of(keyPem(STORE));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClientCertificate.ofPem("nothing", key))
        .withMessageContaining("clientCertificate");
  }

  @Test
  void fromFilesThatAreRenewed() throws Exception {
    Path chain = folder.resolve("tls.crt");
    Path key = folder.resolve("tls.key");
    Files.writeString(chain, certificatePem(STORE));
    Files.writeString(key, keyPem(STORE));
    Supplier<ClientCertificate> source = ClientCertificate.ofPemFiles(chain, key);
    ClientCertificate first = source.get();
    assertThat(source.get()).isSameAs(first);

    // In the middle of a renewal: a certificate without its key.
    replace(chain, certificatePem(OTHER), 1);
    assertThat(source.get()).isSameAs(first);
    Files.delete(key);
    assertThat(source.get()).isSameAs(first);

    replace(key, keyPem(OTHER), 2);
    assertThat(source.get()).isEqualTo(ClientCertificate.of(OTHER, PASSWORD));
  }

  @Test
  void filesThatAreNotThereAreRefusedAtOnce() {
    Path chain = folder.resolve("tls.crt");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClientCertificate.ofPemFiles(chain, folder.resolve("tls.key")))
        .withMessageContaining("tls.crt");
  }

  private static void replace(Path file, String text, int secondsLater) throws Exception {
    Files.writeString(file, text);
    Files.setLastModifiedTime(
        file, FileTime.fromMillis(System.currentTimeMillis() + 1000L * secondsLater));
  }
}
