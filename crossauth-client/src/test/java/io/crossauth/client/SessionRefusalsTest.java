package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Background;
import io.crossauth.client.testing.LogTrap;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.testing.Wire;
import io.crossauth.client.token.ProviderQuirks;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisplayName("The refusal of a refresh token")
class SessionRefusalsTest {

  private final Scene scene = new Scene();
  private final TokenStore store = TokenStore.inMemory();

  @AfterEach
  void close() {
    scene.close();
  }

  private OAuthClient client(UnaryOperator<OAuthClientBuilder> more) {
    return more.apply(scene.builder().platform(Background.platform(scene.time))).build();
  }

  private TokenManager signedIn(OAuthClient client) {
    TokenManager sessions = client.tokenManager(store);
    sessions.signedIn("alice's", scene.login(client, id -> id));
    scene.time.advance(Duration.ofMinutes(5));
    return sessions;
  }

  private static CrossauthException failure(TokenManager sessions) {
    return catchThrowableOfType(CrossauthException.class, () -> sessions.accessToken("alice's"));
  }

  @ParameterizedTest(name = "case C1 HTTP {0} {1}")
  @CsvSource({
    "200, bad_refresh_token",
    "400, bad_refresh_token",
    "400, interaction_required",
    "400, login_required",
    "400, consent_required",
    "400, account_selection_required",
    "403, mfa_required",
    "400, invalid_grant",
    "401, invalid_grant",
    "200, invalid_refresh_token",
    "200, token_revoked",
  })
  void ends_the_session_by_the_words_that_say_so(int status, String error) {
    try (OAuthClient client = client(builder -> builder)) {
      TokenManager sessions = signedIn(client);
      scene.transport.json(status, Answers.error(error));

      CrossauthException e = failure(sessions);

      assertThat(e).isInstanceOf(LoginRequiredException.class);
      assertThat(e.needsLogin()).isTrue();
      assertThat(e).hasMessageContaining(error);
      assertThat(((OAuthErrorException) e.getCause()).error()).isEqualTo(error);
      scene.time.advance(Duration.ofHours(1).minusSeconds(1));
      // It is not presented again, and nothing is deleted.
      assertThat(failure(sessions).needsLogin()).isTrue();
      assertThat(store.find("alice's")).isPresent();
    }
  }

  @ParameterizedTest(name = "case C1 HTTP {0} {1} may pass")
  @CsvSource({
    "401, invalid_client",
    "400, unauthorized_client",
    "400, invalid_scope",
    "400, invalid_request",
    "400, invalid_dpop_proof",
    "400, slow_down",
    "429, too_many",
    "500, server_error",
    "503, weird",
    "401, weird",
  })
  void does_not_end_it_however_often_it_comes(int status, String error) {
    try (OAuthClient client = client(builder -> builder)) {
      TokenManager sessions = signedIn(client);
      for (int i = 0; i < 5; i++) {
        scene.transport.json(status, Answers.error(error));
        assertThat(failure(sessions).needsLogin()).isFalse();
        scene.time.advance(Duration.ofMinutes(6));
      }
      scene.transport.json(200, Answers.tokens().replace("at-1", "at-2"));
      assertThat(sessions.accessToken("alice's").reveal()).isEqualTo("at-2");
    }
  }

  @ParameterizedTest(name = "case C1 {0} three times over five minutes")
  @ValueSource(strings = {"weird", "expired_token", "token_inactive"})
  void ends_the_session_when_an_unknown_word_comes_again_and_again(String error) {
    try (OAuthClient client = client(builder -> builder)) {
      TokenManager sessions = signedIn(client);
      for (int i = 0; i < 3; i++) {
        scene.transport.json(400, Answers.error(error));
      }

      assertThat(failure(sessions).needsLogin()).isFalse();
      scene.time.advance(Duration.ofSeconds(150));
      assertThat(failure(sessions).needsLogin()).isFalse();
      scene.time.advance(Duration.ofSeconds(150));
      assertThat(failure(sessions).needsLogin()).isTrue();
    }
  }

  @Test
  @DisplayName("case C1 three times within five minutes do not end it yet")
  void does_not_end_it_too_soon() {
    try (OAuthClient client = client(builder -> builder)) {
      TokenManager sessions = signedIn(client);
      for (int i = 0; i < 5; i++) {
        scene.transport.json(400, Answers.error("weird"));
        assertThat(failure(sessions).needsLogin()).isFalse();
        scene.time.advance(Duration.ofSeconds(59));
      }
    }
  }

