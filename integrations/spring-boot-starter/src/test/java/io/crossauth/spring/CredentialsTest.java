package io.crossauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.OAuthClient;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.testkit.tls.CertificateKind;
import io.crossauth.testkit.tls.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** How a client of properties shows who it is, to a provider that looks. */
class CredentialsTest {

  private static InProcessProvider provider;

  private final ApplicationContextRunner service =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(SslAutoConfiguration.class, CrossauthAutoConfiguration.class))
          .withPropertyValues(
              "crossauth.client.service.issuer=" + provider.issuer(),
              "crossauth.client.service.response-timeout=1m",
              "crossauth.client.service.call-timeout=1m");

  @BeforeAll
  static void start() {
    provider = InProcessProvider.start();
  }

  @AfterAll
  static void close() {
    provider.close();
  }

  private void getsToken(ApplicationContextRunner runner) {
    runner.run(
        context ->
            assertThat(context.getBean(OAuthClient.class).clientCredentialsFlow().accessToken())
                .isNotNull());
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_secret_basic", "client_secret_post", ""})
  @DisplayName("by its secret")
  void by_secret(String method) {
    getsToken(
        service
            .withPropertyValues(
                "crossauth.client.service.client-id=" + TestClients.CONFIDENTIAL,
                "crossauth.client.service.client-secret=" + TestClients.SECRET)
            .withPropertyValues(
                method.isEmpty()
                    ? new String[0]
                    : new String[] {"crossauth.client.service.auth-method=" + method}));
  }

  @Test
  @DisplayName("by a private JWK in a file")
  void by_jwk(@TempDir Path folder) throws IOException {
    String id = TestClients.KEY_CLIENTS.get(2);
    Path file = Files.writeString(folder.resolve("key.json"), provider.privateJwk(id));
    getsToken(
        service.withPropertyValues(
            "crossauth.client.service.client-id=" + id,
            "crossauth.client.service.private-key.location=" + file.toUri()));
  }

  @Test
  @DisplayName("by a key in PEM, whose algorithm and id are said beside it")
  void by_pem(@TempDir Path folder) throws Exception {
    String id = TestClients.KEY_CLIENTS.get(2);
    String jwk = provider.privateJwk(id);
    Path file = Files.writeString(folder.resolve("key.pem"), pem(jwk));
    getsToken(
        service.withPropertyValues(
            "crossauth.client.service.client-id=" + id,
            "crossauth.client.service.private-key.location=" + file.toUri(),
            "crossauth.client.service.private-key.algorithm=ES256",
            "crossauth.client.service.private-key.key-id=" + member(jwk, "kid")));
  }

  @Test
  @DisplayName("to a provider whose authority an SSL bundle names, and to no other")
  void by_bundle(@TempDir Path folder) throws Exception {
    TestCertificates certificates = TestCertificates.shared();
    Path trust = folder.resolve("trust.p12");
    try (var out = Files.newOutputStream(trust)) {
      certificates.trustStore().store(out, "trust-password".toCharArray());
    }
    try (InProcessProvider secure =
        InProcessProvider.builder().tls(certificates.serverContext(CertificateKind.GOOD)).start()) {
      ApplicationContextRunner client =
          service.withPropertyValues(
              "crossauth.client.service.issuer=" + secure.issuer(),
              "crossauth.client.service.client-id=" + TestClients.CONFIDENTIAL,
              "crossauth.client.service.client-secret=" + TestClients.SECRET);
      getsToken(
          client.withPropertyValues(
              "spring.ssl.bundle.jks.provider.truststore.location=" + trust.toUri(),
              "spring.ssl.bundle.jks.provider.truststore.password=trust-password",
              "spring.ssl.bundle.jks.provider.truststore.type=PKCS12",
              "crossauth.client.service.ssl-bundle=provider"));
      client.run(
          context ->
              assertThat(
                      org.assertj.core.api.Assertions.catchThrowable(
                          () -> context.getBean(OAuthClient.class).clientCredentialsFlow()))
                  .isInstanceOf(io.crossauth.error.TransportException.class));
    }
  }

  /** The private number of a P-256 key as PKCS #8. */
  private static String pem(String jwk) throws Exception {
    var parameters = java.security.AlgorithmParameters.getInstance("EC");
    parameters.init(new java.security.spec.ECGenParameterSpec("secp256r1"));
    byte[] number = Base64.getUrlDecoder().decode(member(jwk, "d"));
    byte[] key =
        KeyFactory.getInstance("EC")
            .generatePrivate(
                new ECPrivateKeySpec(
                    new java.math.BigInteger(1, number),
                    parameters.getParameterSpec(java.security.spec.ECParameterSpec.class)))
            .getEncoded();
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
        + "\n-----END PRIVATE KEY-----\n";
  }

  private static String member(String jwk, String name) {
    return jwk.replaceAll("(?s).*\"" + name + "\" *: *\"([^\"]*)\".*", "$1");
  }
}
