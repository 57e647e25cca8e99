package io.crossauth.client.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.client.internal.login.AuthorizationSettings;
import io.crossauth.testing.FakeTime;
import io.crossauth.tokenconsumer.OneTimeStore;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a login asks for")
class LoginOptionsTest {

  @Test
  void is_not_changed_by_the_methods_that_give_changed_options() {
    LoginOptions options = LoginOptions.scopes("openid");
    options.withPrompt("login").withMaxAge(Duration.ZERO).withAcrValues("gold").with("x", "y");

    assertThat(options.parameters().fields()).isEmpty();
    assertThat(options.maxAge()).isEmpty();
    assertThat(options.acrValues()).isEmpty();
  }

  @ParameterizedTest(name = "[{index}] \"{0}\"")
  @ValueSource(strings = {"openid email", "", "a\"", "ä"})
  void are_scopes_one_by_one(String scope) {
    // One text with a blank would ask for openid without our noticing: no nonce, no ID token rules.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoginOptions.scopes(scope))
        .withMessageContaining("scope");
  }

  @Test
  void is_no_login_of_the_future() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoginOptions.scopes("openid").withMaxAge(Duration.ofSeconds(-1)))
        .withMessageContaining("maxAge");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(strings = {"/relative", "https://app.example/#fragment"})
  void is_no_redirect_uri_that_cannot_be_one(String uri) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoginOptions.scopes("openid").withRedirectUri(URI.create(uri)))
        .withMessageContaining("redirectUri");
  }

  @ParameterizedTest(name = "[{index}] state {0}, verifier {1}")
  @CsvSource({"15, 32", "129, 32", "32, 31", "32, 97", "0, 0"})
  void is_never_guessed_more_easily_than_the_standards_allow(int state, int verifier) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new AuthorizationSettings(
                    Optional.empty(),
                    Optional.empty(),
                    OneTimeStore.inMemory(FakeTime.create().platform(), 1_000),
                    state,
                    verifier));
  }
}