  @Test
  @DisplayName("case C1 another refresh token is counted anew")
  void counts_each_token_apart() {
    try (OAuthClient client = client(builder -> builder)) {
      TokenManager sessions = signedIn(client);
      for (int i = 0; i < 2; i++) {
        scene.transport.json(400, Answers.error("weird"));
        assertThat(failure(sessions).needsLogin()).isFalse();
        scene.time.advance(Duration.ofMinutes(3));
      }
      scene.transport.json(200, Answers.tokens().replace("}", ",\"refresh_token\":\"rt-2\"}"));
      assertThat(sessions.accessToken("alice's")).isNotNull();
      scene.time.advance(Duration.ofMinutes(5));
      scene.transport.json(400, Answers.error("weird"));
      assertThat(failure(sessions).needsLogin()).isFalse();
    }
  }

  @ParameterizedTest(name = "case C1 a provider that says {0}")
  @ValueSource(strings = {"invalid_request", "invalid_client", "dead"})
  void ends_the_session_where_the_program_says_so(String error) {
    try (OAuthClient client =
        client(
            builder ->
                builder.quirks(
                    ProviderQuirks.none()
                        .withFinalRefusals(
                            e -> e.description().orElse("").contains("refresh token is over"))))) {
      TokenManager sessions = signedIn(client);
      scene.transport.json(400, Answers.error(error, "this refresh token is over"));

      assertThat(failure(sessions).needsLogin()).isTrue();
    }
  }

  @Test
  @DisplayName("case C1 LinkedIn's invalid_request counts where the program says so")
  void counts_what_the_program_says() {
    try (OAuthClient client =
        client(
            builder ->
                builder.quirks(ProviderQuirks.none().withCountedRefusals("invalid_request")))) {
      TokenManager sessions = signedIn(client);
      for (int i = 0; i < 2; i++) {
        scene.transport.json(400, Answers.error("invalid_request"));
        assertThat(failure(sessions).needsLogin()).isFalse();
        scene.time.advance(Duration.ofMinutes(3));
      }
      scene.transport.json(400, Answers.error("invalid_request"));
      assertThat(failure(sessions).needsLogin()).isTrue();
    }
  }

  @Test
  @DisplayName("case C1 a listener that throws changes nothing for the sessions")
  void an_alarm_that_throws() {
    Consumer<OAuthErrorException> broken =
        refusal -> {
          throw new IllegalStateException("a listener's own");
        };
    try (OAuthClient client = client(builder -> builder.onManyRefusals(broken));
        LogTrap log = new LogTrap()) {
      TokenManager sessions = client.tokenManager(store);
      for (int i = 0; i < 20; i++) {
        sessions.signedIn("user " + i, scene.login(client, id -> id));
      }
      scene.time.advance(Duration.ofMinutes(5));
      for (int i = 0; i < 20; i++) {
        scene.transport.json(400, Answers.error("invalid_grant"));
        String user = "user " + i;
        assertThat(
                catchThrowableOfType(
                    LoginRequiredException.class, () -> sessions.accessToken(user)))
            .isNotNull();
      }
      // It is remembered: the server is not asked again.
      assertThat(
              catchThrowableOfType(
                  LoginRequiredException.class, () -> sessions.accessToken("user 19")))
          .isNotNull();
      assertThat(log.text()).contains("onManyRefusals");
    }
  }

  @Test
  @DisplayName("case C1 many sessions refused alike raise one alarm, and nothing is deleted")
  void raises_an_alarm_when_many_are_ended() {
    List<OAuthErrorException> alarms = new CopyOnWriteArrayList<>();
    try (OAuthClient client = client(builder -> builder.onManyRefusals(alarms::add))) {
      TokenManager sessions = client.tokenManager(store);
      for (int i = 0; i < 30; i++) {
        sessions.signedIn("user " + i, scene.login(client, id -> id));
      }
      scene.time.advance(Duration.ofMinutes(5));
      for (int i = 0; i < 30; i++) {
        assertThat(alarms).hasSize(i < 20 ? 0 : 1);
        scene.transport.json(400, Answers.error("invalid_grant"));
        String user = "user " + i;
        assertThat(
                catchThrowableOfType(
                    LoginRequiredException.class, () -> sessions.accessToken(user)))
            .isNotNull();
        assertThat(store.find(user)).isPresent();
      }
      assertThat(alarms.get(0).error()).isEqualTo("invalid_grant");
    }
  }

