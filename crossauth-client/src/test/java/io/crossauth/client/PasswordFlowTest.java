package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.testing.Wire;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.value.Secret;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A login with a password")
class PasswordFlowTest {

  private static final Secret PASSWORD = Secret.of("pw-canary");

  private final Scene scene = new Scene();
  private final OAuthClient client = scene.client();

  @AfterEach
  void all_answers_were_asked_for() {
    scene.close();
  }

  @Test
  void brings_tokens_and_a_verified_id_token() {
    scene.transport.json(200, Scene.tokens(scene.mint.idToken()));

    PasswordOutcome outcome = client.passwordFlow("alice", PASSWORD, "openid");

    assertThat(outcome).isInstanceOf(PasswordOutcome.SignedIn.class);
    assertThat(outcome.requireTokens().idToken())
        .get()
        .hasToString("VerifiedToken[ID, https://id.example.com, alice]");
    assertThat(Wire.lastForm(scene.transport))
        .containsExactly(
            Map.entry("grant_type", "password"),
            Map.entry("username", "alice"),
            Map.entry("password", "pw-canary"),
            Map.entry("scope", "openid"),
            Map.entry("client_id", "web"));
  }

  @Test
  void takes_a_one_time_code_along() {
    scene.transport.json(200, Answers.tokens());

    client.passwordFlow(
        "alice", PASSWORD, TokenRequestOptions.none().with("totp", Secret.of("123456")));

    assertThat(Wire.lastForm(scene.transport)).containsEntry("totp", "123456");
  }

  @ParameterizedTest(name = "status {0}")
  @ValueSource(ints = {200, 400, 401, 403})
  void can_need_a_second_factor_which_is_an_answer(int status) {
    scene.transport.json(status, "{\"error\":\"mfa_required\",\"mfa_token\":\"mfa-canary\"}");

    PasswordOutcome outcome = client.passwordFlow("alice", PASSWORD);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            PasswordOutcome.MfaRequired.class,
            mfa -> assertThat(mfa.mfaToken()).isEqualTo(Secret.of("mfa-canary")));
    assertThat(outcome.toString()).doesNotContain("canary");
    assertThatExceptionOfType(SecondFactorRequiredException.class)
        .isThrownBy(outcome::requireTokens)
        .withMessageNotContaining("canary");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(strings = {"", ",\"mfa_token\":null", ",\"mfa_token\":\" \""})
  void that_needs_a_second_factor_but_gives_no_way_on_is_refused(String token) {
    scene.transport.json(403, "{\"error\":\"mfa_required\"" + token + "}");

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> client.passwordFlow("alice", PASSWORD))
        .satisfies(e -> assertThat(e.code()).isEqualTo("oauth.mfa_required"));
  }

  @Test
  void can_need_a_second_factor_whatever_the_password_is() {
    scene.transport.json(403, "{\"error\":\"mfa_required\",\"mfa_token\":\"t\"}");

    assertThat(client.passwordFlow("alice", Secret.of("required")))
        .isInstanceOf(PasswordOutcome.MfaRequired.class);
  }

  @Test
  void that_fails_says_so_without_the_password() {
    scene.transport.json(401, Answers.error("invalid_grant", "pw-canary is wrong for alice"));

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> client.passwordFlow("alice", PASSWORD))
        .satisfies(e -> assertThat(e.description()).isEmpty())
        .withMessageNotContaining("canary");
  }

  @Test
  void is_refused_with_its_id_token() {
    scene.transport.json(200, Scene.tokens(scene.mint.idToken().claim("aud", "other")));

    assertThatExceptionOfType(TokenRejectedException.class)
        .isThrownBy(() -> client.passwordFlow("alice", PASSWORD, "openid"))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(RejectionReason.WRONG_AUDIENCE));
  }
}
