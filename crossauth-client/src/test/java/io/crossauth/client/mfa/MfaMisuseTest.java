package io.crossauth.client.mfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.PasswordOutcome.MfaRequired;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.testing.Wire;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.value.Secret;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers and programs may do wrong with a second factor. */
@DisplayName("A second factor")
class MfaMisuseTest {

  private static final Secret TOKEN = Secret.of("mfa-token");
  private static final Secret CODE = Secret.of("123456");

  private final Scene scene = new Scene();
  private final OAuthClient client = scene.client();

  @AfterEach
  void all_answers_were_asked_for() {
    scene.close();
  }

  @Test
  void is_not_lost_with_its_new_recovery_code_when_the_tokens_cannot_be_checked() {
    List<String> kept = new ArrayList<>();
    String answer =
        Scene.tokens(scene.mint.idToken().claim("aud", "another"))
            .replace("}", ",\"recovery_code\":\"next\"}");
    scene.transport.json(200, answer);

    Throwable thrown =
        catchThrowable(
            () ->
                client
                    .mfa()
                    .recoveryCode(
                        TOKEN, CODE, TokenRequestOptions.none(), next -> kept.add(next.reveal())));

    assertThat(thrown).isInstanceOf(TokenRejectedException.class);
    assertThat(kept).containsExactly("next");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "7", "null", "[\"x\"]"})
  void has_no_new_recovery_code_where_the_server_gives_none(String value) {
    scene.transport.json(200, Answers.tokens().replace("}", ",\"recovery_code\":" + value + "}"));

    OAuthTokenResponse tokens =
        client
            .mfa()
            .recoveryCode(
                TOKEN,
                CODE,
                TokenRequestOptions.none(),
                next -> {
                  throw new AssertionError("expected no new code");
                });

    assertThat(tokens.accessToken()).isNotNull();
  }

  @Test
  void shows_nothing_that_moves_the_cursor() {
    scene.transport.json(
        200,
        """
        [{"id":"a","authenticator_type":"o\\u001b[2Jtp","active":true,
          "oob_channel":"s\\nms","name":"n\\rame"}]\
        """);

    OAuthMfaAuthenticator shown = client.mfa().authenticators(TOKEN).get(0);

    assertThat(shown.toString().chars()).allMatch(c -> c >= ' ');
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new MfaRequired(client.mfa(), TOKEN, TokenRequestOptions.none()).challenge(shown))
        .satisfies(e -> assertThat(e.getMessage().chars()).allMatch(c -> c >= ' '));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", ".."})
  @DisplayName("cannot be deleted by an id that names them all, or what is above them:")
  void cannot_be_deleted_without_an_id(String id) {
    assertThatIllegalArgumentException().isThrownBy(() -> client.mfa().delete(TOKEN, id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a?b", "a#b", "../x", "a%2fb", "sms|dev 1"})
  @DisplayName("is deleted by its id, which changes no address:")
  void is_deleted_by_its_id(String id) {
    scene.transport.then(
        call ->
            new io.crossauth.http.HttpReply(204, io.crossauth.http.Headers.none(), new byte[0]));

    client.mfa().delete(TOKEN, id);

    String address = scene.transport.calls().get(0).uri().toString();
    assertThat(address)
        .startsWith(Metadata.ISSUER + "/mfa/authenticators/")
        .doesNotContain("?", "#", " ");
    assertThat(address.substring((Metadata.ISSUER + "/mfa/authenticators/").length()))
        .doesNotContain("/");
  }

  @ParameterizedTest
  @CsvSource({"200,insufficient_scope,oauth.insufficient_scope", "401,Unauthorized,mfa.expired"})
  @DisplayName("S-29 is not deleted when the server says an error, whatever the status:")
  void is_not_deleted_when_the_server_says_an_error(int status, String error, String code) {
    scene.transport.json(status, Answers.error(error));

    assertThat(
            catchThrowableOfType(
                    CrossauthException.class, () -> client.mfa().delete(TOKEN, "sms|dev"))
                .code())
        .isEqualTo(code);
  }

  @Test
  @DisplayName("S-29 is not listed when the server says an error with 200")
  void is_not_listed_when_the_server_says_an_error() {
    scene.transport.json(200, Answers.error("invalid_request"));

    assertThat(
            catchThrowableOfType(
                    OAuthErrorException.class, () -> client.mfa().authenticators(TOKEN))
                .error())
        .isEqualTo("invalid_request");
  }

  @Test
  @DisplayName("completes its tokens by userinfo whichever way it was taken")
  void completes_its_tokens_by_userinfo() {
    OAuthClient merging = scene.builder().mergeUserInfo().build();
    MfaRequired login = new MfaRequired(merging.mfa(), TOKEN, TokenRequestOptions.scopes("openid"));
    scene.transport.json(200, "{\"challenge_type\":\"otp\"}");
    scene.transport.json(200, Scene.tokens(scene.mint.idToken()));
    scene.transport.json(200, "{\"sub\":\"alice\",\"name\":\"Alice\"}");

    OAuthTokenResponse tokens = ((MfaChallenge.Otp) login.challenge()).complete(CODE);

    assertThat(tokens.idPayload()).containsEntry("name", "Alice");
  }

  @Test
  void sends_a_code_once_even_if_the_server_is_busy() {
    scene.transport.json(503, "{}");

    assertThat(catchThrowable(() -> client.mfa().otp(TOKEN, CODE, TokenRequestOptions.none())))
        .isInstanceOf(OAuthErrorException.class);
    assertThat(scene.transport.calls()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"challenge_type\":\"oob\"}",
        "{\"challenge_type\":\"oob\",\"oob_code\":\"\"}",
        "{\"challenge_type\":\"oob\",\"oob_code\":7}",
        "{\"challenge_type\":\"webauthn\"}",
        "{\"challenge_type\":[\"otp\"]}",
        "{}"
      })
  @DisplayName("is not asked for by a challenge that cannot be answered:")
  void is_not_asked_for_by_a_challenge_that_cannot_be_answered(String answer) {
    scene.transport.json(200, answer);

    assertThat(
            catchThrowableOfType(
                    CrossauthException.class,
                    () ->
                        new MfaRequired(client.mfa(), TOKEN, TokenRequestOptions.none())
                            .challenge())
                .code())
        .startsWith("response.");
  }

  @Test
  @DisplayName("fault 13: is asked for as metadata lists it: a server with one grant gets one name")
  void is_asked_for_as_metadata_lists_it() {
    OAuthClient otpOnly =
        OAuthClient.builder(
                io.crossauth.wellknown.OpenIdConfiguration.builder()
                    .issuer(Metadata.ISSUER)
                    .tokenEndpoint(Metadata.TOKEN)
                    .with(
                        io.crossauth.wellknown.MetadataField.GRANT_TYPES_SUPPORTED,
                        List.of("http://auth0.com/oauth/grant-type/mfa-otp"))
                    .build())
            .clientId("web")
            .transport(scene.transport)
            .platform(scene.time.platform())
            .build();
    scene.transport.json(200, "{\"challenge_type\":\"otp\"}");

    new MfaRequired(otpOnly.mfa(), TOKEN, TokenRequestOptions.none()).challenge();

    assertThat(Wire.lastForm(scene.transport)).containsEntry("challenge_type", "otp");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200|application/json|{\"error\":\"invalid_grant\"}|mfa.wrong_code",
        "400|text/html|<h1>no</h1>|response.status",
        "200|text/html|<h1>yes</h1>|response.content_type",
        "200|text/plain|access_token=a|response.content_type",
        "200|application/json|{\"access_token\":\"a\",\"token_type\":\"mac\"}|response.token_type",
        "200|application/json|\ufeff\ufeff{}|response.not_json",
        "200|application/json;charset=utf-16|\u0000{\u0000}|response.not_json",
        "200|application/json|''|response.empty"
      })
  @DisplayName("S-29 ends no login with an answer that holds no tokens:")
  void ends_no_login_with_an_answer_that_holds_no_tokens(
      int status, String type, String body, String code) {
    scene.transport.reply(status, type, body);

    assertThat(
            catchThrowableOfType(
                    CrossauthException.class,
                    () -> client.mfa().otp(TOKEN, CODE, TokenRequestOptions.none()))
                .code())
        .isEqualTo(code);
    assertThat(scene.transport.calls()).hasSize(1);
  }
}
