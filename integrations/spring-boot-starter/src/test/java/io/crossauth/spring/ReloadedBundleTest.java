package io.crossauth.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.OAuthClient;
import io.crossauth.error.TransportException;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

@DisplayName("An SSL bundle that is reloaded while the application runs")
class ReloadedBundleTest {

  private static final TestCertificates CERTIFICATES = TestCertificates.shared();
  private static final KeyStore FIRST = CERTIFICATES.clientKeyStore(TestClients.TLS);
  private static final KeyStore SECOND = CERTIFICATES.clientKeyStore(TestClients.TLS);

  private static InProcessProvider provider;

  private final WebApplicationContextRunner service =
      new WebApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  SslAutoConfiguration.class,
                  CrossauthAutoConfiguration.class,
                  CrossauthWebAutoConfiguration.class))
          .withBean(
              SslBundleRegistrar.class,
              () -> registry -> registry.registerBundle("provider", bundle(FIRST, trusted())))
          .withPropertyValues(
              "crossauth.web.enabled=false",
              "crossauth.client.service.issuer=" + provider.issuer(),
              "crossauth.client.service.client-id=" + TestClients.TLS,
              "crossauth.client.service.auth-method=tls_client_auth",
              "crossauth.client.service.ssl-bundle=provider",
              "crossauth.client.service.response-timeout=1m",
              "crossauth.client.service.call-timeout=1m");

  @BeforeAll
  static void start() {
    provider = InProcessProvider.builder().mutualTls().start();
  }

  @AfterAll
  static void close() {
    provider.close();
  }

  private static KeyStore trusted() {
    return CERTIFICATES.trustStore();
  }

  /** Of somebody who has certified nobody. */
  private static KeyStore stranger() {
    return CERTIFICATES.selfSignedClientKeyStore("stranger");
  }

  private static SslBundle bundle(@Nullable KeyStore own, KeyStore trust) {
    return SslBundle.of(SslStoreBundle.of(own, TestCertificates.KEY_PASSWORD, trust));
  }

  private static void getToken(OAuthClient client) {
    assertThat(client.clientCredentialsFlow().accessToken()).isNotNull();
  }

  private static Certificate certificate(KeyStore store) throws KeyStoreException {
    return store.getCertificate("own");
  }

  /** What the last token request has shown. */
  private static Certificate shown() {
    List<RecordedRequest> all = provider.requests(Endpoint.TOKEN);
    return all.get(all.size() - 1).certificate().orElseThrow();
  }

  @Test
  @DisplayName("the next call shows the new certificate")
  void certificate_of_now() {
    service.run(
        context -> {
          OAuthClient client = context.getBean(OAuthClient.class);
          getToken(client);
          assertThat(shown()).isEqualTo(certificate(FIRST));

          context
              .getBean(SslBundleRegistry.class)
              .updateBundle("provider", bundle(SECOND, trusted()));

          getToken(client);
          assertThat(shown()).isEqualTo(certificate(SECOND));
        });
  }

  @Test
  @DisplayName("the next call trusts those of the new bundle alone")
  void trust_of_now() {
    service.run(
        context -> {
          OAuthClient client = context.getBean(OAuthClient.class);
          SslBundleRegistry bundles = context.getBean(SslBundleRegistry.class);
          getToken(client);

          bundles.updateBundle("provider", bundle(FIRST, stranger()));
          assertThatThrownBy(client::clientCredentialsFlow)
              .isInstanceOfSatisfying(
                  TransportException.class,
                  e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.TLS));

          bundles.updateBundle("provider", bundle(FIRST, trusted()));
          getToken(client);
        });
  }

  @Test
  @DisplayName("one without a key, or that cannot be read, leaves what was before")
  void unusable() {
    service.run(
        context -> {
          OAuthClient client = context.getBean(OAuthClient.class);
          SslBundleRegistry bundles = context.getBean(SslBundleRegistry.class);

          bundles.updateBundle("provider", bundle(null, trusted()));
          getToken(client);
          assertThat(shown()).isEqualTo(certificate(FIRST));

          bundles.updateBundle(
              "provider", SslBundle.of(SslStoreBundle.of(SECOND, "another password", trusted())));
          getToken(client);
          assertThat(shown()).isEqualTo(certificate(FIRST));
        });
  }

  @Test
  @DisplayName("keys of an API's provider are fetched as the bundle of now says")
  void keys() {
    service
        .withPropertyValues(
            "crossauth.resource.issuer=" + provider.issuer(),
            "crossauth.resource.audience=orders",
            "crossauth.resource.ssl-bundle=api")
        .withBean(
            "forApi",
            SslBundleRegistrar.class,
            () -> registry -> registry.registerBundle("api", bundle(null, stranger())))
        .run(
            context -> {
              String token = provider.mint().withAudience("orders").accessToken().compact();

              context.getBean(SslBundleRegistry.class).updateBundle("api", bundle(null, trusted()));

              assertThat(context.getBean(OAuthTokenConsumer.class).verify(token, TokenType.ACCESS))
                  .isNotNull();
            });
  }
}
