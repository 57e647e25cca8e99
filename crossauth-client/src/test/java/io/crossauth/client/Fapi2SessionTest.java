package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.testing.ProviderLogin;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.platform.Scheduler;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.provider.Endpoint;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("F-18: a session from before FAPI 2.0")
class Fapi2SessionTest {

  private static final String SESSION = "s-1";
  private static final URI API = URI.create("https://api.example.com/accounts");

  private final ProviderLogin scene = new ProviderLogin(b -> b);
  private final OAuthClient client = builder().fapi2().build();
  private final TokenStore store = TokenStore.inMemory();
  private final TokenManager sessions = client.tokenManager(store);

  private OAuthClientBuilder builder() {
    return scene
        .fapi2Client(TestClients.FAPI2_DPOP)
        .platform(scene.time().platform().withScheduler(Scheduler.system()));
  }

  @BeforeEach
  void log_in_without_a_key() {
    OAuthClientBuilder plain = builder().idTokenSignedResponseAlg("PS256");
    plain.proofs = null;
    try (OAuthClient before = plain.build()) {
      AuthorizationRequest login = before.startAuthorizationCodeFlow("openid");
      sessions.signedIn(SESSION, before.redirectEndpoint(scene.answer(login), login.pending()));
    }
    scene.time().advance(Duration.ofMinutes(6));
  }

  @AfterEach
  void close() {
    sessions.close();
    client.close();
    scene.close();
  }

  private StoredTokens stored() {
    return store.find(SESSION).orElseThrow();
  }

  @Test
  void is_renewed_for_a_token_that_is_bound() {
    assertThat(stored().proofKey()).isEqualTo(Optional.empty());

    assertThat(sessions.source(SESSION).authorize("GET", API)).containsKey("DPoP");
    assertThat(stored().tokenType()).isEqualTo("DPoP");
  }

  @Test
  void is_not_renewed_for_one_that_is_not() {
    scene.provider().faults().at(Endpoint.TOKEN).member("token_type", "Bearer");
    String before = stored().accessToken().reveal();

    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> sessions.source(SESSION).authorize("GET", API))
        .withMessageContaining("expected DPoP, found Bearer; the token is not bound")
        .withMessageContaining("FAPI 2.0 takes no other")
        // The profile refuses that setting: the message must not advise it.
        .withMessageNotContaining("unsafe")
        .satisfies(e -> assertThat(e.code()).isEqualTo("response.token_type"));
    assertThat(stored().accessToken().reveal()).isEqualTo(before);
  }
}
