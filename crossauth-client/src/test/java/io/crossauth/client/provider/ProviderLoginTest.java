package io.crossauth.client.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.http.AddressBook;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.value.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Logins over real sockets and TLS: this machine answers to the provider's own name. */
@DisplayName("A provider by its name, over TLS:")
class ProviderLoginTest {

  private static final String TENANT = "11111111-2222-3333-4444-555555555555";
  private static final URI REDIRECT = URI.create("http://127.0.0.1/callback");

  static Stream<Arguments> presets() {
    return Stream.of(
        preset(Provider.keycloak("https://id.example.com", "shop"), "id.example.com/realms/shop"),
        preset(Provider.auth0("example.eu.auth0.com"), "example.eu.auth0.com/"),
        preset(Provider.okta("example.okta.com"), "example.okta.com"),
        preset(Provider.okta("example.okta.com", "default"), "example.okta.com/oauth2/default"),
        preset(Provider.entra(TENANT), "login.microsoftonline.com/" + TENANT + "/v2.0"),
        preset(Provider.google(), "accounts.google.com"),
        preset(
            Provider.cognito("eu-central-1", "eu-central-1_Example01"),
            "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Example01"));
  }

  @ParameterizedTest(name = "a login at {0}")
  @MethodSource("presets")
  void a_login(String issuer, Provider preset) {
    FakeTime time = new FakeTime(Instant.parse("2026-11-21T10:00:00Z"));
    URI name = URI.create("https://" + issuer);
    TestCertificates certificates = TestCertificates.shared();
    try (InProcessProvider provider =
            InProcessProvider.builder()
                .clock(time)
                .issuer(name.toString())
                .path(name.getPath().isEmpty() ? "/" : name.getPath())
                .tls(certificates.serverContext(name.getHost(), "127.0.0.1"))
                .start();
        ApacheHttpTransport transport =
            ApacheHttpTransport.builder()
                .sslContext(certificates.clientContext())
                .addressBook(AddressBook.empty().plus(name.getHost(), 443, here(provider)))
                .responseTimeout(Duration.ofSeconds(30))
                .callTimeout(Duration.ofSeconds(60))
                .build();
        OAuthClient client =
            preset
                .client()
                .clientId(TestClients.CONFIDENTIAL)
                .clientSecret(Secret.of(TestClients.SECRET))
                .redirectUri(REDIRECT)
                .transport(transport)
                .platform(time.platform())
                .build()) {
      AuthorizationRequest request = client.startAuthorizationCodeFlow("openid", "email");
      URI callback =
          Browser.builder()
              .clock(time)
              .trusting(certificates.clientContext())
              .build()
              .login(request.uri(), TestUsers.ALICE, TestUsers.password(TestUsers.ALICE))
              .uri();
      OAuthTokenResponse tokens =
          client.redirectEndpoint(AuthorizationResponse.of(callback), request.pending());

      assertThat(tokens.idPayload()).containsEntry("iss", name.toString());
      assertThat(client.userInfoEndpoint(tokens).text("preferred_username")).contains("alice");
      client.revoke(tokens);
      assertThat(client.introspect(tokens.accessToken()).active()).isFalse();
      assertThat(provider.count(Endpoint.DISCOVERY)).isEqualTo(1);
    }
  }

  private static InetSocketAddress here(InProcessProvider provider) {
    return new InetSocketAddress(
        InetAddress.getLoopbackAddress(), provider.uri(Endpoint.TOKEN).getPort());
  }

  private static Arguments preset(Provider provider, String issuer) {
    return Arguments.of(issuer, provider);
  }
}
