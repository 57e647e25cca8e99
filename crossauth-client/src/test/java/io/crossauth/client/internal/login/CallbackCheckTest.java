package io.crossauth.client.internal.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Logins;
import io.crossauth.client.testing.Metadata;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Form;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A callback")
class CallbackCheckTest {

  private final FakeTime time = FakeTime.create();
  private final ScriptedTransport transport = new ScriptedTransport();
  private final Logins logins = new Logins(transport, time);
  private final PendingLogin pending = logins.flow().start(LoginOptions.scopes("email")).pending();

  @AfterEach
  void all_answers_were_asked_for() {
    transport.close();
  }

  @Test
  void that_fits_gives_its_code_to_the_token_endpoint() {
    transport.json(200, Answers.tokens());

    assertThat(
            logins.flow().finish(Logins.response(good(), pending), pending).accessToken().reveal())
        .isEqualTo("at-1");
  }

  @Test
  void may_have_parameters_that_nobody_knows() {
    transport.json(200, Answers.tokens());

    logins
        .flow()
        .finish(
            Logins.response(
                good().plus("session_state", "s").plus("x", "1").plus("x", "2"), pending),
            pending);

    assertThat(transport.calls()).hasSize(1);
  }

  @Nested
  @DisplayName("fault 15: is refused when the state")
  class State {

    @Test
    void is_missing() {
      refused(good().without("state"), "state_missing");
    }

    @Test
    void is_empty() {
      refused(good().with("state", ""), "state_missing");
    }

    @Test
    void is_another() {
      refused(good().with("state", "x"), "state_mismatch");
    }

    @Test
    void differs_in_the_case_of_a_letter() {
      refused(good().with("state", swapCase(pending.state().reveal())), "state_mismatch");
    }

    @Test
    void is_that_of_another_login_of_the_same_user() {
      PendingLogin otherTab = logins.flow().start(LoginOptions.scopes("email")).pending();

      refused(logins.callback(otherTab), "state_mismatch");
    }

    @Test
    void has_been_used_before() {
      transport.json(200, Answers.tokens());
      AuthorizationCodeFlow flow = logins.flow();
      flow.finish(Logins.response(good(), pending), pending);

      refused(good(), "state_replayed");
    }

    @Test
    void has_been_used_before_in_vain() {
      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(
              () ->
                  logins
                      .flow()
                      .finish(
                          Logins.response(
                              good().without("code").plus("error", "access_denied"), pending),
                          pending));

      refused(good(), "state_replayed");
    }

    @Test
    void is_wrong_and_leaves_the_login_for_the_right_one() {
      transport.json(200, Answers.tokens());
      refused(good().with("state", "x"), "state_mismatch");

      logins.flow().finish(Logins.response(good(), pending), pending);

      assertThat(transport.calls()).hasSize(1);
    }

    @Test
    void is_wrong_even_if_the_callback_is_an_error() {
      refused(Form.of("error", "access_denied").plus("state", "x"), "state_mismatch");
      refused(Form.of("error", "access_denied"), "state_missing");
    }
  }

  @Nested
  @DisplayName("fault 16: is refused when the issuer (RFC 9207)")
  class Issuer {

    @Test
    void is_another() {
      refused(good().plus("iss", "https://evil.example"), "issuer_mismatch");
    }

    @Test
    void has_a_slash_more() {
      refused(good().plus("iss", Metadata.ISSUER + "/"), "issuer_mismatch");
    }

    @Test
    void is_promised_and_missing() {
      Logins promising =
          logins.with(
              Metadata.complete().with("authorization_response_iss_parameter_supported", true));

      refused(promising, good(), "issuer_mismatch");
    }

    @Test
    void is_promised_and_empty() {
      Logins promising =
          logins.with(
              Metadata.complete().with("authorization_response_iss_parameter_supported", true));

      refused(promising, good().plus("iss", ""), "issuer_mismatch");
    }

    @Test
    void is_another_even_if_the_callback_is_an_error() {
      refused(
          good().without("code").plus("error", "access_denied").plus("iss", "https://evil.example"),
          "issuer_mismatch");
    }

    @Test
    void but_not_when_it_is_ours() {
      transport.json(200, Answers.tokens());
      Logins promising =
          logins.with(
              Metadata.complete().with("authorization_response_iss_parameter_supported", true));

      promising
          .flow()
          .finish(Logins.response(good().plus("iss", Metadata.ISSUER), pending), pending);

      assertThat(transport.calls()).hasSize(1);
    }
  }

