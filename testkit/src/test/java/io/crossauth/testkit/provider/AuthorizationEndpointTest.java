package io.crossauth.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.mint.Totp;
import io.crossauth.testkit.provider.Calls.Answer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class AuthorizationEndpointTest {

  private static final String CLIENT = TestClients.CONFIDENTIAL;

  private final MovingClock clock = new MovingClock();
  private final InProcessProvider provider = InProcessProvider.builder().clock(clock).start();
  private final Calls calls = new Calls(provider);

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void logsAUserInAndTradesTheCode() throws Exception {
    Map<String, String> back =
        Calls.callback(calls.logIn(calls.authorization(CLIENT), TestUsers.ALICE));

    assertThat(back)
        .containsEntry("state", "state-1")
        .containsEntry("iss", provider.issuer().toString())
        .containsKey("session_state");
    Answer tokens = calls.redeem(CLIENT, back.get("code"));
    assertThat(SignedJWT.parse(tokens.text("id_token")).getJWTClaimsSet().getStringClaim("nonce"))
        .isEqualTo("nonce-1");
    assertThat(provider.eventCounts())
        .containsEntry("LOGIN", 1L)
        .containsEntry("CODE_TO_TOKEN", 1L);
  }

  @Test
  void laterIdTokensHaveNoNonce() throws Exception {
    Answer tokens = calls.redeem(CLIENT, code(CLIENT));
    Answer refreshed =
        calls.token(
            CLIENT, "grant_type", "refresh_token", "refresh_token", tokens.text("refresh_token"));

    assertThat(SignedJWT.parse(refreshed.text("id_token")).getJWTClaimsSet().getClaims())
        .containsKey("auth_time")
        .doesNotContainKey("nonce");
  }

  @Test
  void publicClientsProveThemselvesByTheVerifierAlone() throws Exception {
    String code = code(TestClients.PUBLIC);

    assertThat(calls.redeem(TestClients.PUBLIC, code).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "code_verifier, ''",
    "code_verifier, another-verifier-another-verifier-another-verifier",
    "redirect_uri, http://127.0.0.1:9/callback/",
    "redirect_uri, ''"
  })
  void aCodeIsWorthNothingWithAnother(String parameter, String value) throws Exception {
    assertThat(calls.redeem(CLIENT, code(CLIENT), parameter, value).status()).isEqualTo(400);
  }

  @Test
  void aCodeIsItsClients() throws Exception {
    assertThat(calls.redeem(TestClients.PUBLIC, code(CLIENT)).error()).isEqualTo("invalid_grant");
  }

  @Test
  void aCodeIsGoodForAMinute() throws Exception {
    String code = code(CLIENT);
    clock.advance(Duration.ofMinutes(1));

    assertThat(calls.redeem(CLIENT, code).error()).isEqualTo("invalid_grant");
  }

  @Test
  void aCodeThatComesTwiceEndsTheLogin() throws Exception {
    String code = code(CLIENT);
    Answer tokens = calls.redeem(CLIENT, code);

    assertThat(calls.redeem(CLIENT, code).error()).isEqualTo("invalid_grant");
    Answer refreshed =
        calls.token(
            CLIENT, "grant_type", "refresh_token", "refresh_token", tokens.text("refresh_token"));
    assertThat(refreshed.error()).isEqualTo("invalid_grant");
  }

  @Test
  void aChallengeWithoutItsMethodIsAPlainOne() throws Exception {
    String client = TestClients.ALGORITHM_CLIENTS.get(0);
    String plain =
        Calls.callback(
                calls.logIn(
                    calls.authorization(
                        client, "code_challenge", Calls.VERIFIER, "code_challenge_method", ""),
                    TestUsers.ALICE))
            .get("code");
    String hashed =
        Calls.callback(calls.get(calls.authorization(client, "code_challenge_method", "")))
            .get("code");

    assertThat(calls.redeem(client, plain).status()).isEqualTo(200);
    assertThat(calls.redeem(client, hashed).error()).isEqualTo("invalid_grant");
  }

  @ParameterizedTest
  @CsvSource({
    "response_type, token, unsupported_response_type",
    "response_type, '', invalid_request",
    "code_challenge, '', invalid_request",
    "code_challenge_method, plain, invalid_request",
    "response_mode, telepathy, invalid_request",
    "prompt, none, login_required",
  })
  void sendsErrorsBack(String parameter, String value, String error) throws Exception {
    Map<String, String> back =
        Calls.callback(calls.get(calls.authorization(CLIENT, parameter, value)));

    assertThat(back)
        .containsEntry("error", error)
        .containsEntry("state", "state-1")
        .containsEntry("iss", provider.issuer().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "redirect_uri, https://127.0.0.1:9/callback",
    "redirect_uri, http://evil.example/callback",
    "redirect_uri, http://127.0.0.1:9/callback#fragment",
    "redirect_uri, ''",
    "client_id, nobody"
  })
  void sendsNothingToStrangers(String parameter, String value) throws Exception {
    Answer page = calls.get(calls.authorization(CLIENT, parameter, value));

    assertThat(page.status()).isEqualTo(400);
    assertThat(page.header("Location")).isEmpty();
  }

  @Test
  void answersByFormOrFragmentWhenAskedTo() throws Exception {
    Answer form =
        calls.logIn(calls.authorization(CLIENT, "response_mode", "form_post"), TestUsers.ALICE);
    Answer fragment = calls.get(calls.authorization(CLIENT, "response_mode", "fragment"));

    assertThat(form.response().body())
        .contains("action=\"" + Calls.CALLBACK + "\"", "name=\"code\"", "value=\"state-1\"");
    assertThat(fragment.header("Location").orElseThrow()).startsWith(Calls.CALLBACK + "#code=");
  }

  @Test
  void remembersABrowserUntilItIsToldNotTo() throws Exception {
    calls.logIn(calls.authorization(CLIENT), TestUsers.ALICE);
    clock.advance(Duration.ofSeconds(30));

    assertThat(Calls.callback(calls.get(calls.authorization(CLIENT, "prompt", "none"))))
        .containsKey("code");
    assertThat(calls.get(calls.authorization(CLIENT, "prompt", "login")).status()).isEqualTo(200);
    assertThat(calls.get(calls.authorization(CLIENT, "max_age", "29")).status()).isEqualTo(200);
    assertThat(calls.get(calls.authorization(CLIENT, "max_age", "30")).status()).isEqualTo(302);
    assertThat(calls.get(calls.authorization(CLIENT, "max_age", "x")).status()).isEqualTo(400);
  }

  @Test
  void asksAgainAfterAWrongPassword() throws Exception {
    Answer page = calls.get(calls.authorization(CLIENT, "login_hint", "al<ice"));
    Answer again = calls.submit(page, "username", "alice", "password", "wrong");

    assertThat(page.response().body()).contains("value=\"al&lt;ice\"");
    assertThat(again.response().body()).contains("Invalid username or password.");
    Answer done = calls.submit(again, "username", "alice", "password", "alice-password");
    assertThat(Calls.callback(done)).containsKey("code");
    assertThat(calls.submit(again, "username", "alice").error()).isEqualTo("invalid_request");
  }

  @Test
  void asksForTheSecondFactor() throws Exception {
    Answer otp = calls.logIn(calls.authorization(CLIENT), TestUsers.MFA);
    Answer again = calls.submit(otp, "otp", "000000");
    Answer done = calls.submit(again, "otp", Totp.code(TestUsers.TOTP_SECRET, clock.instant()));

    assertThat(otp.response().body()).contains("name=\"otp\"");
    assertThat(Calls.callback(done)).containsKey("code");
  }

  @Test
  void asksForConsent() throws Exception {
    Answer page = calls.logIn(calls.authorization(CLIENT, "prompt", "consent"), TestUsers.ALICE);
    Answer denied = calls.submit(page, "cancel", "No");
    Answer accepted =
        calls.submit(calls.get(calls.authorization(CLIENT, "prompt", "consent")), "accept", "Yes");

    assertThat(Calls.callback(denied)).containsEntry("error", "access_denied");
    assertThat(Calls.callback(accepted)).containsKey("code");
  }

  private String code(String client) throws Exception {
    return Calls.callback(calls.logIn(calls.authorization(client), TestUsers.ALICE)).get("code");
  }
}
