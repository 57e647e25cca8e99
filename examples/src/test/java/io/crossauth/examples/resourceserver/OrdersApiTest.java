package io.crossauth.examples.resourceserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The API with the provider of this process. */
class OrdersApiTest {

  private InProcessProvider provider;
  private OrdersApi api;
  private Visitor visitor;

  @BeforeEach
  void start() throws Exception {
    provider = InProcessProvider.start();
    api = OrdersApi.start(provider.issuer().toString(), TestClients.AUDIENCE);
    visitor = new Visitor(api);
  }

  @AfterEach
  void stop() {
    api.close();
    provider.close();
  }

  private TokenDraft token() {
    return provider.mint().withSubject("alice").accessToken();
  }

  private static String bearer(TokenDraft token) {
    return "Bearer " + token.compact();
  }

  @Test
  void aGoodTokenReads() throws Exception {
    HttpResponse<String> response = visitor.read(bearer(token()));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("{\"user\":\"alice\",\"orders\":[]}");
    assertThat(Visitor.challenge(response)).isEmpty();
  }

  @Test
  void whoHasNoTokenIsToldWhereToLearnMore() throws Exception {
    HttpResponse<String> response = visitor.read();

    assertThat(response.statusCode()).isEqualTo(401);
    URI metadata = api.uri().resolve("/.well-known/oauth-protected-resource/orders");
    assertThat(Visitor.challenge(response))
        .isEqualTo(
            "Bearer realm=\"orders\", scope=\"profile\", resource_metadata=\"" + metadata + "\"");
    assertThat(visitor.get(metadata).body())
        .isEqualTo(
            "{\"resource\":\"%s\",\"authorization_servers\":[\"%s\"],"
                    .formatted(api.uri(), provider.issuer())
                + "\"bearer_methods_supported\":[\"header\"],"
                + "\"scopes_supported\":[\"profile\",\"orders:write\"]}");
  }

  @Test
  void aTokenThatMayNotWriteIsForbiddenTo() throws Exception {
    HttpResponse<String> response = visitor.write(bearer(token()));

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(Visitor.challenge(response))
        .contains("error=\"insufficient_scope\"", "scope=\"orders:write\"");
    assertThat(visitor.write(bearer(token().claim("scope", "orders:write"))).statusCode())
        .isEqualTo(200);
  }

  @Test
  void anExpiredTokenIsInvalid() throws Exception {
    HttpResponse<String> response =
        visitor.read(bearer(token().claim("exp", Instant.EPOCH.plusSeconds(1))));

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(Visitor.challenge(response)).contains("error=\"invalid_token\"", "expired");
  }

  @Test
  void whatIsNotOneTokenIsABadRequest() throws Exception {
    assertThat(visitor.read("Bearer").statusCode()).isEqualTo(400);
    assertThat(visitor.read(bearer(token()), bearer(token())).statusCode()).isEqualTo(400);
  }

  @Test
  void anIssuerThatIsDownIsNoReasonToCallATokenInvalid() throws Exception {
    provider.faults().at(Endpoint.JWKS).error(503, "temporarily_unavailable");

    HttpResponse<String> response = visitor.read(bearer(token()));

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(Visitor.challenge(response)).isEmpty();
    assertThat(response.headers().firstValue("Retry-After")).contains("5");
  }
}
