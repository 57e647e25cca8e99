package io.crossauth.examples.resourceserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.OAuthClient;
import io.crossauth.platform.Platform;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestProvider;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.keycloak.WithKeycloak;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The API with tokens of a real Keycloak, sent by real HTTP requests. */
@WithKeycloak
class ResourceServerIT {

  private final String issuer;
  private final OrdersApi api;
  private final Visitor visitor;

  ResourceServerIT(TestProvider keycloak) throws IOException {
    this.issuer = keycloak.issuer().toString();
    this.api = OrdersApi.start(issuer, TestClients.AUDIENCE);
    this.visitor = new Visitor(api);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private String token(String clientId) {
    try (OAuthClient client =
        OAuthClient.builder(issuer)
            .clientId(clientId)
            .clientSecret(Secret.of(TestClients.SECRET))
            .build()) {
      Secret password = Secret.of(TestUsers.password(TestUsers.ALICE));
      return client
          .passwordFlow(TestUsers.ALICE, password, "openid")
          .requireTokens()
          .accessToken()
          .reveal();
    }
  }

  private void assertInvalid(HttpResponse<String> response, String rule) {
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(Visitor.challenge(response))
        .isEqualTo(
            "Bearer realm=\"orders\", error=\"invalid_token\", error_description=\"the token is"
                + " not acceptable: "
                + rule
                + "\", scope=\"profile\", resource_metadata=\""
                + api.uri().resolve("/.well-known/oauth-protected-resource/orders")
                + "\"");
  }

  @Test
  void aGoodTokenReads() throws Exception {
    HttpResponse<String> response = visitor.read("Bearer " + token(TestClients.PASSWORD));

    assertThat(response.statusCode()).as(Visitor.challenge(response)).isEqualTo(200);
    assertThat(response.body()).startsWith("{\"user\":\"");
  }

  @Test
  void withoutATokenNobodyReads() throws Exception {
    HttpResponse<String> response = visitor.read();

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(Visitor.challenge(response))
        .startsWith("Bearer realm=\"orders\", scope=\"profile\"")
        .doesNotContain("error");
  }

  @Test
  void aTamperedTokenIsInvalid() throws Exception {
    String good = token(TestClients.PASSWORD);
    int signature = good.lastIndexOf('.') + 1;
    char first = good.charAt(signature) == 'A' ? 'B' : 'A';
    String signatureChanged = good.substring(0, signature) + first + good.substring(signature + 1);
    String other = token(TestClients.PASSWORD);
    String payloadOfAnother =
        good.substring(0, good.indexOf('.'))
            + other.substring(other.indexOf('.'), other.lastIndexOf('.'))
            + good.substring(signature - 1);

    assertInvalid(visitor.read("Bearer " + signatureChanged), "bad signature");
    assertInvalid(visitor.read("Bearer " + payloadOfAnother), "bad signature");
  }

  @Test
  void anExpiredTokenIsInvalid() throws Exception {
    String token = token(TestClients.SHORT);
    try (OrdersApi apiOfLater = OrdersApi.start(consumerOf(Duration.ofMinutes(2)))) {
      assertThat(visitor.read("Bearer " + token).statusCode()).isEqualTo(200);

      HttpResponse<String> response = new Visitor(apiOfLater).read("Bearer " + token);

      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(Visitor.challenge(response)).contains("invalid_token", "expired");
    }
  }

  @Test
  void aTokenForSomebodyElseIsInvalid() throws Exception {
    assertInvalid(visitor.read("Bearer " + token(TestClients.NO_AUDIENCE)), "wrong audience");
  }

  @Test
  void anIdTokenIsNoAccessToken() throws Exception {
    try (OAuthClient client =
        OAuthClient.builder(issuer)
            .clientId(TestClients.PASSWORD)
            .clientSecret(Secret.of(TestClients.SECRET))
            .build()) {
      Secret password = Secret.of(TestUsers.password(TestUsers.ALICE));
      String idToken =
          client
              .passwordFlow(TestUsers.ALICE, password, "openid")
              .requireTokens()
              .idToken()
              .orElseThrow()
              .token()
              .reveal();

      assertInvalid(visitor.read("Bearer " + idToken), "wrong type");
    }
  }

  @Test
  void aTokenWithoutTheScopeIsForbidden() throws Exception {
    HttpResponse<String> response = visitor.write("Bearer " + token(TestClients.PASSWORD));

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(Visitor.challenge(response))
        .contains("error=\"insufficient_scope\"", "scope=\"orders:write\"", "resource_metadata=");
  }

  @Test
  void anybodyReadsWhoTheIssuerIs() throws Exception {
    HttpResponse<String> document =
        visitor.get(api.uri().resolve("/.well-known/oauth-protected-resource/orders"));

    assertThat(document.statusCode()).isEqualTo(200);
    assertThat(document.body()).contains("\"authorization_servers\":[\"" + issuer + "\"]");
  }

  /** A consumer whose day is further on, so that nobody has to wait for a token's end. */
  private OAuthTokenConsumer consumerOf(Duration later) {
    Platform now = Platform.system();
    return OAuthTokenConsumer.builder(issuer)
        .audience(TestClients.AUDIENCE)
        .platform(now.withClock(Clock.offset(now.clock(), later)))
        .build();
  }
}
