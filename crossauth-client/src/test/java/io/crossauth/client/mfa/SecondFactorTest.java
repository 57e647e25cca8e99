package io.crossauth.client.mfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.PasswordOutcome;
import io.crossauth.client.PasswordOutcome.MfaRequired;
import io.crossauth.client.mfa.MfaRefusedException.Reason;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.LoginTimeoutException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.auth0.Auth0Tenant;
import io.crossauth.testkit.auth0.TenantMessage;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.mint.Totp;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Password and second factor against a tenant over real sockets. */
class SecondFactorTest {

  private static final String TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
  private static final Secret PASSWORD = Secret.of("alice-password");
  private static final Secret WRONG = Secret.of("000000");

  private final FakeTime time = FakeTime.create();
  private Auth0Tenant tenant = Auth0Tenant.start(time, true);
  private OAuthClient client = client();

  @BeforeEach
  void aUserWithEveryFactor() {
    tenant
        .addUser("alice", "alice-password")
        .withOtp(TOTP_SECRET)
        .withOob("sms")
        .withOob("auth0")
        .withUnconfirmedOob("email")
        .withRecoveryCode("RECOVERYCODE1");
    tenant.addUser("newcomer", "alice-password");
  }

  @AfterEach
  void close() {
    client.close();
    tenant.close();
  }

  private OAuthClient client() {
    return OAuthClient.builder(tenant.issuer())
        .clientId(Auth0Tenant.CLIENT_ID)
        .clientSecret(Secret.of(Auth0Tenant.CLIENT_SECRET))
        .platform(time.platform())
        .build();
  }

  private MfaRequired login(String user) {
    PasswordOutcome outcome = client.passwordFlow(user, PASSWORD, "openid");
    assertThat(outcome).isInstanceOf(MfaRequired.class);
    return (MfaRequired) outcome;
  }

  private Secret otp() {
    return Secret.of(Totp.code(TOTP_SECRET, time.instant()));
  }

  private OAuthMfaAuthenticator factor(MfaRequired login, String id) {
    return login.authenticators().stream().filter(a -> a.id().equals(id)).findFirst().orElseThrow();
  }

  private static Reason reason(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(MfaRefusedException.class, call).reason();
  }

  private static void assertAlice(OAuthTokenResponse tokens) {
    assertThat(tokens.idToken().orElseThrow().requireSubject()).isEqualTo("auth0|alice");
  }

  @Test
  void aWrongPasswordIsTheServersNoAndAsksForNothing() {
    assertThatThrownBy(() -> client.passwordFlow("alice", Secret.of("wrong"), "openid"))
        .isInstanceOfSatisfying(
            OAuthErrorException.class, e -> assertThat(e.error()).isEqualTo("invalid_grant"));
  }

  @Test
  void theMfaTokenIsNowhereToBeRead() {
    MfaRequired login = login("alice");

    assertThat(login.toString() + login.mfaToken()).doesNotContain("mfa.");
  }

  @Test
  @DisplayName("fault 12 an authenticator that is not confirmed is shown and spoils nothing")
  void inactiveIsShown() {
    MfaRequired login = login("alice");

    assertThat(login.authenticators())
        .extracting(OAuthMfaAuthenticator::authenticatorType, OAuthMfaAuthenticator::active)
        .contains(
            org.assertj.core.groups.Tuple.tuple("otp", true),
            org.assertj.core.groups.Tuple.tuple("oob", false),
            org.assertj.core.groups.Tuple.tuple("recovery-code", true));
  }

