package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.testing.Wire;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.tokenconsumer.TokenExpectations;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A refresh")
class RefreshFlowTest {

  private final Scene scene = new Scene();
  private final OAuthClient client = scene.client();
  private final OAuthTokenResponse before =
      scene.login(client, LoginOptions.scopes("openid", "email"), d -> d);

  @AfterEach
  void all_answers_were_asked_for() {
    scene.close();
  }

  @Test
  void sends_the_refresh_token_and_no_scope() {
    scene.transport.json(200, Answers.tokens());

    client.refreshTokenFlow(before);

    assertThat(Wire.lastForm(scene.transport))
        .containsExactly(
            Map.entry("grant_type", "refresh_token"),
            Map.entry("refresh_token", "rt-1"),
            Map.entry("client_id", "web"));
  }

  @Test
  @DisplayName("fault 11: can ask for fewer scopes")
  void can_ask_for_fewer_scopes() {
    scene.transport.json(200, Answers.tokens());

    OAuthTokenResponse after = client.refreshTokenFlow(before, "email");

    assertThat(Wire.lastForm(scene.transport)).containsEntry("scope", "email");
    assertThat(after.scopes()).containsExactly("email");
  }

  @Test
  void grants_what_was_granted_before_where_the_server_does_not_say() {
    scene.transport.json(200, Answers.tokens());

    assertThat(client.refreshTokenFlow(before).scopes()).containsExactly("openid", "email");
  }

  @Test
  void keeps_the_refresh_token_when_no_new_one_comes() {
    scene.transport.json(200, Answers.tokens().replace("at-1", "at-2"));

    OAuthTokenResponse after = client.refreshTokenFlow(before);

    assertThat(after.accessToken().reveal()).isEqualTo("at-2");
    assertThat(after.refreshToken()).contains(Secret.of("rt-1"));
  }

  @Test
  void takes_the_new_refresh_token_when_one_comes() {
    scene.transport.json(200, Answers.tokens().replace("}", ",\"refresh_token\":\"rt-2\"}"));

    assertThat(client.refreshTokenFlow(before).refreshToken()).contains(Secret.of("rt-2"));
  }

  @Test
  void keeps_the_id_token_when_no_new_one_comes() {
    scene.transport.json(200, Answers.tokens());

    OAuthTokenResponse after = client.refreshTokenFlow(before);

    assertThat(after.idToken()).isEqualTo(before.idToken());
    assertThat(after.idPayload()).isEqualTo(before.idPayload());
  }

  @Test
  void can_be_done_again_with_what_came_of_it() {
    scene.transport.json(200, Answers.tokens()).json(200, refreshed(d -> d));

    OAuthTokenResponse after = client.refreshTokenFlow(client.refreshTokenFlow(before));

    assertThat(after.idToken()).isPresent();
  }

  @Test
  void needs_a_refresh_token() {
    scene.transport.json(200, Answers.tokens());
    OAuthTokenResponse without = client.clientCredentialsFlow();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.refreshTokenFlow(without))
        .withMessageContaining("offline_access");
  }

  @Test
  void is_refused_as_any_request_is() {
    scene.transport.json(400, Answers.error("invalid_grant", "it is over"));

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> client.refreshTokenFlow(before))
        .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_grant"))
        .satisfies(e -> assertThat(e.description()).contains("it is over"));
  }

  @Nested
  @DisplayName("fault 23: whose ID token")
  class IdTokens {

    @Test
    void is_about_the_same_login_replaces_the_one_before() {
      scene.time.advance(Duration.ofMinutes(1));
      scene.transport.json(200, refreshed(d -> d.claim("email", "new@b.c")));

      OAuthTokenResponse after = client.refreshTokenFlow(before);

      assertThat(after.idPayload()).containsEntry("email", "new@b.c");
    }

    @Test
    void has_no_nonce_is_about_the_same_login() {
      scene.transport.json(200, refreshed(d -> d.without("nonce")));

      assertThat(client.refreshTokenFlow(before).idToken()).isPresent();
    }

    static Stream<Arguments> refusals() {
      return Stream.of(
          row("is about another user", d -> d.claim("sub", "bob"), RejectionReason.WRONG_SUBJECT),
          row(
              "is of another issuer",
              d -> d.claim("iss", "https://evil.example"),
              RejectionReason.WRONG_ISSUER),
          row(
              "is for another client",
              d -> d.claim("aud", "other"),
              RejectionReason.WRONG_AUDIENCE),
          row("has another nonce", d -> d.claim("nonce", "another"), RejectionReason.WRONG_NONCE),
          row(
              "is of another login",
              d -> d.claim("auth_time", 1767225601L),
              RejectionReason.WRONG_CLAIM_VALUE),
          row(
              "has lost its authorized party",
              d -> d.without("azp"),
              RejectionReason.WRONG_AUTHORIZED_PARTY),
          row(
              "belongs to another access token",
              d -> d.claim("at_hash", "AAAAAAAAAAAAAAAAAAAAAA"),
              RejectionReason.WRONG_HASH));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void is_refused_when_it(String what, UnaryOperator<TokenDraft> change, RejectionReason reason) {
      scene.transport.json(200, refreshed(change));

      rejected(() -> client.refreshTokenFlow(before), reason);
    }

    private static Arguments row(
        String what, UnaryOperator<TokenDraft> change, RejectionReason reason) {
      return Arguments.of(what, change, reason);
    }
  }

  @Nested
  @DisplayName("of which only the refresh token was kept")
  class RawToken {

    private final TokenExpectations alice = TokenExpectations.none().withSubject("alice");

    @Test
    void compares_the_user_that_the_program_names() {
      scene.transport.json(200, refreshed(d -> d)).json(200, refreshed(d -> d.claim("sub", "bob")));

      assertThat(refresh(alice).idToken()).isPresent();
      rejected(() -> refresh(alice), RejectionReason.WRONG_SUBJECT);
    }

    @Test
    void keeps_the_refresh_token_too() {
      scene.transport.json(200, Answers.tokens());

      OAuthTokenResponse after = refresh(alice);

      assertThat(after.refreshToken()).contains(Secret.of("rt-9"));
      assertThat(after.idToken()).isEmpty();
      assertThat(Wire.lastForm(scene.transport))
          .containsEntry("refresh_token", "rt-9")
          .containsEntry("audience", "orders");
    }

    private OAuthTokenResponse refresh(TokenExpectations expectations) {
      return client.refreshTokenFlow(
          Secret.of("rt-9"), expectations, TokenRequestOptions.none().with("audience", "orders"));
    }
  }

  private String refreshed(UnaryOperator<TokenDraft> change) {
    TokenDraft same =
        scene
            .mint
            .idToken()
            .claim("auth_time", before.idToken().orElseThrow().claims().get("auth_time"))
            .claim("nonce", before.idToken().orElseThrow().string("nonce").orElseThrow());
    assertThat(same.claims()).containsEntry("iss", Metadata.ISSUER);
    return Scene.tokens(change.apply(same));
  }

  private static void rejected(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, RejectionReason reason) {
    assertThatExceptionOfType(TokenRejectedException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
