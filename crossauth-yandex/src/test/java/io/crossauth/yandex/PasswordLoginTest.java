package io.crossauth.yandex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.yandex.FakeAccount;
import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.testkit.yandex.FakePassport.SecondFactor;
import io.crossauth.value.Secret;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.error.CaptchaRequiredException;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.LoginTimeoutException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.error.YandexNetworkException;
import io.crossauth.yandex.login.PasswordLoginOutcome;
import io.crossauth.yandex.login.PasswordLoginOutcome.CaptchaRequired;
import io.crossauth.yandex.login.PasswordLoginOutcome.ChallengeRequired;
import io.crossauth.yandex.login.PasswordLoginOutcome.LetterSent;
import io.crossauth.yandex.login.PasswordLoginOutcome.SignedIn;
import io.crossauth.yandex.login.PasswordLoginOutcome.TotpRequired;
import io.crossauth.yandex.testing.Passport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The experimental login: a password, a second factor, a captcha, a letter; over real sockets. */
class PasswordLoginTest {

  private static final String BFF = "passport.yandex.ru/pwl-yandex/api/passport";
  private static final String OLDER = "passport.yandex.ru/registration-validations";
  private static final String LETTER = "passport.yandex.ru/auth/letter/status/";
  private static final Secret PASSWORD = Secret.of(FakeAccount.PASSWORD);
  private static final Secret CODE = Secret.of(FakeAccount.CODE);
  private static final Secret WRONG = Secret.of("314159");

  private final Passport passport = new Passport();
  private final FakePassport fake = passport.fake();
  private final YandexPassportClient client = passport.client();

  @AfterEach
  void close() {
    client.close();
    passport.close();
  }

  private PasswordLoginOutcome start() {
    return client.experimentalPasswordLogin(FakeAccount.LOGIN, PASSWORD);
  }

  private <T extends PasswordLoginOutcome> T start(SecondFactor factor, Class<T> expected) {
    fake.want(factor);
    PasswordLoginOutcome outcome = start();
    assertThat(outcome).isInstanceOf(expected);
    return expected.cast(outcome);
  }

  private static void assertSignedIn(PasswordLoginOutcome outcome) {
    assertThat(outcome)
        .asInstanceOf(type(SignedIn.class))
        .satisfies(done -> assertThat(done.credentials().uid()).hasValue(FakeAccount.UID));
  }

  @Test
  @DisplayName("a password alone: each call of the page carries its token, its id and its cookies")
  void passwordAlone() {
    assertSignedIn(start());

    RecordedRequest password = fake.requests(BFF + "/auth/multistep_password").get(0);
    assertThat(password.json()).containsEntry("password", FakeAccount.PASSWORD);
    assertThat(password.header("X-CSRF-Token")).isPresent();
    assertThat(password.header("Process-Uuid")).isPresent();
    assertThat(password.header("Cookie")).isPresent();
    assertThat(password.header("Process-Uuid"))
        .isEqualTo(fake.requests(BFF + "/track/create").get(0).header("Process-Uuid"));
    assertThat(fake.requests())
        .noneMatch(request -> request.target().contains(FakeAccount.PASSWORD));
  }

  @Test
  @DisplayName("a wrong password is a refusal that does not show it")
  void wrongPassword() {
    assertThatThrownBy(
            () ->
                client.experimentalPasswordLogin(
                    FakeAccount.LOGIN, Secret.of("test-wrong-password")))
        .isExactlyInstanceOf(InvalidCredentialsException.class)
        .hasMessageContaining("password.not_matched")
        .hasMessageNotContaining("test-wrong-password");
  }

  @Test
  @DisplayName("an account that is not there is told before a password is sent")
  void noSuchAccount() {
    assertThatThrownBy(() -> client.experimentalPasswordLogin("test-nobody", PASSWORD))
        .isExactlyInstanceOf(InvalidCredentialsException.class)
        .hasMessageContaining("account");
    assertThat(fake.requests(BFF + "/auth/multistep_password")).isEmpty();
  }

  @Test
  @DisplayName("an account that does not log in by password is not sent one")
  void otherMethods() {
    fake.next(
        BFF + "/auth/multistep_start",
        Reply.json("{\"track_id\":\"t\",\"can_authorize\":true,\"auth_methods\":[\"magic\"]}"));

    assertThatThrownBy(this::start)
        .isExactlyInstanceOf(YandexAuthFailedException.class)
        .hasMessageContaining("by password");
    assertThat(fake.requests(BFF + "/auth/multistep_password")).isEmpty();
  }

  @Test
  @DisplayName("a code of an authenticator app is the next step")
  void totp() {
    TotpRequired step = start(SecondFactor.TOTP, TotpRequired.class);

    assertThatThrownBy(() -> step.answer(WRONG))
        .isExactlyInstanceOf(InvalidCredentialsException.class)
        .hasMessageContaining("code.invalid");
    assertSignedIn(step.answer(CODE));
  }