  @Test
  void anUnconfirmedAuthenticatorCannotBeChallenged() {
    MfaRequired login = login("alice");
    OAuthMfaAuthenticator unconfirmed = factor(login, "email|new_alice");

    assertThatThrownBy(() -> login.challenge(unconfirmed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("inactive");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("fault 9 issuers with and without a final slash lead to the same endpoints")
  void finalSlash(boolean slash) {
    close();
    tenant = Auth0Tenant.start(time, slash);
    client = client();
    aUserWithEveryFactor();

    MfaRequired login = login("alice");
    login.challenge(factor(login, "totp|dev_alice"));

    assertThat(tenant.requests())
        .extracting(RecordedRequest::path)
        .contains("/tenant/mfa/authenticators", "/tenant/mfa/challenge")
        .noneMatch(path -> path.contains("//"));
  }

  @Test
  @DisplayName("fault 35 claims and lifetime survive the second factor")
  void claimsAndLifetime() {
    OAuthTokenResponse tokens =
        client.mfa().otp(login("alice").mfaToken(), otp(), TokenRequestOptions.scopes("openid"));

    assertThat(tokens.idPayload()).containsEntry("sub", "auth0|alice");
    assertThat(tokens.expiresIn()).hasValueSatisfying(life -> assertThat(life).isPositive());
  }

  @Test
  @DisplayName("fault 13 grants that metadata does not list are not forbidden")
  void hiddenGrants() {
    tenant.hideMfaGrants();

    assertAlice(
        client.mfa().otp(login("alice").mfaToken(), otp(), TokenRequestOptions.scopes("openid")));
  }

  @Nested
  class OneTimePassword {

    @Test
    void endsTheLogin() {
      MfaRequired login = login("alice");

      MfaChallenge challenge = login.challenge(factor(login, "totp|dev_alice"));

      assertThat(challenge).isInstanceOf(MfaChallenge.Otp.class);
      assertAlice(((MfaChallenge.Otp) challenge).complete(otp()));
    }

    @Test
    void endsTheLoginByTheNamesOfCrossauth() {
      MfaRequired login = login("alice");

      OAuthMfaChallengeResponse challenge =
          client.mfa().challenge(login.mfaToken(), "otp", "totp|dev_alice");

      assertThat(challenge.challengeType()).isEqualTo("otp");
      assertAlice(client.mfa().otp(login.mfaToken(), otp(), TokenRequestOptions.scopes("openid")));
    }

    @Test
    void aWrongCodeMayBeFollowedByTheRightOne() {
      Secret mfaToken = login("alice").mfaToken();

      MfaRefusedException refused =
          catchThrowableOfType(
              MfaRefusedException.class,
              () -> client.mfa().otp(mfaToken, WRONG, TokenRequestOptions.scopes("openid")));

      assertThat(refused.reason()).isEqualTo(Reason.WRONG_CODE);
      assertThat(refused.mayTryAgain()).isTrue();
      assertAlice(client.mfa().otp(mfaToken, otp(), TokenRequestOptions.scopes("openid")));
    }

    @Test
    void theEleventhTryIsOneTooMany() {
      Secret mfaToken = login("alice").mfaToken();
      for (int i = 0; i < 10; i++) {
        assertThat(reason(() -> client.mfa().otp(mfaToken, WRONG, TokenRequestOptions.none())))
            .isEqualTo(Reason.WRONG_CODE);
      }

      assertThat(reason(() -> client.mfa().otp(mfaToken, otp(), TokenRequestOptions.none())))
          .isEqualTo(Reason.TOO_MANY_ATTEMPTS);
    }

    @Test
    void afterTenMinutesTheLoginBeginsAgain() {
      Secret mfaToken = login("alice").mfaToken();
      time.advance(Duration.ofMinutes(10));

      assertThat(reason(() -> client.mfa().otp(mfaToken, otp(), TokenRequestOptions.none())))
          .isEqualTo(Reason.EXPIRED);
    }

    @Test
    @DisplayName("fault 12 challenge_type belongs to the challenge alone")
    void challengeTypeIsNotSentToTheTokenEndpoint() {
      client.mfa().otp(login("alice").mfaToken(), otp(), TokenRequestOptions.scopes("openid"));

      RecordedRequest last = tenant.requests().get(tenant.requests().size() - 1);
      List<RecordedRequest> tokenCalls =
          tenant.requests().stream().filter(r -> r.path().endsWith("/oauth/token")).toList();
      assertThat(last).isNotNull();
      assertThat(tokenCalls)
          .hasSize(2)
          .allSatisfy(call -> assertThat(call.formParameter("challenge_type")).isEmpty());
    }
  }

  @Nested
  class Message {

    @Test
    @DisplayName("fault 12 a message needs no OTP grant, and its code ends the login")
    void endsTheLogin() {
      MfaRequired login = login("alice");

      MfaChallenge challenge = login.challenge(factor(login, "sms|dev_alice"));

      assertThat(challenge).isInstanceOf(MfaChallenge.Prompt.class);
      assertAlice(((MfaChallenge.Prompt) challenge).complete(received()));
    }

    @Test
    void endsTheLoginByTheNamesOfCrossauth() {
      Secret mfaToken = login("alice").mfaToken();

      OAuthMfaChallengeResponse challenge =
          client.mfa().challenge(mfaToken, "oob", "sms|dev_alice");

      assertThat(challenge.needsBindingCode()).isTrue();
      assertAlice(
          client
              .mfa()
              .oob(
                  mfaToken,
                  challenge.oobCode().orElseThrow(),
                  received(),
                  TokenRequestOptions.scopes("openid")));
    }

    @Test
    void aWrongCodeMayBeFollowedByTheRightOne() {
      MfaRequired login = login("alice");
      MfaChallenge.Prompt prompt =
          (MfaChallenge.Prompt) login.challenge(factor(login, "sms|dev_alice"));

      assertThat(reason(() -> prompt.complete(Secret.of("wrong")))).isEqualTo(Reason.WRONG_CODE);
      assertAlice(prompt.complete(received()));
    }

    private Secret received() {
      List<TenantMessage> outbox = tenant.outbox();
      return Secret.of(outbox.get(outbox.size() - 1).code());
    }
  }

  @Nested
  class Push {

    @Test
    void isPolledUntilApproved() {
      MfaChallenge.Push push = push();

      assertThat(push.poll()).isInstanceOf(PollAnswer.Pending.class);
      tenant.answerPush("alice", true);

      assertAlice(push.await(Duration.ofMinutes(1)));
    }

    @Test
    void endsWhenRefused() {
      MfaChallenge.Push push = push();
      tenant.answerPush("alice", false);

      assertThat(reason(() -> push.await(Duration.ofMinutes(1)))).isEqualTo(Reason.REFUSED_BY_USER);
    }

    @Test
    void endsWhenPatienceDoes() {
      MfaChallenge.Push push = push();

      unanswered(() -> push.await(Duration.ofSeconds(12)));
      assertThat(time.waits()).extracting(Duration::toSeconds).containsExactly(5L, 5L, 2L);
    }

    @Test
    void obeysSlowDownForGood() {
      MfaChallenge.Push push = push();
      tenant.slowDown(1);

      unanswered(() -> push.await(Duration.ofSeconds(26)));
      assertThat(time.waits()).extracting(Duration::toSeconds).containsExactly(5L, 10L, 10L, 1L);
    }

    private static void unanswered(org.assertj.core.api.ThrowableAssert.ThrowingCallable await) {
      assertThatExceptionOfType(LoginTimeoutException.class)
          .isThrownBy(await)
          .satisfies(e -> assertThat(e.code()).isEqualTo("mfa.expired"));
    }

    private MfaChallenge.Push push() {
      MfaRequired login = login("alice");
      return (MfaChallenge.Push) login.challenge(factor(login, "push|dev_alice"));
    }
  }

  @Nested
  class RecoveryCode {

    @Test
    void isUsedUpAndFollowedByANewOne() {
      List<Secret> kept = new ArrayList<>();

      assertAlice(login("alice").recover(Secret.of("RECOVERYCODE1"), kept::add));
      assertThat(kept).hasSize(1);
      assertThat(reason(() -> login("alice").recover(Secret.of("RECOVERYCODE1"), kept::add)))
          .isEqualTo(Reason.WRONG_CODE);
      assertAlice(login("alice").recover(kept.get(0), kept::add));
      assertThat(kept).hasSize(2);
    }
  }

  @Nested
  class Enrolment {

    @Test
    void ofAnAppIsConfirmedByItsCode() {
      MfaRequired login = login("newcomer");
      assertThat(reason(login::challenge)).isEqualTo(Reason.NOT_ENROLLED);

      MfaEnrolment.Otp app = (MfaEnrolment.Otp) login.enrol(MfaEnrolment.Request.otp());

      assertThat(app.barcodeUri().reveal()).startsWith("otpauth://totp/");
      assertThat(app.recoveryCodes()).hasSize(1);
      assertThat(app.toString()).doesNotContain(app.secret().reveal());
      Secret code = Secret.of(Totp.code(app.secret().reveal(), time.instant()));
      OAuthTokenResponse tokens = ((MfaChallenge.Otp) login.confirm(app)).complete(code);
      assertThat(tokens.idToken().orElseThrow().requireSubject()).isEqualTo("auth0|newcomer");
      assertThat(login("newcomer").authenticators())
          .filteredOn(OAuthMfaAuthenticator::active)
          .extracting(OAuthMfaAuthenticator::authenticatorType)
          .contains("otp");
    }

    @Test
    void ofATelephoneIsConfirmedByItsMessage() {
      MfaRequired login = login("newcomer");

      MfaEnrolment telephone = login.enrol(MfaEnrolment.Request.sms("+491701234567"));

      Secret code = Secret.of(tenant.outbox().get(0).code());
      OAuthTokenResponse tokens = ((MfaChallenge.Prompt) login.confirm(telephone)).complete(code);
      assertThat(tokens.idToken()).isPresent();
    }

    @Test
    void ofAMailboxIsConfirmedByItsMessage() {
      MfaRequired login = login("newcomer");

      MfaEnrolment mailbox = login.enrol(MfaEnrolment.Request.email("newcomer@example.test"));

      assertThat(tenant.outbox().get(0).channel()).isEqualTo("email");
      assertThat(login.confirm(mailbox)).isInstanceOf(MfaChallenge.Prompt.class);
    }

    @Test
    void ofAPushAppIsConfirmedByAnAnswer() {
      MfaRequired login = login("newcomer");

      MfaEnrolment.Oob app = (MfaEnrolment.Oob) login.enrol(MfaEnrolment.Request.push());

      assertThat(app.barcodeUri()).isPresent();
      tenant.answerPush("newcomer", true);
      MfaChallenge.Push push = (MfaChallenge.Push) login.confirm(app);
      assertThat(push.await(Duration.ofMinutes(1)).idToken()).isPresent();
    }

    @Test
    void ofASecondFactorNeedsTheFirst() {
      MfaRequired login = login("alice");

      assertThat(reason(() -> login.enrol(MfaEnrolment.Request.otp())))
          .isEqualTo(Reason.ALREADY_ENROLLED);
    }
  }

  @Nested
  class Deletion {

    @Test
    void needsAnAccessTokenForIt() {
      Secret api = Secret.of(tenant.mfaApiToken("alice", "remove:authenticators"));

      client.mfa().delete(api, "sms|dev_alice");

      assertThat(login("alice").authenticators())
          .extracting(OAuthMfaAuthenticator::id)
          .doesNotContain("sms|dev_alice");
      assertThat(tenant.requests())
          .extracting(RecordedRequest::path)
          .contains("/tenant/mfa/authenticators/sms%7Cdev_alice");
    }

    @Test
    void isRefusedToAnMfaToken() {
      Secret mfaToken = login("alice").mfaToken();

      assertThatThrownBy(() -> client.mfa().delete(mfaToken, "sms|dev_alice"))
          .isInstanceOfSatisfying(
              CrossauthException.class, e -> assertThat(e.code()).isEqualTo("oauth.access_denied"));
    }
  }

  @Test
  void theServerChoosesAmongWhatMetadataLists() {
    login("alice").challenge();

    assertThat(tenant.requests())
        .filteredOn(r -> r.path().endsWith("/mfa/challenge"))
        .extracting(r -> r.formParameter("challenge_type"))
        .containsExactly(Optional.of("otp oob"));
  }
}
