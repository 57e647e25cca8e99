package io.crossauth.yandex.password;

import io.crossauth.value.Secret;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import java.net.URI;

/**
 * What a step of a password login led to. Another step is an answer, not an error; a wrong password
 * or code is thrown as {@link InvalidCredentialsException}.
 *
 * <p>A step belongs to its login and is good for as long as Passport's track is.
 */
@Experimental
public sealed interface PasswordLoginOutcome {

  /**
   * The user is logged in.
   *
   * @param credentials what the login gave
   */
  record SignedIn(PassportCredentials credentials) implements PasswordLoginOutcome {}

  /** A one-time code of an authenticator app is wanted. */
  final class TotpRequired implements PasswordLoginOutcome {

    private final PasswordTrack track;

    TotpRequired(PasswordTrack track) {
      this.track = track;
    }

    /** Answers with the code. */
    public PasswordLoginOutcome answer(Secret code) {
      return track.totp(code);
    }
  }

  /** Proof is wanted that the user has the phone: choose one of the two ways. */
  final class ChallengeRequired implements PasswordLoginOutcome {

    private final PasswordTrack track;

    ChallengeRequired(PasswordTrack track) {
      this.track = track;
    }

    /**
     * Sends a code to the user's Yandex apps.
     *
     * @throws YandexAuthFailedException if Passport cannot
     */
    public PushCodeRequired sendPush() {
      return track.sendPush();
    }

    /**
     * Sends a code to the user's phone.
     *
     * @throws YandexAuthFailedException if Passport cannot
     */
    public SmsCodeRequired sendSms() {
      return track.sendSms();
    }
  }

  /** A code was sent to the user's Yandex apps, and is wanted. */
  final class PushCodeRequired implements PasswordLoginOutcome {

    private final PasswordTrack track;

    PushCodeRequired(PasswordTrack track) {
      this.track = track;
    }

    /** Answers with the code. */
    public PasswordLoginOutcome answer(Secret code) {
      return track.pushCode(code);
    }
  }

  /** A code was sent to the user's phone, and is wanted. */
  final class SmsCodeRequired implements PasswordLoginOutcome {

    private final PasswordTrack track;

    SmsCodeRequired(PasswordTrack track) {
      this.track = track;
    }

    /** Answers with the code. */
    public PasswordLoginOutcome answer(Secret code) {
      return track.smsCode(code);
    }
  }

  /** A captcha is to be solved by a person. */
  final class CaptchaRequired implements PasswordLoginOutcome {

    private final PasswordTrack track;
    private final URI imageUrl;
    private final Secret key;

    CaptchaRequired(PasswordTrack track, URI imageUrl, Secret key) {
      this.track = track;
      this.imageUrl = imageUrl;
      this.key = key;
    }

    /** Where the picture is: an https address, to be shown to the user. */
    public URI imageUrl() {
      return imageUrl;
    }

    /**
     * Answers with what the user reads, and says the password again.
     *
     * @return the next step; another captcha if the answer was wrong
     */
    public PasswordLoginOutcome answer(String text, Secret password) {
      return track.captcha(key, text, password);
    }
  }
}