  @ParameterizedTest(name = "case C12 {0}")
  @ValueSource(strings = {"scope", "parameter", "resource", "header"})
  void a_refresh_says_what_its_provider_wants(String what) {
    try (OAuthClient client = client(builder -> builder)) {
      TokenRequestOptions options =
          switch (what) {
            case "scope" -> TokenRequestOptions.scopes("openid", "offline_access");
            case "parameter" -> TokenRequestOptions.none().with("p", "b2c_1_signin");
            case "resource" -> TokenRequestOptions.none().withResource("https://api.example.com");
            default ->
                TokenRequestOptions.none()
                    .withHeaders(io.crossauth.http.Headers.of("X-Policy", "b2c_1_signin"));
          };
      TokenManager sessions = client.tokenManager(store, options);
      sessions.signedIn("alice's", scene.login(client, id -> id));
      scene.time.advance(Duration.ofMinutes(5));
      scene.transport.json(200, Answers.tokens());

      assertThat(sessions.accessToken("alice's")).isEqualTo(Secret.of("at-1"));

      Map<String, String> sent = Wire.lastForm(scene.transport);
      assertThat(sent).containsEntry("refresh_token", "rt-1");
      switch (what) {
        case "scope" -> assertThat(sent).containsEntry("scope", "openid offline_access");
        case "parameter" -> assertThat(sent).containsEntry("p", "b2c_1_signin");
        case "resource" -> assertThat(sent).containsEntry("resource", "https://api.example.com");
        default ->
            assertThat(
                    scene
                        .transport
                        .calls()
                        .get(scene.transport.calls().size() - 1)
                        .headers()
                        .first("X-Policy"))
                .contains("b2c_1_signin");
      }
    }
  }

  @ParameterizedTest(name = "case C21 a second login of {0} has its refresh token: {1}")
  @CsvSource({
    "the same user, true",
    "another user, false",
    "another client, false",
    "nobody, false"
  })
  void a_second_login_without_a_refresh_token_keeps_the_first_ones(String who, boolean kept) {
    try (OAuthClient client =
        client(builder -> builder.idTokens(rules -> rules.keys(keys()).trustedAudiences("b")))) {
      TokenManager sessions = client.tokenManager(store);
      sessions.signedIn("alice's", scene.login(client, id -> id.claim("sub", "alice")));

      LoginOptions options =
          who.equals("nobody") ? LoginOptions.scopes("email") : LoginOptions.scopes("openid");
      io.crossauth.client.login.AuthorizationRequest request =
          client.startAuthorizationCodeFlow(options);
      var idToken =
          switch (who) {
            case "another user" -> scene.idToken(request.pending()).claim("sub", "mallory");
            case "another client" ->
                scene
                    .idToken(request.pending())
                    .claim("sub", "alice")
                    .claim("aud", List.of("web", "b"))
                    .claim("azp", "web");
            default -> scene.idToken(request.pending()).claim("sub", "alice");
          };
      scene.transport.json(
          200,
          who.equals("nobody")
              ? Answers.tokens()
              : Answers.tokens().replace("}", ",\"id_token\":\"" + idToken.compact() + "\"}"));
      sessions.signedIn(
          "alice's", client.redirectEndpoint(Scene.response(request.pending()), request.pending()));

      assertThat(store.find("alice's").orElseThrow().refreshToken().isPresent()).isEqualTo(kept);
    }
  }

  @Test
  @DisplayName("case C21 a new refresh token takes the place of the first")
  void a_new_refresh_token_is_the_one() {
    try (OAuthClient client = client(builder -> builder)) {
      TokenManager sessions = client.tokenManager(store);
      sessions.signedIn("alice's", scene.login(client, id -> id));
      io.crossauth.client.login.AuthorizationRequest request =
          client.startAuthorizationCodeFlow("openid");
      scene.transport.json(
          200, Scene.tokens(scene.idToken(request.pending())).replace("rt-1", "rt-new"));
      sessions.signedIn(
          "alice's", client.redirectEndpoint(Scene.response(request.pending()), request.pending()));

      assertThat(store.find("alice's").orElseThrow().refreshToken()).contains(Secret.of("rt-new"));
    }
  }

  private static io.crossauth.tokenconsumer.jwks.KeySet keys() {
    return io.crossauth.tokenconsumer.jwks.KeySet.ofJwks(
        io.crossauth.testkit.mint.TestKeys.jwks(Scene.KEY));
  }
}
