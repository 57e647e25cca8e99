package io.crossauth.client.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.testing.Wire;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.value.Secret;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The grant of a recovery code")
class MfaRecoveryCodeGrantTest {

  private final Grant grant =
      Grant.mfaRecoveryCode(Secret.of("mfa-canary"), Secret.of("recovery-canary"));

  @Test
  void is_traded_by_any_client_without_being_registered_anywhere() {
    try (Scene scene = new Scene()) {
      scene.transport.json(200, Answers.tokens());

      scene.client().requestTokens(grant, TokenRequestOptions.none());

      assertThat(Wire.lastForm(scene.transport))
          .containsExactly(
              Map.entry("grant_type", "http://auth0.com/oauth/grant-type/mfa-recovery-code"),
              Map.entry("mfa_token", "mfa-canary"),
              Map.entry("recovery_code", "recovery-canary"),
              Map.entry("client_id", "web"));
    }
  }

  @Test
  void shows_neither_of_its_secrets() {
    assertThat(grant.toString() + grant.parameters()).doesNotContain("canary");
  }
}
