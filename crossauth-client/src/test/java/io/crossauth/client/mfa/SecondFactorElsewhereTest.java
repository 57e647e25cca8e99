package io.crossauth.client.mfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.PasswordOutcome;
import io.crossauth.client.PasswordOutcome.MfaRequired;
import io.crossauth.client.SecondFactorRequiredException;
import io.crossauth.client.grant.Grant;
import io.crossauth.client.mfa.MfaRefusedException.Reason;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.testing.Wire;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Form;
import io.crossauth.tokenconsumer.TokenExpectations;
import io.crossauth.value.Secret;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A second factor at servers that are not Auth0. */
@DisplayName("A second factor")
class SecondFactorElsewhereTest {

  private static final String MFA =
      "{\"error\":\"mfa_required\",\"mfa_token\":\"mfa-canary-0123456789\"}";
  private static final TokenRequestOptions OPENID = TokenRequestOptions.scopes("openid", "email");

  private final Scene scene = new Scene();
  private final OAuthClient client = scene.client();

  @AfterEach
  void close() {
    client.close();
    scene.close();
  }

  /** A grant whose request may be refused until a second factor is there. */
  interface Request {
    OAuthTokenResponse send(OAuthClient client);
  }

  static Stream<Named<Request>> grants() {
    return Stream.of(
        Named.of(
            "a refresh",
            c -> c.refreshTokenFlow(Secret.of("rt-1"), TokenExpectations.none(), OPENID)),
        Named.of("client credentials", c -> c.clientCredentialsFlow(OPENID)),
        Named.of(
            "a device code", c -> c.requestTokens(Grant.deviceCode(Secret.of("dc-1")), OPENID)),
        Named.of(
            "a grant of the program's",
            c ->
                c.requestTokens(
                    new Grant() {
                      @Override
                      public String type() {
                        return "urn:example:saml";
                      }

                      @Override
                      public Form parameters() {
                        return Form.of("assertion", "x");
                      }
                    },
                    OPENID)));
  }

  @ParameterizedTest(name = "case C4 {0}")
  @MethodSource("grants")
  void may_be_asked_for_by_any_grant(Request request) {
    scene.transport.json(403, MFA);
    OAuthErrorException refusal =
        catchThrowableOfType(OAuthErrorException.class, () -> request.send(client));
    assertThat(refusal).hasMessageContaining("MfaRequired");
    assertThat(refusal.member("mfa_token")).contains(Secret.of("mfa-canary-0123456789"));

    MfaRequired login = MfaRequired.of(client.mfa(), refusal, OPENID).orElseThrow();
    scene
        .transport
        .json(200, "{\"challenge_type\":\"otp\"}")
        .json(200, Scene.tokens(scene.mint.idToken()));
    OAuthTokenResponse tokens =
        ((MfaChallenge.Otp) login.challenge()).complete(Secret.of("123456"));

    assertThat(tokens.idToken()).isPresent();
    assertThat(Wire.lastForm(scene.transport)).containsEntry("scope", "openid email");
  }

