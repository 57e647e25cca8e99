package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Scene;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A login that the attacker began in a browser of their own, planted in the victim's. */
@DisplayName("attack 15: a login that is bound to its browser")
class BrowserBindingTest {

  private static final String OURS = "cookie-of-the-victim's-browser";
  private static final String EVIL = "cookie-of-the-attacker's-browser";

  private final SealingKey key = SealingKey.ephemeral();
  private final Scene scene = new Scene();
  private final OAuthClient client = scene.client();

  @AfterEach
  void close() {
    client.close();
    scene.close();
  }

  private AuthorizationRequest begun(String cookie) {
    return client.startAuthorizationCodeFlow(
        LoginOptions.scopes("email").withBrowser(Secret.of(cookie)));
  }

  private PendingLogin sealedAndOpened(AuthorizationRequest login) {
    return PendingLogin.open(login.pending().seal(key), key);
  }

  private void refused(AuthorizationRequest login, @Nullable String cookie) {
    PendingLogin pending = sealedAndOpened(login);
    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(
            () -> client.redirectEndpoint(Scene.response(pending).withBrowser(cookie), pending))
        .satisfies(e -> assertThat(e.code()).isEqualTo("response.browser_mismatch"))
        .satisfies(e -> assertThat(e.toString()).doesNotContain(OURS, EVIL));
    assertThat(scene.transport.calls()).isEmpty();
  }

  @Test
  @DisplayName("attack 15: ends in that browser, sealed or not")
  void ends_in_that_browser() {
    AuthorizationRequest login = begun(OURS);
    PendingLogin pending = sealedAndOpened(login);
    scene.transport.json(200, Answers.tokens());

    client.redirectEndpoint(Scene.response(pending).withBrowser(OURS), pending);

    assertThat(pending).isEqualTo(login.pending());
    assertThat(scene.transport.calls()).hasSize(1);
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @NullSource
  @ValueSource(strings = {OURS, "", " ", "short", EVIL + "x", "                    "})
  @DisplayName("attack 15: planted in another browser, it is refused:")
  void planted(@Nullable String victims) {
    refused(begun(EVIL), victims);
  }

  @Test
  @DisplayName("attack 15: is refused where the program gives no cookie, and is not used up by it")
  void forgotten_by_the_program() {
    AuthorizationRequest login = begun(OURS);
    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> client.redirectEndpoint(Scene.response(login.pending()), login.pending()))
        .satisfies(e -> assertThat(e.code()).isEqualTo("response.browser_mismatch"));
    scene.transport.json(200, Answers.tokens());

    client.redirectEndpoint(Scene.response(login.pending()).withBrowser(OURS), login.pending());

    assertThat(scene.transport.calls()).hasSize(1);
  }

  @Test
  @DisplayName("attack 15: an answer with a cookie ends a login that is bound to none")
  void unbound() {
    AuthorizationRequest login = client.startAuthorizationCodeFlow("email");
    scene.transport.json(200, Answers.tokens());

    client.redirectEndpoint(Scene.response(login.pending()).withBrowser(OURS), login.pending());

    assertThat(login.pending().browser()).isEmpty();
  }

  @Test
  @DisplayName("attack 15: shows nothing of the cookie, and sends nothing of it")
  void shows_nothing() {
    AuthorizationRequest login = begun(OURS);

    assertThat(login.pending().toString()).doesNotContain(OURS);
    assertThat(login.uri().toString())
        .doesNotContain("cookie", login.pending().browser().orElseThrow().reveal());
    assertThat(AuthorizationResponse.of(URI.create("/callback")).withBrowser(OURS))
        .hasToString("AuthorizationResponse[/callback]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "alice", "fifteen letters"})
  @DisplayName("attack 15: is bound to no cookie that can be guessed:")
  void guessable(String cookie) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoginOptions.scopes("email").withBrowser(Secret.of(cookie)));
  }

  @Test
  @DisplayName("attack 15: stays bound, whatever option comes after it")
  void stays_bound() {
    LoginOptions options =
        LoginOptions.scopes("openid")
            .withBrowser(Secret.of(OURS))
            .withPrompt("login")
            .withMaxAge(Duration.ofMinutes(1))
            .withAcrValues("gold")
            .withLoginHint("alice")
            .withResource("https://api.example.com")
            .withRedirectUri(URI.create("https://app.example/callback"));

    assertThat(options.browser()).isPresent();
  }
}
