package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.resource.ResourceAccess;
import io.crossauth.client.resource.ResourceClient;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.testing.ProviderLogin;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.platform.Scheduler;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.provider.DpopResource;
import io.crossauth.testkit.provider.Endpoint;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
@DisplayName("F-20: under fapi2(), a resource server of a certification")
class Fapi2ResourceTest {

  private static final String SESSION = "s-1";

  private final ProviderLogin scene = new ProviderLogin(b -> b.requireDpop());
  private final OAuthClient client =
      scene
          .fapi2Client(TestClients.FAPI2_DPOP)
          .platform(scene.time().platform().withScheduler(Scheduler.system()))
          .fapi2()
          .build();
  private final TokenManager sessions = client.tokenManager(TokenStore.inMemory());
  private final DpopResource api = scene.provider().startResource();
  private final ResourceAccess access = ResourceAccess.of(sessions.source(SESSION), api.uri(""));

  @BeforeEach
  void log_in() {
    AuthorizationRequest login = client.startAuthorizationCodeFlow("openid");
    sessions.signedIn(SESSION, client.redirectEndpoint(scene.answer(login), login.pending()));
    // A token of less than two seconds is not renewed for a 401.
    scene.time().advance(Duration.ofSeconds(5));
  }

  @AfterEach
  void close() {
    sessions.close();
    client.close();
    api.close();
    scene.close();
  }

  private int send(ResourceAccess with) throws Exception {
    return ResourceClient.of(HttpClient.newHttpClient(), with)
        .send(HttpRequest.newBuilder(api.uri("/accounts")).build(), BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  @DisplayName("answers 401 until the token was refreshed, twice: two refreshes, and 200")
  void answers_401_until_the_token_was_refreshed_twice() throws Exception {
    api.refuseTokens(2);

    assertThat(send(access)).isEqualTo(401);
    scene.time().advance(Duration.ofSeconds(5));
    assertThat(send(access)).isEqualTo(200);

    // The code, and two refreshes.
    assertThat(scene.provider().count(Endpoint.TOKEN)).isEqualTo(3);
    assertThat(api.requests()).hasSize(4);
    assertThat(api.requests())
        .extracting(r -> r.header("DPoP").orElseThrow())
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("asks for a nonce: two requests, and 200")
  void asks_for_a_nonce() throws Exception {
    api.demandNonces();

    assertThat(send(access)).isEqualTo(200);
    assertThat(api.requests()).hasSize(2);
  }

  private static OAuthClientBuilder withoutProofs(OAuthClientBuilder builder) {
    builder.proofs = null;
    return builder;
  }

  @Test
  @DisplayName("gets no token that is not bound, of a session from before the switch")
  void gets_no_token_that_is_not_bound() {
    try (ProviderLogin lax = new ProviderLogin();
        OAuthClient before =
            withoutProofs(lax.fapi2Client(TestClients.FAPI2_DPOP))
                .idTokenSignedResponseAlg("PS256")
                .build();
        OAuthClient now = lax.fapi2Client(TestClients.FAPI2_DPOP).fapi2().build()) {
      AuthorizationRequest login = before.startAuthorizationCodeFlow("openid");
      OAuthTokenResponse tokens = before.redirectEndpoint(lax.answer(login), login.pending());
      assertThat(tokens.proofKey()).isEmpty();

      OAuthTokenResponse renewed = now.refreshTokenFlow(tokens);
      assertThat(renewed.tokenType()).isEqualToIgnoringCase("DPoP");
      assertThat(renewed.proofKey()).isPresent();
    }
  }

  @Test
  @DisplayName("gets an x-fapi-interaction-id of each request, if it is asked for")
  void gets_an_interaction_id() throws Exception {
    assertThat(send(access)).isEqualTo(200);
    assertThat(send(access.withInteractionIds(UUID::randomUUID))).isEqualTo(200);
    assertThat(send(access.withInteractionIds(UUID::randomUUID))).isEqualTo(200);

    List<RecordedRequest> sent = api.requests();
    assertThat(sent.get(0).header("x-fapi-interaction-id")).isEmpty();
    assertThat(sent.subList(1, 3))
        .extracting(r -> r.header("x-fapi-interaction-id").orElseThrow())
        .doesNotHaveDuplicates()
        .allMatch(id -> UUID.fromString(id).version() == 4);
  }
}
