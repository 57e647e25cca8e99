package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Logins;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.testing.Wire;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Form;
import io.crossauth.http.HttpCall;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.tokenconsumer.TokenExpectations;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What RFC 9700 asks of a client, row by row; further rows are where their subject is: B2 in
 * ThirdPartyLoginTest, B4 in MixUpTest, B9 in the tests of the token stores, B14 in
 * EndpointFailureTest and TlsTest.
 */
@DisplayName("Best current practice:")
class SecurityChecklistTest {

  private final Scene scene = new Scene();
  private final OAuthClient client = scene.client();

  @AfterEach
  void all_answers_were_asked_for() {
    scene.close();
  }

  @Test
  @DisplayName("B3, S-20: a callback that belongs to the login of another browser is refused")
  void a_callback_of_another_browser_is_refused() {
    PendingLogin mine = client.startAuthorizationCodeFlow("openid").pending();
    PendingLogin theirs = client.startAuthorizationCodeFlow("openid").pending();

    refused(() -> client.redirectEndpoint(Scene.response(theirs), mine), "state_mismatch");
  }

  @Test
  @DisplayName("B3, S-20: a login is good for one callback and for ten minutes")
  void a_login_is_good_once() {
    PendingLogin login = client.startAuthorizationCodeFlow("openid").pending();
    scene.transport.json(200, Scene.tokens(scene.idToken(login)));
    client.redirectEndpoint(Scene.response(login), login);
    refused(() -> client.redirectEndpoint(Scene.response(login), login), "state_replayed");

    PendingLogin late = client.startAuthorizationCodeFlow("openid").pending();
    scene.time.advance(Duration.ofMinutes(10).plusSeconds(1));
    refused(() -> client.redirectEndpoint(Scene.response(late), late), "login_expired");
  }

  @Test
  @DisplayName("B3: what another application has sealed opens no login here")
  void what_another_application_has_sealed() {
    String sealed =
        client.startAuthorizationCodeFlow("openid").pending().seal(SealingKey.ephemeral());

    refused(() -> PendingLogin.open(sealed, SealingKey.ephemeral()), "sealed");
  }