  @ParameterizedTest(name = "case C4 {0}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "invalid_grant | `\"mfa_token\":\"x\"`",
        "mfa_required | `\"mfa_token\":null`",
        "mfa_required | `\"mfa_token\":\" \"`",
        "interaction_required | `\"suberror\":\"basic_action\"`",
      })
  void is_not_asked_for_by_another_refusal(String error, String member) {
    scene.transport.json(400, "{\"error\":\"" + error + "\"," + member + "}");
    OAuthErrorException refusal =
        catchThrowableOfType(OAuthErrorException.class, () -> client.clientCredentialsFlow());

    assertThat(MfaRequired.of(client.mfa(), refusal, OPENID)).isEmpty();
  }

  @Test
  @DisplayName("case C4 Entra's claims and suberror are members of the error")
  void keeps_what_entra_says() {
    scene.transport.json(
        400,
        "{\"error\":\"interaction_required\",\"suberror\":\"basic_action\",\"claims\":"
            + "\"{\\\"access_token\\\":{\\\"capolids\\\":{\\\"essential\\\":true}}}\","
            + "\"error_codes\":[50076],\"trace_id\":\"t\"}");
    OAuthErrorException refusal =
        catchThrowableOfType(OAuthErrorException.class, () -> client.clientCredentialsFlow());

    assertThat(refusal.member("suberror")).contains("basic_action");
    assertThat(refusal.member("claims"))
        .contains("{\"access_token\":{\"capolids\":{\"essential\":true}}}");
    assertThat(refusal.member("error_codes")).contains(List.of(50076L));
    assertThat(refusal).hasMessageContaining("claims");
  }

  @ParameterizedTest(name = "case C17 {0} HTTP {1} for a wrong code")
  @CsvSource({
    "access_denied, 401",
    "access_denied, 403",
    "invalid_grant, 400",
    "unauthorized, 401",
    "invalid_otp, 400",
    "Invalid code, 200",
  })
  void that_is_wrong_is_told_by_the_step(String error, int status) {
    MfaRequired login = login();
    scene.transport.json(200, "{\"challenge_type\":\"otp\"}").json(status, Answers.error(error));
    MfaChallenge.Otp challenge = (MfaChallenge.Otp) login.challenge();

    MfaRefusedException e =
        catchThrowableOfType(
            MfaRefusedException.class, () -> challenge.complete(Secret.of("000000")));

    assertThat(e.reason()).isEqualTo(Reason.WRONG_CODE);
    assertThat(e.answer().error()).isEqualTo(error);
  }

  @ParameterizedTest(name = "case C17 {0} HTTP {1} is no wrong code")
  @CsvSource({
    "invalid_client, 401",
    "unauthorized_client, 400",
    "unsupported_grant_type, 400",
    "server_error, 502",
    "temporarily_unavailable, 503"
  })
  void that_was_not_looked_at_is_not_wrong(String error, int status) {
    MfaRequired login = login();
    scene.transport.json(200, "{\"challenge_type\":\"otp\"}").json(status, Answers.error(error));
    MfaChallenge.Otp challenge = (MfaChallenge.Otp) login.challenge();

    assertThat(
            catchThrowableOfType(
                    OAuthErrorException.class, () -> challenge.complete(Secret.of("000000")))
                .error())
        .isEqualTo(error);
  }

  @ParameterizedTest(name = "case C17 {0} says that an id is wanted, and the hint helps")
  @ValueSource(strings = {"invalid_request", "access_denied", "bad_request"})
  void may_have_to_be_named(String error) {
    MfaRequired login = login();
    scene.transport.json(400, Answers.error(error));

    CrossauthException e = catchThrowableOfType(CrossauthException.class, login::challenge);

    assertThat(e).hasMessageContaining("list authenticators() and challenge one of them");
    scene
        .transport
        .json(200, "[{\"id\":\"otp|1\",\"authenticator_type\":\"otp\",\"active\":true}]")
        .json(200, "{\"challenge_type\":\"otp\"}");
    assertThat(login.challenge(login.authenticators().get(0))).isInstanceOf(MfaChallenge.Otp.class);
    assertThat(Wire.lastForm(scene.transport)).containsEntry("authenticator_id", "otp|1");
  }

  @Test
  @DisplayName("case C17 a client that is not known gets no such advice")
  void a_wrong_client_gets_no_such_advice() {
    MfaRequired login = login();
    scene.transport.json(401, Answers.error("invalid_client"));

    assertThat(catchThrowableOfType(CrossauthException.class, login::challenge).getMessage())
        .doesNotContain("authenticators()");
  }

  @ParameterizedTest(name = "case C18 tokens that are demanded of {0}")
  @ValueSource(strings = {"a login", "a login that was kept", "a refresh"})
  void is_a_failure_of_the_family(String origin) {
    PasswordOutcome outcome =
        switch (origin) {
          case "a login" -> login();
          case "a login that was kept" ->
              new MfaRequired(client.mfa(), Secret.of("mfa-canary-0123456789"), OPENID);
          default -> {
            scene.transport.json(403, MFA);
            OAuthErrorException refusal =
                catchThrowableOfType(
                    OAuthErrorException.class,
                    () ->
                        client.refreshTokenFlow(
                            Secret.of("rt-1"), TokenExpectations.none(), OPENID));
            yield MfaRequired.of(client.mfa(), refusal, OPENID).orElseThrow();
          }
        };

    SecondFactorRequiredException e =
        catchThrowableOfType(SecondFactorRequiredException.class, outcome::requireTokens);

    CrossauthException family = e;
    assertThat(family.code()).isEqualTo("mfa.required");
    assertThat(family.retryable()).isFalse();
    assertThat(family.getMessage()).contains("MfaRequired").doesNotContain("canary");
  }

  @ParameterizedTest(name = "case C19 the way {0} keeps the scopes of the login")
  @ValueSource(strings = {"otp", "oob", "recovery", "kept"})
  void keeps_the_scopes_of_the_login(String way) {
    MfaRequired login = login();
    String answer = Scene.tokens(scene.mint.idToken());

    OAuthTokenResponse tokens =
        switch (way) {
          case "otp" -> {
            scene.transport.json(200, "{\"challenge_type\":\"otp\"}").json(200, answer);
            yield ((MfaChallenge.Otp) login.challenge()).complete(Secret.of("123456"));
          }
          case "oob" -> {
            scene
                .transport
                .json(
                    200,
                    "{\"challenge_type\":\"oob\",\"oob_code\":\"o\","
                        + "\"binding_method\":\"prompt\"}")
                .json(200, answer);
            yield ((MfaChallenge.Prompt) login.challenge()).complete(Secret.of("123456"));
          }
          case "recovery" -> {
            scene.transport.json(200, answer);
            yield login.recover(Secret.of("RECOVERY"), code -> {});
          }
          default -> {
            // Between two requests of a browser: the token and the options were kept.
            scene.transport.json(200, "{\"challenge_type\":\"otp\"}").json(200, answer);
            MfaRequired kept = new MfaRequired(client.mfa(), login.mfaToken(), OPENID);
            yield ((MfaChallenge.Otp) kept.challenge()).complete(Secret.of("123456"));
          }
        };

    assertThat(tokens.scopes()).containsExactly("openid", "email");
    assertThat(tokens.idToken()).isPresent();
    assertThat(Wire.lastForm(scene.transport))
        .containsAllEntriesOf(Map.of("scope", "openid email"));
  }

  private MfaRequired login() {
    scene.transport.json(403, MFA);
    return (MfaRequired) client.passwordFlow("alice", Secret.of("password"), OPENID);
  }
}
