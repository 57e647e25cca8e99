package io.crossauth.examples.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.ClientCertificate;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.keycloak.KeycloakServer;
import io.crossauth.testkit.keycloak.WithKeycloak;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.tokenconsumer.resource.Access;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.ApiRequest;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Mutual TLS at a real Keycloak. */
@WithKeycloak
class MutualTlsIT {

  private static final ClientCertificate OWN = certificate(TestClients.TLS);
  private static final ClientCertificate OTHER = certificate("somebody");

  private final String issuer;
  private final AtomicReference<ClientCertificate> now = new AtomicReference<>(OWN);
  private final ApacheHttpTransport certified = trusting().clientCertificate(now::get).build();
  private final ApacheHttpTransport plain = trusting().build();
  private final Calls calls = new Calls(certified);

  MutualTlsIT(KeycloakServer keycloak) {
    this.issuer = keycloak.mutualTlsIssuer().orElseThrow().toString();
  }

  /** Keeps what was sent. */
  private record Calls(HttpTransport next, List<HttpCall> sent) implements HttpTransport {

    Calls(HttpTransport next) {
      this(next, new CopyOnWriteArrayList<>());
    }

    @Override
    public HttpReply send(HttpCall call) throws IOException {
      sent.add(call);
      return next.send(call);
    }
  }

  private static ApacheHttpTransport.Builder trusting() {
    // A handshake with a certificate takes its time where many programs share two cores.
    return ApacheHttpTransport.builder()
        .connectTimeout(Duration.ofSeconds(20))
        .responseTimeout(Duration.ofSeconds(30))
        .callTimeout(Duration.ofSeconds(60))
        .trustedCertificates(TestCertificates.shared().authorityPem());
  }

  private static ClientCertificate certificate(String name) {
    return ClientCertificate.of(
        TestCertificates.shared().clientKeyStore(name), Secret.of(TestCertificates.KEY_PASSWORD));
  }

  private OAuthClientBuilder builder() {
    return OAuthClient.builder(issuer)
        .clientId(TestClients.TLS)
        .clientAuthentication(ClientAuthentication.tls())
        .redirectUri(URI.create("https://app.example.com/callback"))
        .transport(calls)
        .tlsIdentity(now::get);
  }

  @AfterEach
  void close() {
    certified.close();
    plain.close();
  }

  @Test
  @DisplayName(
      "F-11: code, refresh, userinfo and revocation by certificate, PAR included; no secret")
  void aWholeLogin() {
    try (OAuthClient client = builder().pushedRequests().build()) {
      AuthorizationRequest login = client.startAuthorizationCodeFlow("openid");
      URI callback =
          Browser.builder()
              .trusting(TestCertificates.shared().clientContext())
              .build()
              .login(login.uri(), TestUsers.ALICE, TestUsers.password(TestUsers.ALICE))
              .uri();
      OAuthTokenResponse tokens =
          client.redirectEndpoint(AuthorizationResponse.of(callback), login.pending());
      OAuthTokenResponse renewed = client.refreshTokenFlow(tokens);

      assertThat(client.userInfoEndpoint(renewed).claims()).containsKey("preferred_username");
      client.revoke(renewed);
      assertThat(calls.sent())
          .filteredOn(call -> call.method().equals("POST"))
          .isNotEmpty()
          .allSatisfy(
              call -> {
                String body = new String(call.body().orElseThrow(), StandardCharsets.UTF_8);
                assertThat(body)
                    .contains("client_id=" + TestClients.TLS)
                    .doesNotContain("client_secret", "client_assertion");
                assertThat(call.headers().first("Authorization")).isEmpty();
              });
    }
  }

  @Test
  @DisplayName("F-11: another certificate, or none, is no client authentication")
  void anotherCertificate() {
    now.set(OTHER);
    try (OAuthClient client = builder().build();
        OAuthClient without =
            OAuthClient.builder(issuer).clientId(TestClients.TLS).transport(plain).build()) {
      for (OAuthClient one : List.of(client, without)) {
        assertThatExceptionOfType(OAuthErrorException.class)
            .isThrownBy(one::clientCredentialsFlow)
            .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_client"));
      }
    }
  }

  @Test
  @DisplayName("F-12: x5t#S256 is that of the certificate; an API takes the token with it alone")
  void boundTokens() {
    try (OAuthClient client = builder().build();
        OAuthTokenConsumer consumer =
            OAuthTokenConsumer.builder(issuer)
                .audience(TestClients.AUDIENCE)
                .transport(plain)
                .build()) {
      String token = client.clientCredentialsFlow().accessToken().reveal();
      OAuthResourceServer api = OAuthResourceServer.builder(consumer).build();
      Map<String, List<String>> headers = Map.of("Authorization", List.of("Bearer " + token));
      ApiRequest request = ApiRequest.of("GET", "/orders", headers::get);

      Access access =
          api.access(request.withCertificate(OWN.certificate()), AccessRequirement.none());

      assertThat(access).isInstanceOf(Access.Granted.class);
      VerifiedToken verified = ((Access.Granted) access).token();
      assertThat(verified.claims().get("cnf")).isEqualTo(Map.of("x5t#S256", OWN.thumbprint()));
      assertThat(api.access(request.withCertificate(OTHER.certificate()), AccessRequirement.none()))
          .isInstanceOf(Access.Denied.class);
      assertThat(api.access(request, AccessRequirement.none())).isInstanceOf(Access.Denied.class);
    }
  }

  @Test
  @DisplayName("F-12: userinfo refuses the token without the certificate and with another: 401")
  void aStolenToken() {
    try (OAuthClient client = builder().build();
        OAuthClient thief =
            OAuthClient.builder(issuer).clientId(TestClients.TLS).transport(plain).build()) {
      OAuthTokenResponse tokens =
          client
              .passwordFlow(
                  TestUsers.ALICE, Secret.of(TestUsers.password(TestUsers.ALICE)), "openid")
              .requireTokens();
      String subject = client.userInfoEndpoint(tokens).subject();

      refused(thief, tokens, subject);
      now.set(OTHER);
      refused(client, tokens, subject);
    }
  }

  private static void refused(OAuthClient client, OAuthTokenResponse tokens, String subject) {
    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> client.userInfoEndpoint(tokens.accessToken(), subject))
        .satisfies(e -> assertThat(e.status()).isEqualTo(401));
  }

  @Test
  @DisplayName("F-12: a renewed certificate of the same client binds the next token to itself")
  void renewed() {
    ClientCertificate next = certificate(TestClients.TLS);
    try (OAuthClient client = builder().build();
        OAuthTokenConsumer consumer =
            OAuthTokenConsumer.builder(issuer)
                .audience(TestClients.AUDIENCE)
                .transport(plain)
                .build()) {
      OAuthResourceServer api = OAuthResourceServer.builder(consumer).build();
      for (ClientCertificate one : List.of(OWN, next)) {
        now.set(one);
        String token = client.clientCredentialsFlow().accessToken().reveal();
        Map<String, List<String>> headers = Map.of("Authorization", List.of("Bearer " + token));

        assertThat(
                api.access(
                    ApiRequest.of("GET", "/orders", headers::get)
                        .withCertificate(one.certificate()),
                    AccessRequirement.none()))
            .isInstanceOf(Access.Granted.class);
      }
    }
  }
}