  @Nested
  @DisplayName("that is an error")
  class Error {

    @Test
    void is_that_error() {
      OAuthErrorException e =
          (OAuthErrorException)
              failure(
                  Form.of("error", "access_denied")
                      .plus("state", pending.state().reveal())
                      .plus("error_description", "the user said no")
                      .plus("error_uri", "https://id.example.com/why"));

      assertThat(e.error()).isEqualTo("access_denied");
      assertThat(e.code()).isEqualTo("oauth.access_denied");
      assertThat(e.description()).contains("the user said no");
      assertThat(e.uri()).contains(URI.create("https://id.example.com/why"));
      assertThat(e.status()).isZero();
    }

    @Test
    void wins_over_a_code_that_comes_with_it() {
      assertThat(failure(good().plus("error", "server_error")).code())
          .isEqualTo("oauth.server_error");
    }

    @ParameterizedTest(name = "[{index}]")
    @ValueSource(strings = {"a\r\nSet-Cookie: x", "\u001b[2J", "\u0000", "", "ä", "a\"b", "a\\b"})
    void must_have_a_name_without_control_characters(String error) {
      CrossauthException e = refused(good().without("code").plus("error", error), "error_member");

      assertThat(e.getMessage()).doesNotContain("\r", "\n", "\u001b", "\u0000");
    }

    @Test
    void cannot_forge_a_line_by_its_description() {
      OAuthErrorException e =
          (OAuthErrorException)
              failure(
                  good()
                      .without("code")
                      .plus("error", "access_denied")
                      .plus("error_description", "a\r\nb\u001b[2J"));

      assertThat(e.getMessage()).contains("a??b?[2J");
    }

    @Test
    void has_no_page_that_is_no_web_address() {
      OAuthErrorException e =
          (OAuthErrorException)
              failure(
                  good()
                      .without("code")
                      .plus("error", "access_denied")
                      .plus("error_uri", "javascript:alert(1)"));

      assertThat(e.uri()).isEmpty();
    }
  }

  @Nested
  @DisplayName("is refused when")
  class Refused {

    @Test
    void it_has_no_code() {
      refused(good().without("code"), "missing_member");
    }

    @Test
    void its_code_is_empty() {
      refused(good().with("code", ""), "missing_member");
    }

    @Test
    void it_is_empty() {
      refused(Form.empty(), "state_missing");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"state", "code", "iss", "error", "error_description", "error_uri"})
    void a_parameter_comes_twice(String name) {
      Form once =
          good()
              .with("iss", Metadata.ISSUER)
              .plus("error", "access_denied")
              .plus("error_description", "d")
              .plus("error_uri", "https://id.example.com/");

      refused(once.plus(name, once.first(name).orElseThrow()), "duplicate_parameter");
    }

    @Test
    void it_brings_an_access_token() {
      refused(good().plus("access_token", "canary"), "implicit");
    }

    @Test
    void the_login_began_more_than_ten_minutes_ago() {
      time.advance(Duration.ofMinutes(10).plusMillis(1));

      refused(good(), "login_expired");
    }

    @Test
    void but_not_after_ten_minutes_sharp() {
      transport.json(200, Answers.tokens());
      time.advance(Duration.ofMinutes(10));

      logins.flow().finish(Logins.response(good(), pending), pending);

      assertThat(transport.calls()).hasSize(1);
    }

    @Test
    @DisplayName("S-21: the login was begun by another client")
    void the_login_is_of_another_client() {
      refused(logins, good(), changed("other", Metadata.ISSUER), "login_mismatch");
    }

    @Test
    @DisplayName("S-21: the login was begun with another server, whose code ours must not get")
    void the_login_is_with_another_server() {
      refused(logins, good(), changed("web", "https://other.example"), "login_mismatch");
    }

    @Test
    void the_login_is_with_a_server_that_has_no_issuer() {
      refused(logins, good(), changed("web", ""), "login_mismatch");
    }

