package io.crossauth.client.internal.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.client.internal.jose.Pkce;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Logins;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Wire;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A login with the browser")
class AuthorizationCodeFlowTest {

  private final FakeTime time = FakeTime.create();
  private final ScriptedTransport transport = new ScriptedTransport();
  private final Logins logins = new Logins(transport, time);

  @AfterEach
  void all_answers_were_asked_for() {
    transport.close();
  }

  @Nested
  @DisplayName("begins with an address that")
  class Address {

    @Test
    void has_exactly_the_parameters_of_the_standards() {
      AuthorizationRequest request = logins.flow().start(LoginOptions.scopes("openid", "email"));

      assertThat(request.uri().toString()).startsWith(Metadata.AUTHORIZE + "?");
      assertThat(Wire.query(request.uri()))
          .containsExactly(
              Map.entry("response_type", "code"),
              Map.entry("client_id", "web"),
              Map.entry("redirect_uri", Logins.REDIRECT),
              Map.entry("scope", "openid email"),
              Map.entry("state", request.pending().state().reveal()),
              Map.entry("nonce", request.pending().nonce().reveal()),
              Map.entry(
                  "code_challenge", Pkce.challenge(request.pending().codeVerifier().reveal())),
              Map.entry("code_challenge_method", "S256"));
    }

    @Test
    @DisplayName("fault 1: always names the method of its challenge, S256")
    void names_the_method() {
      assertThat(Wire.query(logins.flow().start(noScopes()).uri()))
          .containsEntry("code_challenge_method", "S256")
          .containsKey("code_challenge");
    }

    @Test
    void writes_a_space_so_that_every_server_reads_one() {
      assertThat(logins.flow().start(LoginOptions.scopes("a", "b")).uri().getRawQuery())
          .contains("scope=a%20b")
          .doesNotContain("+");
    }

    @Test
    void has_no_scope_and_no_nonce_where_none_is_asked_for() {
      assertThat(Wire.query(logins.flow().start(noScopes()).uri()))
          .doesNotContainKeys("scope", "nonce");
    }

    @Test
    @DisplayName("fault 16: has a nonce when an ID token is asked for")
    void has_a_nonce() {
      AuthorizationRequest request = logins.flow().start(LoginOptions.scopes("openid"));

      assertThat(Wire.query(request.uri()))
          .containsEntry("nonce", request.pending().nonce().reveal());
    }

    @Test
    void is_another_one_each_time() {
      PendingLogin one = logins.flow().start(LoginOptions.scopes("openid")).pending();
      PendingLogin two = logins.flow().start(LoginOptions.scopes("openid")).pending();

      assertThat(one.state()).isNotEqualTo(two.state());
      assertThat(one.nonce()).isNotEqualTo(two.nonce());
      assertThat(one.codeVerifier()).isNotEqualTo(two.codeVerifier());
      assertThat(List.of(one.state(), one.nonce(), one.codeVerifier())).doesNotHaveDuplicates();
    }

