package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Background;
import io.crossauth.client.testing.Given;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.testing.Wire;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpReply;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.value.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
@DisplayName("The refresh of a session")
class SessionRefreshTest {

  private final Scene scene = new Scene();
  private final OAuthClient client =
      scene.builder().platform(Background.platform(scene.time)).build();
  private final TokenManager sessions = client.tokenManager(TokenStore.inMemory());

  @BeforeEach
  void log_in() {
    OAuthTokenResponse tokens =
        scene.login(
            client,
            LoginOptions.scopes("openid", "email"),
            id -> id.claim("auth_time", Instant.parse("2025-12-31T23:59:00Z")));
    sessions.signedIn("alice's", tokens);
    scene.time.advance(Duration.ofMinutes(5));
  }

  @AfterEach
  void close() {
    client.close();
    scene.close();
  }

  private StoredTokens stored() {
    return sessions.tokens("alice's").orElseThrow();
  }

  private static String answer(String more) {
    return Answers.tokens().replace("at-1", "at-2").replace("}", more + "}");
  }

  @Test
  void presents_the_refresh_token_and_keeps_what_does_not_come_anew() {
    Secret idToken = stored().idToken().orElseThrow();
    scene.transport.json(200, answer(",\"refresh_token\":\"rt-2\""));

    assertThat(sessions.accessToken("alice's").reveal()).isEqualTo("at-2");
    assertThat(Wire.lastForm(scene.transport))
        .containsExactly(
            Map.entry("grant_type", "refresh_token"),
            Map.entry("refresh_token", "rt-1"),
            Map.entry("client_id", "web"));
    assertThat(stored().refreshToken()).contains(Secret.of("rt-2"));
    assertThat(stored().idToken()).contains(idToken);
    // RFC 6749 section 6: the scopes are those of before, unless the answer says otherwise.
    assertThat(stored().scopes()).containsExactly("openid", "email");
  }

  @Test
  @DisplayName("node 2: the request itself says whether its lease leaves time to send it")
  void the_request_knows_its_lease() {
    List<Boolean> looks = new ArrayList<>();
    scene.transport.then(
        call -> {
          looks.add(call.maySend());
          scene.time.advance(Duration.ofSeconds(28));
          looks.add(call.maySend());
          scene.time.advance(Duration.ofMillis(1));
          looks.add(call.maySend());
          return new HttpReply(
              200,
              Headers.of("Content-Type", "application/json"),
              answer(",\"refresh_token\":\"rt-2\"").getBytes(StandardCharsets.UTF_8));
        });
    assertThat(sessions.accessToken("alice's").reveal()).isEqualTo("at-2");
    assertThat(looks).containsExactly(true, true, false);
  }

  @Test
  @DisplayName("node 2: what the client authentication takes of the lease is looked at, too")
  void looks_after_the_client_authentication() {
    AtomicInteger calls = new AtomicInteger();
    ClientAuthentication slow =
        call -> {
          if (calls.incrementAndGet() == 1) {
            // A key management service that is busy.
            scene.time.advance(Duration.ofSeconds(29));
          }
          return call;
        };
    TokenStore store = TokenStore.inMemory(10, Duration.ofDays(1), scene.time);
    try (OAuthClient signing =
        scene
            .builder()
            .clientAuthentication(slow)
            .platform(Background.platform(scene.time))
            .build()) {
      TokenManager manager = signing.tokenManager(store);
      manager.signedIn("bob's", Given.tokens(scene.time, "at-1", "rt-1"));
      scene.time.advance(Duration.ofMinutes(5));
      scene.transport.json(200, answer(",\"refresh_token\":\"rt-2\""));
      assertThat(manager.accessToken("bob's").reveal()).isEqualTo("at-2");
    }
    // The first was made, and not sent: the lease was taken anew.
    assertThat(calls).hasValue(2);
    assertThat(scene.transport.calls()).hasSize(2);
  }

  @Test
  void says_when_the_user_must_log_in() {
    scene.transport.json(400, Answers.error("invalid_grant"));

    assertThatExceptionOfType(LoginRequiredException.class)
        .isThrownBy(() -> sessions.accessToken("alice's"))
        .withCauseInstanceOf(OAuthErrorException.class);
  }

  @Test
  @DisplayName("S-30: takes an ID token about the same login")
  void takes_an_id_token_about_the_same_login() {
    TokenDraft fresh =
        scene.mint.idToken().claim("auth_time", Instant.parse("2025-12-31T23:59:00Z"));
    scene.transport.json(200, answer(",\"id_token\":\"" + fresh.compact() + "\""));

    assertThat(sessions.accessToken("alice's").reveal()).isEqualTo("at-2");
    assertThat(stored().idToken()).contains(Secret.of(fresh.compact()));
  }

  static Stream<Arguments> others() {
    UnaryOperator<TokenDraft> subject = id -> id.claim("sub", "mallory");
    UnaryOperator<TokenDraft> issuer = id -> id.claim("iss", "https://evil.example.com");
    UnaryOperator<TokenDraft> audience = id -> id.claim("aud", "another");
    UnaryOperator<TokenDraft> login =
        id -> id.claim("auth_time", Instant.parse("2026-01-01T00:01:00Z"));
    return Stream.of(
        Arguments.of("sub", subject, RejectionReason.WRONG_SUBJECT),
        Arguments.of("iss", issuer, RejectionReason.WRONG_ISSUER),
        Arguments.of("aud", audience, RejectionReason.WRONG_AUDIENCE),
        Arguments.of("auth_time", login, RejectionReason.WRONG_CLAIM_VALUE));
  }

  @ParameterizedTest(name = "S-30: refuses an ID token about another login: {0}")
  @MethodSource("others")
  void refuses_an_id_token_about_another_login(
      String claim, UnaryOperator<TokenDraft> change, RejectionReason reason) {
    String other = change.apply(scene.mint.idToken()).compact();
    scene.transport.json(200, answer(",\"refresh_token\":\"rt-2\",\"id_token\":\"" + other + "\""));

    assertThatExceptionOfType(TokenRejectedException.class)
        .isThrownBy(() -> sessions.accessToken("alice's"))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
        .satisfies(e -> assertThat(e.claim()).contains(claim));
    assertThat(stored().accessToken()).isEqualTo(Secret.of("at-1"));
    assertThat(stored().refreshToken()).contains(Secret.of("rt-1"));
  }
}