  @Test
  @DisplayName("a code by push is one way to pass a challenge")
  void push() {
    ChallengeRequired challenge = start(SecondFactor.CHALLENGE, ChallengeRequired.class);
    PasswordLoginOutcome.CodeRequired step = challenge.sendPush();

    assertThatThrownBy(() -> step.answer(WRONG)).isInstanceOf(InvalidCredentialsException.class);
    assertSignedIn(step.answer(CODE));
  }

  @Test
  @DisplayName("a code by text message is the other")
  void sms() {
    ChallengeRequired challenge = start(SecondFactor.CHALLENGE, ChallengeRequired.class);
    PasswordLoginOutcome.CodeRequired step = challenge.sendSms();

    assertThatThrownBy(() -> step.answer(WRONG)).isInstanceOf(InvalidCredentialsException.class);
    assertSignedIn(step.answer(CODE));
    assertThat(fake.requests(OLDER + "/phone-confirm-code-submit").get(0).form())
        .containsKeys("csrf_token", "track_id", "mode");
  }

  @Test
  @DisplayName("a way that Passport cannot go is told, and the other can be chosen")
  void pushRefused() {
    ChallengeRequired challenge = start(SecondFactor.CHALLENGE, ChallengeRequired.class);
    fake.next(BFF + "/auth/suggest-send-push", Reply.json("{\"errors\":[\"push.no_devices\"]}"));

    assertThatThrownBy(challenge::sendPush)
        .isExactlyInstanceOf(YandexAuthFailedException.class)
        .hasMessageContaining("refuses this step");
    assertSignedIn(challenge.sendSms().answer(CODE));
  }

  @Test
  @DisplayName("a text message that Passport does not send is told before a code is asked for")
  void smsRefused() {
    ChallengeRequired challenge = start(SecondFactor.CHALLENGE, ChallengeRequired.class);
    fake.next(
        OLDER + "/phone-confirm-code-submit", Reply.json("{\"errors\":[\"sms_limit.exceeded\"]}"));

    assertThatThrownBy(challenge::sendSms)
        .isExactlyInstanceOf(YandexAuthFailedException.class)
        .hasMessageContaining("refuses this step");
    assertSignedIn(challenge.sendPush().answer(CODE));
  }

  @Test
  @DisplayName("a session that Passport refuses is no success, whatever cookies there are")
  void sessionRefused() {
    ChallengeRequired challenge = start(SecondFactor.CHALLENGE, ChallengeRequired.class);
    PasswordLoginOutcome.CodeRequired step = challenge.sendSms();
    fake.next(
        BFF + "/sessions/get_session",
        Reply.json("{\"status\":\"error\",\"errors\":[\"track.invalid_state\"]}")
            .header("Set-Cookie", "Session_id=test-session; Domain=.yandex.ru; Path=/; Secure"));

    assertThatThrownBy(() -> step.answer(CODE))
        .isExactlyInstanceOf(YandexAuthFailedException.class)
        .hasMessageContaining("refuses this step");
  }

  @Test
  @DisplayName("a captcha is a step with a picture; a wrong answer leads to another")
  void captcha() {
    CaptchaRequired step = start(SecondFactor.CAPTCHA, CaptchaRequired.class);
    assertThat(step.imageUrl()).hasScheme("https");

    PasswordLoginOutcome again = step.answer("test-wrong", PASSWORD);
    assertThat(again).isInstanceOf(CaptchaRequired.class);

    assertSignedIn(((CaptchaRequired) again).answer(FakeAccount.CAPTCHA, PASSWORD));
    assertThat(fake.requests(OLDER + "/checkHuman").get(0).form())
        .containsKeys("csrf_token", "track_id", "key", "answer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"key\":\"k\",\"image_url\":\"http://ext.captcha.yandex.net/i\"}",
        "{\"key\":\"k\",\"image_url\":\"javascript:alert(1)\"}",
        "{\"key\":\"k\",\"image_url\":\"not an address\"}",
        "{\"key\":\"k\"}",
        "{\"image_url\":\"https://ext.captcha.yandex.net/i\"}"
      })
  @DisplayName("a captcha without a picture that can be shown, or without key, is a failure")
  void brokenCaptcha(String answer) {
    fake.want(SecondFactor.CAPTCHA).next(OLDER + "/textcaptcha", Reply.json(answer));

    assertThatThrownBy(this::start).isExactlyInstanceOf(YandexAuthFailedException.class);
  }

  @Test
  @DisplayName("the picture may go by its other name")
  void otherNameOfThePicture() {
    fake.next(
        OLDER + "/textcaptcha",
        Reply.json("{\"key\":\"k\",\"captcha_url\":\"https://ext.captcha.yandex.net/i\"}"));

    assertThat(start(SecondFactor.CAPTCHA, CaptchaRequired.class).imageUrl())
        .hasHost("ext.captcha.yandex.net");
  }

  @Test
  @DisplayName("an account that Passport sends elsewhere is no success")
  void sentElsewhere() {
    fake.next(
        BFF + "/auth/multistep_password",
        Reply.json("{\"status\":\"ok\",\"redirect_url\":\"https://passport.yandex.ru/other\"}"));

    assertThatThrownBy(this::start)
        .isExactlyInstanceOf(YandexAuthFailedException.class)
        .hasMessageContaining("elsewhere");
  }