  @Test
  @DisplayName("B5: a code is asked for, and no token is taken from a callback")
  void no_token_is_taken_from_a_callback() {
    AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");

    assertThat(Wire.query(request.uri())).containsEntry("response_type", "code");
    refused(
        () ->
            client.redirectEndpoint(
                Scene.response(
                    Scene.callback(request.pending()).plus("access_token", "at"),
                    request.pending()),
                request.pending()),
        "implicit");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                client.startAuthorizationCodeFlow(
                    LoginOptions.scopes("openid").with("response_type", "token")));
  }

  @Test
  @DisplayName(
      "B6: each login has an S256 challenge of its own, and its verifier goes with the code")
  void each_login_has_a_challenge_of_its_own() throws Exception {
    Set<String> challenges = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");
      assertThat(Wire.query(request.uri())).containsEntry("code_challenge_method", "S256");
      challenges.add(Wire.query(request.uri()).get("code_challenge"));
    }
    assertThat(challenges).hasSize(20);

    AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");
    scene.transport.json(200, Scene.tokens(scene.idToken(request.pending())));
    client.redirectEndpoint(Scene.response(request.pending()), request.pending());
    String verifier = Wire.lastForm(scene.transport).get("code_verifier");
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
    assertThat(Wire.query(request.uri()))
        .containsEntry(
            "code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
  }

  @Test
  @DisplayName(
      "B6: S256 is sent to a server that lists no methods; one that lists others is refused")
  void a_server_without_s256_is_refused() {
    OAuthClient plain =
        OAuthClient.builder(
                Metadata.complete().with("code_challenge_methods_supported", List.of("plain")))
            .clientId("web")
            .redirectUri(URI.create(Logins.REDIRECT))
            .transport(scene.transport)
            .build();

    assertThat(Metadata.complete().members()).doesNotContainKey("code_challenge_methods_supported");
    refused(() -> plain.startAuthorizationCodeFlow("openid"), "pkce");
  }

  @Test
  @DisplayName("B7: no option takes PKCE, state or nonce out of a login")
  void no_option_takes_them_out() {
    for (String name :
        List.of("code_challenge", "code_challenge_method", "state", "nonce", "redirect_uri")) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> client.startAuthorizationCodeFlow(LoginOptions.scopes("openid").with(name, "")))
          .withMessageContaining(name);
    }
  }

  @Test
  @DisplayName("B10: tokens are asked for by audience and scope, and no wider than that")
  void tokens_are_asked_for_by_audience_and_scope() {
    AuthorizationRequest request =
        client.startAuthorizationCodeFlow(
            LoginOptions.scopes("openid", "orders:read")
                .withResource("https://a.example")
                .withResource("https://b.example"));

    Form query = Form.parse(request.uri().getRawQuery());
    assertThat(query.all("resource")).containsExactly("https://a.example", "https://b.example");
    assertThat(query.all("scope")).containsExactly("openid orders:read");

    scene.transport.json(200, Answers.tokens());
    client.clientCredentialsFlow(
        TokenRequestOptions.scopes("orders:read").with("resource", "https://a.example"));
    assertThat(Wire.lastForm(scene.transport))
        .containsEntry("resource", "https://a.example")
        .containsEntry("scope", "orders:read");
  }

  @Test
  @DisplayName("B11: a password is sent by passwordFlow alone; nothing falls back to it")
  void a_password_is_sent_by_password_flow_alone() {
    OAuthTokenResponse before = scene.login(client, d -> d);
    for (int i = 0; i < 3; i++) {
      scene.transport.json(400, Answers.error("unauthorized_client"));
    }
    assertThatExceptionOfType(OAuthErrorException.class).isThrownBy(client::clientCredentialsFlow);
    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> client.refreshTokenFlow(before));
    assertThatExceptionOfType(OAuthErrorException.class).isThrownBy(client::startDeviceCodeFlow);

    for (int i = 0; i < scene.transport.calls().size(); i++) {
      assertThat(Wire.form(scene.transport, i)).doesNotContainKeys("username", "password");
    }
  }

  @Test
  @DisplayName("B12: a client with a key proves itself by it, and has no secret to lose")
  void a_client_with_a_key_proves_itself_by_it() {
    OAuthClient keyed =
        scene.builder().clientKey(JwtSigner.ofJwk(TestKeys.p256().privateJwkJson())).build();
    scene.transport.json(200, Answers.tokens()).reply(200, "text/plain", "");
    keyed.revoke(keyed.clientCredentialsFlow());

    for (int i = 0; i < 2; i++) {
      assertThat(Wire.form(scene.transport, i))
          .containsKey("client_assertion")
          .doesNotContainKey("client_secret");
      assertThat(scene.transport.calls().get(i).headers().first("Authorization")).isEmpty();
    }
  }

  @Test
  @DisplayName("B13: every address is the one of the server's metadata")
  void every_address_is_the_one_of_the_metadata() {
    OAuthTokenResponse tokens = scene.login(client, d -> d);
    scene.transport.json(200, "{\"sub\":\"alice\"}").json(200, "{\"active\":false}");
    scene.transport.reply(200, "text/plain", "").reply(200, "text/plain", "");
    client.userInfoEndpoint(tokens);
    client.introspect(tokens.accessToken());
    client.revoke(tokens);

    assertThat(scene.transport.calls())
        .extracting(call -> call.uri().toString())
        .containsExactly(
            Metadata.TOKEN,
            Metadata.USERINFO,
            Metadata.INTROSPECTION,
            Metadata.REVOCATION,
            Metadata.REVOCATION);
  }

  @Test
  @DisplayName("B15: no token, code, verifier or secret travels in an address")
  void no_token_travels_in_an_address() {
    OAuthClient secret = scene.builder().clientSecret(Secret.of("secret-canary")).build();
    OAuthTokenResponse tokens = scene.login(secret, d -> d);
    scene.transport.json(200, "{\"sub\":\"alice\"}").json(200, "{\"active\":false}");
    scene.transport.reply(200, "text/plain", "").reply(200, "text/plain", "");
    scene.transport.json(200, Answers.tokens());
    secret.userInfoEndpoint(tokens);
    secret.introspect(tokens.accessToken());
    secret.revoke(tokens);
    secret.refreshTokenFlow(tokens);

    for (HttpCall call : scene.transport.calls()) {
      assertThat(call.uri().getRawQuery()).isNull();
    }
  }

  @Test
  @DisplayName("S-30: an ID token that answers no login, or another one, is refused")
  void an_id_token_that_answers_another_login() {
    assertThatExceptionOfType(CrossauthException.class)
        .isThrownBy(() -> scene.login(client, t -> t.without("nonce")))
        .satisfies(e -> assertThat(e.code()).isEqualTo("token.missing_claim"));
    assertThatExceptionOfType(CrossauthException.class)
        .isThrownBy(() -> scene.login(client, t -> t.claim("nonce", "of-another-login")))
        .satisfies(e -> assertThat(e.code()).isEqualTo("token.wrong_nonce"));
  }

  @Test
  @DisplayName("S-30: a refresh brings the same user of the same login, or nothing")
  void a_refresh_brings_the_same_user() {
    OAuthTokenResponse before = scene.login(client, t -> t.claim("auth_time", 1_000_000L));
    for (Map.Entry<String, Object> change :
        Map.<String, Object>of(
                "sub",
                "bob",
                "iss",
                "https://evil.example",
                "aud",
                "other",
                "auth_time",
                2_000_000L)
            .entrySet()) {
      scene.transport.json(
          200,
          Scene.tokens(
              scene
                  .mint
                  .idToken()
                  .claim("auth_time", 1_000_000L)
                  .claim(change.getKey(), change.getValue())));

      assertThatExceptionOfType(CrossauthException.class)
          .as(change.getKey())
          .isThrownBy(() -> client.refreshTokenFlow(before))
          .satisfies(e -> assertThat(e.code()).startsWith("token."));
    }
  }

  @Test
  @DisplayName("S-30: a refresh token that was kept alone is bound to its user as well")
  void a_refresh_token_that_was_kept_alone() {
    scene.transport.json(200, Scene.tokens(scene.mint.withSubject("bob").idToken()));

    assertThatExceptionOfType(CrossauthException.class)
        .isThrownBy(
            () ->
                client.refreshTokenFlow(
                    Secret.of("rt-1"),
                    TokenExpectations.none().withSubject("alice"),
                    TokenRequestOptions.none()))
        .satisfies(e -> assertThat(e.code()).isEqualTo("token.wrong_subject"));
  }

  @Test
  @DisplayName("S-34: the ID token of another client of the provider ends no login here")
  void the_id_token_of_another_client() {
    assertThatExceptionOfType(CrossauthException.class)
        .isThrownBy(() -> scene.login(client, t -> t.claim("aud", "other").claim("azp", "other")))
        .satisfies(e -> assertThat(e.code()).isEqualTo("token.wrong_audience"));
  }

  private static void refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String rule) {
    assertThatExceptionOfType(CrossauthException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.code()).isEqualTo("response." + rule));
  }
}
