package io.crossauth.client.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.testing.Wire;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import java.net.URI;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A login that somebody else asks for")
class ThirdPartyLoginTest {

  private static final Predicate<URI> OURS =
      ThirdPartyLogin.sameOrigin(URI.create("https://app.example/"));
  private static final Form GOOD = Form.of("iss", Metadata.ISSUER);

  private final Scene scene = new Scene();
  private final OAuthClient client = scene.client();

  @AfterEach
  void nobody_is_called() {
    scene.close();
  }

  @Test
  void begins_with_us_and_is_our_own() {
    ThirdPartyLogin login =
        client.thirdPartyLogin(
            GOOD.plus("login_hint", "alice").plus("target_link_uri", "https://app.example/a?b=c"),
            OURS);
    AuthorizationRequest request = client.startAuthorizationCodeFlow(login.options("openid"));

    assertThat(login.targetLinkUri()).contains(URI.create("https://app.example/a?b=c"));
    assertThat(Wire.query(request.uri()))
        .containsEntry("login_hint", "alice")
        .containsKeys("state", "nonce", "code_challenge")
        .doesNotContainKeys("iss", "target_link_uri");
  }

  @Test
  void need_not_say_for_whom_and_where() {
    ThirdPartyLogin login = client.thirdPartyLogin(GOOD, OURS);

    assertThat(login.loginHint()).isEmpty();
    assertThat(login.targetLinkUri()).isEmpty();
    assertThat(login.options("openid").parameters().fields()).isEmpty();
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(strings = {"https://evil.example", "https://id.example.com/", ""})
  @DisplayName("S-21: is not begun with another provider")
  void is_not_begun_with_another_provider(String issuer) {
    refused(Form.of("iss", issuer), "issuer_mismatch");
    refused(Form.empty(), "issuer_mismatch");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(strings = {"iss", "login_hint", "target_link_uri"})
  void says_each_thing_once(String name) {
    Form form = GOOD.plus("login_hint", "a").plus("target_link_uri", "https://app.example/");

    refused(form.plus(name, form.first(name).orElseThrow()), "duplicate_parameter");
  }

  @ParameterizedTest(name = "B2, S-24: leads nowhere but to us: {0}")
  @ValueSource(
      strings = {
        "https://evil.example/",
        "https://app.example.evil.example/",
        "https://app.example@evil.example/",
        "https://evil@app.example/",
        "http://app.example/",
        "https://app.example:8443/",
        "//evil.example/",
        "/\\evil.example",
        "https:\\\\evil.example",
        "\t//evil.example",
        "https://app.example/\r\nSet-Cookie: a=b",
        "https:evil.example",
        "https:///evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "/home",
        "home",
        "https://app.example\u002eevil.example/",
        "https://[::1",
        "https://\u0430pp.example/"
      })
  void leads_nowhere_but_to_us(String target) {
    refused(GOOD.plus("target_link_uri", target), "target_link_uri");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(
      strings = {"https://app.example", "https://APP.example:443/x", "HTTPS://app.example/x#y"})
  void leads_to_any_place_of_ours(String target) {
    assertThat(client.thirdPartyLogin(GOOD.plus("target_link_uri", target), OURS).targetLinkUri())
        .contains(URI.create(target));
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(strings = {"/home", "mailto:a@b.c", "https://user@app.example/"})
  void has_a_rule_that_has_sense(String own) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ThirdPartyLogin.sameOrigin(URI.create(own)))
        .withMessageContaining("own");
  }

  private void refused(Form parameters, String rule) {
    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> client.thirdPartyLogin(parameters, OURS))
        .satisfies(e -> assertThat(e.rule()).isEqualTo(rule))
        .withMessageNotContaining("evil");
  }
}