    @ParameterizedTest(name = "attack 10: the login began {0} s ahead of this node''s clock")
    @ValueSource(longs = {61, 120, 600, 3_600, 86_400, 31_556_889_864_403_199L})
    void the_login_began_in_the_future(long ahead) {
      PendingLogin future = startedAt(now().plusSeconds(Math.min(ahead, 31_556_000_000_000_000L)));
      refused(logins, good(), future, "login_in_future");
      // A refused callback is not the login's one callback.
      transport.json(200, Answers.tokens());
      logins.flow().finish(Logins.response(good(), pending), pending);
    }

    @ParameterizedTest(name = "attack 10: not a login that began {0} s ahead")
    @ValueSource(longs = {0, 1, 30, 60})
    void not_a_login_of_a_clock_a_little_ahead(long ahead) {
      PendingLogin login = startedAt(now().plusSeconds(ahead));
      transport.json(200, Answers.tokens());
      logins.flow().finish(Logins.response(good(), login), login);
      // As long as it could have a callback, its first one is remembered.
      while (!now().isAfter(login.startedAt().plus(PendingLogin.LIFETIME))) {
        refused(logins, good(), login, "state_replayed");
        time.advance(Duration.ofSeconds(30));
      }
      refused(logins, good(), login, "login_expired");
    }

    private Instant now() {
      return time.instant();
    }

    private PendingLogin startedAt(Instant start) {
      return new PendingLogin(
          pending.state(),
          pending.nonce(),
          pending.codeVerifier(),
          pending.clientId(),
          pending.issuer(),
          pending.redirectUri(),
          start,
          pending.scopes(),
          pending.maxAge(),
          pending.acrValues(),
          pending.subject(),
          pending.browser(),
          pending.responseMode(),
          pending.proofKey());
    }

    private PendingLogin changed(String clientId, String issuer) {
      return new PendingLogin(
          pending.state(),
          pending.nonce(),
          pending.codeVerifier(),
          clientId,
          issuer,
          pending.redirectUri(),
          pending.startedAt(),
          pending.scopes(),
          pending.maxAge(),
          pending.acrValues(),
          pending.subject(),
          pending.browser(),
          pending.responseMode(),
          pending.proofKey());
    }
  }

  @Test
  void of_a_server_without_an_issuer_needs_none() {
    transport.json(200, Answers.tokens());
    OpenIdConfiguration plain = Metadata.withoutIssuer();
    PendingLogin login = logins.with(plain).flow().start(LoginOptions.scopes("email")).pending();

    logins.with(plain).flow().finish(Logins.response(logins.callback(login), login), login);

    assertThat(transport.calls()).hasSize(1);
  }

  @Test
  void of_a_server_without_an_issuer_must_not_name_one() {
    Logins plain = logins.with(Metadata.withoutIssuer());
    PendingLogin login = plain.flow().start(LoginOptions.scopes("email")).pending();

    refused(
        plain,
        logins.callback(login).plus("iss", "https://evil.example"),
        login,
        "issuer_mismatch");
  }

  private Form good() {
    return logins.callback(pending);
  }

  private static String swapCase(String text) {
    int letter = 0;
    while (!Character.isLetter(text.charAt(letter))) {
      letter++;
    }
    char c = text.charAt(letter);
    char swapped = Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c);
    return text.substring(0, letter) + swapped + text.substring(letter + 1);
  }

  private CrossauthException refused(Form callback, String rule) {
    return refused(logins, callback, rule);
  }

  private CrossauthException refused(Logins with, Form callback, String rule) {
    return refused(with, callback, pending, rule);
  }

  private CrossauthException refused(Logins with, Form callback, PendingLogin login, String rule) {
    int calls = transport.calls().size();
    CrossauthException e = failure(with, callback, login);
    assertThat(e).isInstanceOf(InvalidResponseException.class);
    assertThat(e.code()).isEqualTo("response." + rule);
    assertThat(transport.calls()).as("nothing of it is used").hasSize(calls);
    return e;
  }

  private CrossauthException failure(Form callback) {
    return failure(logins, callback, pending);
  }

  private static CrossauthException failure(Logins with, Form callback, PendingLogin login) {
    CrossauthException[] seen = new CrossauthException[1];
    assertThatExceptionOfType(CrossauthException.class)
        .isThrownBy(() -> with.flow().finish(Logins.response(callback, login), login))
        .satisfies(e -> seen[0] = e);
    assertThat(seen[0].toString())
        .doesNotContain("canary", "code-1", secret(login.state()), secret(login.codeVerifier()));
    return seen[0];
  }

  private static String secret(Secret secret) {
    return secret.reveal();
  }
}