    @Test
    void makes_state_and_verifier_as_long_as_the_client_wants() {
      PendingLogin usual = logins.flow().start(noScopes()).pending();
      PendingLogin longer = logins.withLengths(64, 96).flow().start(noScopes()).pending();

      assertThat(usual.state().reveal()).hasSize(43);
      assertThat(usual.codeVerifier().reveal()).hasSize(43);
      assertThat(longer.state().reveal()).hasSize(86);
      assertThat(longer.codeVerifier().reveal()).hasSize(128);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({
      "https://id.example.com/authorize?p=B2C_1&x=%20y,"
          + " https://id.example.com/authorize?p=B2C_1&x=%20y&",
      "https://id.example.com/authorize?, https://id.example.com/authorize?",
      "https://id.example.com/authorize, https://id.example.com/authorize?",
      "https://id.example.com, https://id.example.com?",
    })
    @DisplayName("fault 11: keeps the query that the endpoint has already")
    void keeps_the_query(String endpoint, String start) {
      URI uri =
          logins
              .with(Metadata.complete().with("authorization_endpoint", endpoint))
              .flow()
              .start(LoginOptions.scopes("openid"))
              .uri();

      assertThat(uri.toString()).startsWith(start + "response_type=code&client_id=web&");
      assertThat(uri.toString()).containsOnlyOnce("?");
    }

    @Test
    @DisplayName("fault 11: says whatever the caller wants to say")
    void has_extra_parameters() {
      LoginOptions options =
          LoginOptions.scopes("openid")
              .withPrompt("login", "consent")
              .withMaxAge(Duration.ofMinutes(5))
              .withAcrValues("gold", "silver")
              .withLoginHint("älice+a@example.com")
              .withUiLocales("de", "en")
              .withResource("https://api.one")
              .withResource("https://api.two")
              .withResponseMode("form_post")
              .with("audience", "orders")
              .with("kc_idp_hint", "google");

      Form query = Form.parse(logins.flow().start(options).uri().getRawQuery());

      assertThat(query.all("prompt")).containsExactly("login consent");
      assertThat(query.all("max_age")).containsExactly("300");
      assertThat(query.all("acr_values")).containsExactly("gold silver");
      assertThat(query.all("login_hint")).containsExactly("älice+a@example.com");
      assertThat(query.all("ui_locales")).containsExactly("de en");
      assertThat(query.all("resource")).containsExactly("https://api.one", "https://api.two");
      assertThat(query.all("response_mode")).containsExactly("form_post");
      assertThat(query.all("audience")).containsExactly("orders");
      assertThat(query.all("kc_idp_hint")).containsExactly("google");
    }

    @ParameterizedTest(name = "[{index}] not {0}")
    @ValueSource(
        strings = {
          "response_type",
          "client_id",
          "redirect_uri",
          "scope",
          "state",
          "nonce",
          "code_challenge",
          "code_challenge_method",
          "client_secret"
        })
    void says_itself_what_only_the_client_may_say(String name) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> logins.flow().start(LoginOptions.scopes("openid").with(name, "canary")))
          .withMessageContaining(name)
          .withMessageNotContaining("canary");
    }

    @Test
    void can_have_another_host_than_the_metadata_says() {
      URI uri =
          logins
              .withAuthorizeRedirect(URI.create("https://public.example/realms/a/auth?x=1"))
              .flow()
              .start(LoginOptions.scopes("openid"))
              .uri();

      assertThat(uri.toString())
          .startsWith("https://public.example/realms/a/auth?x=1&response_type=code&");
    }

    @Test
    void is_there_without_any_call_to_the_server() {
      logins.flow().start(LoginOptions.scopes("openid"));

      assertThat(transport.calls()).isEmpty();
    }

