package io.crossauth.client.ciba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.value.Secret;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An authentication request")
class CibaRequestTest {

  private final CibaRequest request = CibaRequest.loginHint("alice");

  @ParameterizedTest(name = "has one hint and no other {0}")
  @ValueSource(
      strings = {
        "login_hint", "login_hint_token", "id_token_hint", "scope", "client_notification_token",
        "client_id", "client_assertion", "client_secret", "request", "request_uri"
      })
  void hasOneHint(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.with(name, "x"))
        .withMessageContaining(name);
  }

  @Test
  void saysNothingTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.withBindingMessage("a").withBindingMessage("b"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.withUserCode(Secret.of("a")).withUserCode(Secret.of("b")));
  }

  @Test
  void hasNoEmptyParts() {
    assertThatIllegalArgumentException().isThrownBy(() -> CibaRequest.loginHint(" "));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CibaRequest.loginHintToken(Secret.of("")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CibaRequest.idTokenHint(Secret.of("x.y.z"), ""));
    assertThatIllegalArgumentException().isThrownBy(() -> request.withBindingMessage(""));
    assertThatIllegalArgumentException().isThrownBy(() -> request.withUserCode(Secret.of("")));
    assertThatIllegalArgumentException().isThrownBy(() -> request.withAcrValues());
    assertThatIllegalArgumentException().isThrownBy(() -> request.withAcrValues("gold", ""));
    assertThatIllegalArgumentException().isThrownBy(() -> request.withAcrValues("gold silver"));
    assertThatIllegalArgumentException().isThrownBy(() -> request.withScopes("two scopes"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request.withRequestedExpiry(Duration.ofMillis(900)));
  }

  @Test
  void asksForOpenidAlways() {
    assertThat(request.scopes()).containsExactly("openid");
    assertThat(request.withScopes("email").scopes()).containsExactly("openid", "email");
    assertThat(request.withScopes("openid", "email").scopes()).containsExactly("openid", "email");
  }

  @Test
  void showsNoValueInItsText() {
    CibaRequest full =
        CibaRequest.loginHintToken(Secret.of("canary-token"))
            .withUserCode(Secret.of("canary-code"))
            .withBindingMessage("canary-message");

    assertThat(full.toString()).contains("login_hint_token", "user_code").doesNotContain("canary");
    assertThat(full.parameters().toString()).doesNotContain("canary-token", "canary-code");
  }
}
