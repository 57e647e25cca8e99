package io.crossauth.yandex.leak;

import io.crossauth.error.CrossauthException;
import io.crossauth.testkit.yandex.FakeAccount;
import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.testkit.yandex.FakePassport.SecondFactor;
import io.crossauth.value.Secret;
import io.crossauth.yandex.YandexPassportClient;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.internal.cookie.BrowserCookies;
import io.crossauth.yandex.login.DeviceCodeSession;
import io.crossauth.yandex.login.PasswordLoginOutcome;
import io.crossauth.yandex.login.PollOptions;
import io.crossauth.yandex.login.QrSession;
import java.time.Duration;
import java.util.Optional;

/** Everything that a client does, from begin to end or to the first failure. */
final class Flows {

  private static final PollOptions SHORT =
      PollOptions.usual().withInterval(Duration.ofSeconds(1)).withTotal(Duration.ofSeconds(3));

  private final FakePassport fake;
  private final YandexPassportClient client;
  private final Witness witness;
  private int failures;

  Flows(FakePassport fake, YandexPassportClient client, Witness witness) {
    this.fake = fake;
    this.client = client;
    this.witness = witness;
  }

  /** All of them; each may fail. */
  void all() {
    attempt(this::qr);
    attempt(this::legacyQr);
    attempt(this::cookies);
    attempt(this::device);
    attempt(this::refresh);
    attempt(this::sessionsAndSpeakers);
    attempt(() -> client.refreshMusicToken(Secret.of(fake.xToken())));
    attempt(() -> client.validateXToken(Secret.of(fake.xToken())));
    attempt(() -> password(SecondFactor.TOTP));
    attempt(() -> password(SecondFactor.CHALLENGE));
    attempt(() -> password(SecondFactor.CAPTCHA));
  }

  /** How many flows have failed so far. */
  int failures() {
    return failures;
  }

  private void attempt(Runnable flow) {
    try {
      flow.run();
    } catch (CrossauthException e) {
      failures++;
      witness.see(e);
    }
  }

  private void qr() {
    QrSession qr = client.startQrLogin();
    witness.seeShowingItsTrack(qr);
    fake.confirmLogins();
    witness.see(client.pollQrUntilConfirmed(qr, SHORT));
  }

  private void legacyQr() {
    QrSession qr = client.startLegacyQrLogin();
    witness.seeShowingItsTrack(qr);
    fake.confirmLogins();
    witness.see(client.pollQrUntilConfirmed(qr, SHORT));
  }

  private void cookies() {
    String cookies = fake.browserCookies();
    witness.see(BrowserCookies.of(cookies));
    witness.see(client.loginCookies(cookies));
  }

  private void device() {
    DeviceCodeSession code = client.startDeviceLogin();
    witness.tell(code.userCode());
    witness.see(code);
    fake.grant(code.userCode());
    witness.see(client.pollDeviceUntilConfirmed(code, SHORT));
  }

  private void refresh() {
    PassportCredentials bare = PassportCredentials.of(Secret.of(fake.xToken()));
    PassportCredentials credentials =
        new PassportCredentials(
            bare.xToken(),
            bare.musicToken(),
            bare.uid(),
            bare.displayLogin(),
            Optional.of(Secret.of(fake.refreshToken())));
    witness.see(credentials);
    witness.see(client.refreshCredentials(credentials));
    client.refreshCredentials(credentials);
  }

  private void sessionsAndSpeakers() {
    Secret xToken = Secret.of(fake.xToken());
    client.refreshPassportCookies(xToken);
    witness.see(client.quasarCsrfToken());
    witness.see(client.glagolDeviceToken(Secret.of(fake.musicToken()), "d", "yandexstation"));
    witness.see(client.fetchAccountInfo(xToken));
  }

  private void password(SecondFactor factor) {
    fake.want(factor);
    PasswordLoginOutcome outcome =
        client.experimentalPasswordLogin(FakeAccount.LOGIN, Secret.of(FakeAccount.PASSWORD));
    witness.see(outcome);
    Secret code = Secret.of(FakeAccount.CODE);
    if (outcome instanceof PasswordLoginOutcome.TotpRequired totp) {
      witness.see(totp.answer(code));
    } else if (outcome instanceof PasswordLoginOutcome.ChallengeRequired challenge) {
      witness.see(challenge.sendPush().answer(code));
      witness.see(challenge.sendSms().answer(code));
    } else if (outcome instanceof PasswordLoginOutcome.CaptchaRequired captcha) {
      witness.see(captcha.answer(FakeAccount.CAPTCHA, Secret.of(FakeAccount.PASSWORD)));
    }
  }
}