  @Test
  @DisplayName("a login that gave no session cookies is no success")
  void noCookies() {
    fake.next(BFF + "/sessions/get_session", Reply.json("{\"status\":\"ok\"}"));

    assertThatThrownBy(this::start)
        .isExactlyInstanceOf(InvalidCredentialsException.class)
        .hasMessageContaining("session cookies");
  }

  @Test
  @DisplayName(
      "a page instead of an answer, or a server in trouble, says nothing about the password")
  void trouble() {
    fake.next(BFF + "/auth/multistep_password", Reply.html("<html/>").status(403));
    fake.next(BFF + "/auth/multistep_password", Reply.json("{}").status(502));

    assertThatThrownBy(this::start).isExactlyInstanceOf(YandexNetworkException.class);
    assertThatThrownBy(this::start).isExactlyInstanceOf(YandexNetworkException.class);
  }

  @Test
  @DisplayName("no step shows what it knows")
  void textForms() {
    TotpRequired totp = start(SecondFactor.TOTP, TotpRequired.class);
    CaptchaRequired captcha = start(SecondFactor.CAPTCHA, CaptchaRequired.class);

    assertThat(totp.toString() + captcha)
        .doesNotContain(FakeAccount.PASSWORD)
        .doesNotContain("captcha-")
        .doesNotContain("csrf-");
  }

  @Test
  @DisplayName("a letter: asks every 3 s until its link was opened")
  void letter() {
    LetterSent letter = client.experimentalLetterLogin(FakeAccount.LOGIN);
    fake.next(LETTER, Reply.json("{\"status\":\"ok\",\"magic_link_confirmed\":false}"));
    fake.confirmLogins();

    PassportCredentials credentials = letter.await(Duration.ofMinutes(5));

    assertThat(credentials.uid()).hasValue(FakeAccount.UID);
    assertThat(fake.requests(LETTER)).hasSize(2);
    assertThat(passport.time().waits()).contains(Duration.ofSeconds(3));
  }

  @Test
  @DisplayName("the other word for an opened letter is understood too")
  void otherWordForOpened() {
    LetterSent letter = client.experimentalLetterLogin(FakeAccount.LOGIN);
    fake.confirmLogins();
    fake.next(LETTER, Reply.json("{\"status\":\"magic_link_confirmed\"}"));

    assertThat(letter.await(Duration.ofMinutes(5)).uid()).hasValue(FakeAccount.UID);
  }

  @Test
  @DisplayName("a letter that is not opened: the wait ends, a hiccup of the server does not end it")
  void letterNotOpened() {
    LetterSent letter = client.experimentalLetterLogin(FakeAccount.LOGIN);
    fake.next(LETTER, Reply.json("{}").status(503));

    assertThatThrownBy(() -> letter.await(Duration.ofSeconds(10)))
        .isInstanceOf(LoginTimeoutException.class);
    assertThat(fake.requests(LETTER)).hasSize(3);
  }

  @Test
  @DisplayName("waiting for a letter holds no thread, and can be cancelled")
  void letterInTheBackground() {
    LetterSent letter = client.experimentalLetterLogin(FakeAccount.LOGIN);
    CompletableFuture<PassportCredentials> cancelled = letter.start(Duration.ofMinutes(5));
    assertThat(cancelled.cancel(true)).isTrue();
    assertThat(passport.time().plannedWork()).isZero();

    CompletableFuture<PassportCredentials> opened = letter.start(Duration.ofMinutes(5));
    fake.confirmLogins();
    passport.time().advance(Duration.ofSeconds(3));

    assertThat(opened).isCompleted();
  }

  @Test
  @DisplayName("a letter is not sent to who gets none, to nobody, or before a captcha")
  void noLetter() {
    assertThatThrownBy(() -> client.experimentalLetterLogin("test-nobody"))
        .isExactlyInstanceOf(InvalidCredentialsException.class);
    fake.next(
        BFF + "/auth/multistep_start",
        Reply.json("{\"track_id\":\"t\",\"can_authorize\":true,\"auth_methods\":[\"password\"]}"));
    assertThatThrownBy(() -> client.experimentalLetterLogin(FakeAccount.LOGIN))
        .isExactlyInstanceOf(YandexAuthFailedException.class)
        .hasMessageContaining("by letter");
    fake.next(OLDER + "/auth/send_magic_letter", Reply.json("{\"errors\":[\"captcha.required\"]}"));
    assertThatThrownBy(() -> client.experimentalLetterLogin(FakeAccount.LOGIN))
        .isExactlyInstanceOf(CaptchaRequiredException.class);
    fake.next(OLDER + "/auth/send_magic_letter", Reply.json("{\"status\":\"error\"}"));
    assertThatThrownBy(() -> client.experimentalLetterLogin(FakeAccount.LOGIN))
        .isExactlyInstanceOf(YandexAuthFailedException.class);
  }
}
