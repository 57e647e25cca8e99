package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.error.TransportException;
import io.crossauth.error.TransportException.Kind;
import io.crossauth.testing.OwnThread;
import io.crossauth.testkit.tls.CertificateKind;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Mutual TLS, as RFC 8705 needs it. */
class ClientCertificateTest {

  private static final Secret PASSWORD = Secret.of("test-password");

  /** One that says it is of our authority, and is not: keys are offered by the issuer's name. */
  private static KeyStore identity(String name) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair pair = generator.generateKeyPair();
    X500Principal issuer = TestCertificates.shared().authority().getSubjectX500Principal();
    Instant now = Instant.now();
    X509Certificate certificate =
        new JcaX509CertificateConverter()
            .getCertificate(
                new JcaX509v3CertificateBuilder(
                        issuer,
                        BigInteger.ONE,
                        Date.from(now.minus(Duration.ofDays(1))),
                        Date.from(now.plus(Duration.ofDays(1))),
                        new X500Principal("CN=" + name),
                        pair.getPublic())
                    .build(
                        new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "own", pair.getPrivate(), PASSWORD.reveal().toCharArray(), new Certificate[] {certificate});
    return store;
  }

  /** Tells who called, or how the handshake failed. */
  private static CompletableFuture<String> serveOne(SSLServerSocket server) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (SSLSocket socket = (SSLSocket) server.accept()) {
            socket.startHandshake();
            String caller = socket.getSession().getPeerPrincipal().getName();
            socket.getInputStream().read(new byte[4096]);
            socket
                .getOutputStream()
                .write("HTTP/1.1 204 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return caller;
          } catch (IOException e) {
            return e.toString();
          }
        },
        OwnThread.FOR_EACH);
  }

  private static SSLServerSocket server() throws Exception {
    SSLContext context = TestCertificates.shared().serverContext(CertificateKind.GOOD);
    SSLServerSocket server =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0);
    server.setNeedClientAuth(true);
    return server;
  }

  private static HttpCall call(SSLServerSocket server) {
    return HttpCall.get(URI.create("https://localhost:" + server.getLocalPort() + "/"));
  }

  @Test
  @DisplayName("a client certificate is shown to a server that asks for one")
  void shown() throws Exception {
    try (SSLServerSocket server = server();
        ApacheHttpTransport transport =
            ApacheHttpTransport.builder()
                .sslContext(TestCertificates.shared().clientContext("billing"))
                .build()) {
      CompletableFuture<String> caller = serveOne(server);

      assertThat(transport.send(call(server)).status()).isEqualTo(204);
      assertThat(caller.get(30, TimeUnit.SECONDS)).isEqualTo("CN=billing");
    }
  }

  @Test
  @DisplayName("one of a key store is shown too: here to a server that does not know it")
  void ofAStore() throws Exception {
    try (SSLServerSocket server = server();
        ApacheHttpTransport transport =
            ApacheHttpTransport.builder()
                .trustedCertificates(TestCertificates.shared().authorityPem())
                .clientCertificate(identity("stranger"), PASSWORD)
                .build()) {
      CompletableFuture<String> caller = serveOne(server);

      TransportException e = Outcomes.failure(transport, call(server));

      assertThat(e.kind()).isIn(Kind.TLS, Kind.BROKEN);
      // The server complains of this certificate, not of a missing one.
      assertThat(caller.get(30, TimeUnit.SECONDS)).contains("PKIX path");
    }
  }

  @Test
  @DisplayName("a server that asks for a certificate of ours in vain: a failure of TLS")
  void missing() throws Exception {
    try (SSLServerSocket server = server();
        ApacheHttpTransport transport =
            ApacheHttpTransport.builder()
                .trustedCertificates(TestCertificates.shared().authorityPem())
                .build()) {
      CompletableFuture<String> caller = serveOne(server);

      TransportException e = Outcomes.failure(transport, call(server));

      assertThat(e.kind()).isIn(Kind.TLS, Kind.BROKEN);
      assertThat(caller.get(30, TimeUnit.SECONDS)).contains("SSLHandshakeException");
    }
  }

  @Test
  void aPasswordThatDoesNotOpenTheKeyFailsWhenBuilding() throws Exception {
    KeyStore store = identity("a");

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ApacheHttpTransport.builder().clientCertificate(store, Secret.of("canary")).build())
        .withMessageContaining("clientCertificate")
        .withMessageNotContaining("canary");
  }
}
