package io.crossauth.client.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.client.grant.Grant;
import io.crossauth.client.internal.token.TokenEndpoint;
import io.crossauth.client.internal.token.TokenResponseRules;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Contexts;
import io.crossauth.client.testing.Wire;
import io.crossauth.http.Headers;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.value.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a token request says besides its grant")
class TokenRequestOptionsTest {

  private final ScriptedTransport transport = new ScriptedTransport();
  private final TokenEndpoint endpoint = Contexts.tokens(transport, FakeTime.create());

  @AfterEach
  void all_answers_were_asked_for() {
    transport.close();
  }

  @Test
  @DisplayName("fault 11: are extra parameters and headers of any name")
  void extra_parameters_and_headers() {
    transport.json(200, Answers.tokens());

    endpoint.exchange(
        Grant.clientCredentials(),
        TokenRequestOptions.scopes("a")
            .with("audience", "https://api.example")
            .with("totp", Secret.of("123456"))
            .withHeaders(Headers.of("X-Trace", "1")),
        TokenResponseRules.none());

    assertThat(Wire.lastForm(transport))
        .containsEntry("audience", "https://api.example")
        .containsEntry("totp", "123456")
        .containsEntry("scope", "a");
    assertThat(transport.calls().get(0).headers().first("X-Trace")).contains("1");
  }

  @ParameterizedTest(name = "not {0}")
  @ValueSource(
      strings = {
        "grant_type",
        "client_id",
        "client_secret",
        "client_assertion",
        "client_assertion_type",
        "scope",
        "password"
      })
  void are_never_what_the_grant_and_the_client_say_themselves(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                endpoint.exchange(
                    Grant.password("alice", Secret.of("pw")),
                    TokenRequestOptions.none().with(name, "other"),
                    TokenResponseRules.none()))
        .withMessageContaining(name);
  }

  @ParameterizedTest(name = "[{index}] \"{0}\"")
  @ValueSource(strings = {"", "a b", "a\"", "a\\", "a\n", "ä", "\u007f"})
  void are_no_scopes_that_could_be_two(String scope) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenRequestOptions.scopes(scope))
        .withMessageContaining("scope");
  }

  @Test
  void keep_the_order_of_the_scopes_and_hide_values_as_text() {
    TokenRequestOptions options =
        TokenRequestOptions.scopes("z", "a", "z").with("totp", Secret.of("123456"));

    assertThat(options.scopes()).containsExactly("z", "a");
    assertThat(options.toString()).doesNotContain("123456");
  }
}