    @Test
    void shows_nothing_secret_as_text() {
      AuthorizationRequest request = logins.flow().start(LoginOptions.scopes("openid"));

      assertThat(request).hasToString("AuthorizationRequest[https://id.example.com/authorize]");
      assertThat(request.pending().toString())
          .doesNotContain(
              request.pending().state().reveal(),
              request.pending().nonce().reveal(),
              request.pending().codeVerifier().reveal());
    }
  }

  @Nested
  @DisplayName("is refused when")
  class Refused {

    @ParameterizedTest(name = "[{index}] only {0}")
    @ValueSource(strings = {"plain", "none", "s256", ""})
    void the_server_lists_pkce_methods_without_s256(String method) {
      AuthorizationCodeFlow flow =
          logins
              .with(Metadata.complete().with("code_challenge_methods_supported", List.of(method)))
              .flow();

      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(() -> flow.start(LoginOptions.scopes("openid")))
          .satisfies(e -> assertThat(e.code()).isEqualTo("response.pkce"));
    }

    @Test
    @DisplayName("fault 6: but not when the server lists none at all")
    void but_not_when_the_server_lists_nothing() {
      assertThat(Metadata.complete().raw("code_challenge_methods_supported")).isEmpty();
      assertThat(Metadata.complete().raw("response_modes_supported")).isEmpty();
      assertThat(Metadata.complete().raw("grant_types_supported")).isEmpty();

      assertThat(Wire.query(logins.flow().start(LoginOptions.scopes("openid")).uri()))
          .containsEntry("code_challenge_method", "S256");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"http://id.example.com/authorize", "http://127.0.0.1.example.com/a"})
    void the_state_would_go_to_the_server_in_the_clear(String endpoint) {
      AuthorizationCodeFlow named =
          logins.with(Metadata.complete().with("authorization_endpoint", endpoint)).flow();
      AuthorizationCodeFlow replaced = logins.withAuthorizeRedirect(URI.create(endpoint)).flow();

      for (AuthorizationCodeFlow flow : List.of(named, replaced)) {
        assertThatExceptionOfType(InvalidResponseException.class)
            .isThrownBy(() -> flow.start(LoginOptions.scopes("openid")))
            .withMessageContaining("expected https")
            .satisfies(e -> assertThat(e.code()).isEqualTo("response.authorization_endpoint"));
      }
    }

    @Test
    void but_not_when_a_server_of_this_machine_has_plain_http() {
      assertThat(
              logins
                  .with(
                      Metadata.complete()
                          .with("authorization_endpoint", "http://[::1]:8080/authorize"))
                  .flow()
                  .start(LoginOptions.scopes("openid"))
                  .uri())
          .hasHost("[::1]");
    }

    @Test
    void the_server_has_no_authorization_endpoint() {
      AuthorizationCodeFlow flow =
          logins
              .with(
                  io.crossauth.wellknown.OpenIdConfiguration.builder()
                      .issuer(Metadata.ISSUER)
                      .build())
              .flow();

      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(() -> flow.start(LoginOptions.scopes("openid")))
          .withMessageContaining("authorization_endpoint")
          .satisfies(e -> assertThat(e.code()).isEqualTo("response.missing_member"));
    }

    @Test
    void there_is_no_redirect_uri() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> logins.withoutRedirect().flow().start(LoginOptions.scopes("openid")))
          .withMessageContaining("redirectUri");
    }
  }

  @Nested
  @DisplayName("ends with a token request that")
  class Ending {

    @Test
    @DisplayName("fault 2: has the redirect URI and the verifier of the login")
    void has_redirect_uri_and_verifier() {
      transport.json(200, Answers.tokens());
      PendingLogin pending = logins.flow().start(LoginOptions.scopes("email")).pending();

      logins.flow().finish(Logins.response(logins.callback(pending), pending), pending);

      assertThat(Wire.lastForm(transport))
          .containsExactly(
              Map.entry("grant_type", "authorization_code"),
              Map.entry("code", "code-1"),
              Map.entry("redirect_uri", Logins.REDIRECT),
              Map.entry("code_verifier", pending.codeVerifier().reveal()),
              Map.entry("client_id", "web"));
    }

    @Test
    void has_the_redirect_uri_of_this_login_where_it_was_another() {
      transport.json(200, Answers.tokens());
      PendingLogin pending =
          logins
              .flow()
              .start(noScopes().withRedirectUri(URI.create("https://app.example/other")))
              .pending();

      logins.flow().finish(Logins.response(logins.callback(pending), pending), pending);

      assertThat(Wire.lastForm(transport))
          .containsEntry("redirect_uri", "https://app.example/other");
    }

    @Test
    void grants_the_scopes_of_the_login_where_the_server_does_not_say() {
      transport.json(200, Answers.tokens());
      PendingLogin pending = logins.flow().start(LoginOptions.scopes("a", "b")).pending();

      OAuthTokenResponse tokens =
          logins.flow().finish(Logins.response(logins.callback(pending), pending), pending);

      assertThat(tokens.scopes()).containsExactly("a", "b");
    }
  }

  /** Inside the package, no arguments at all would be the accessor. */
  private static LoginOptions noScopes() {
    return LoginOptions.scopes(new String[0]);
  }
}
