package io.crossauth.yandex.login;

import io.crossauth.value.Secret;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.LoginTimeoutException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Experimental: what a step of a login with a password or a letter led to. Another step is an
 * answer, not an error; a wrong password or code is thrown as {@link InvalidCredentialsException}.
 * It is only shown to work against a fake, and may change or go at any time.
 *
 * <p>A step belongs to its login and is good for as long as Passport's track is. Its objects may be
 * used by many threads, but a login is one conversation: take one step after the other. What they
 * know of the login is not serialized.
 */
public sealed interface PasswordLoginOutcome {

  /**
   * The user is logged in.
   *
   * @param credentials what the login gave
   */
  record SignedIn(PassportCredentials credentials) implements PasswordLoginOutcome {}

  /** A one-time code of an authenticator app is wanted. */
  final class TotpRequired implements PasswordLoginOutcome {

    private final transient Function<Secret, PasswordLoginOutcome> totp;

    /**
     * Creates the step.
     *
     * @param totp sends the code, and says what it led to
     */
    public TotpRequired(Function<Secret, PasswordLoginOutcome> totp) {
      this.totp = totp;
    }

    /**
     * Answers with the code.
     *
     * @param code the digits that the app shows
     * @return the next step
     * @throws InvalidCredentialsException if the code is wrong
     */
    public PasswordLoginOutcome answer(Secret code) {
      return totp.apply(code);
    }
  }

  /** The user must show to have the phone: choose one of the two ways. */
  final class ChallengeRequired implements PasswordLoginOutcome {

    private final transient Supplier<CodeRequired> push;
    private final transient Supplier<CodeRequired> sms;

    /**
     * Creates the step.
     *
     * @param push sends a code to the user's Yandex apps
     * @param sms sends a code to the user's phone
     */
    public ChallengeRequired(Supplier<CodeRequired> push, Supplier<CodeRequired> sms) {
      this.push = push;
      this.sms = sms;
    }

    /**
     * Sends a code to the user's Yandex apps.
     *
     * @return the step that takes the code
     * @throws YandexAuthFailedException if Passport cannot
     */
    public CodeRequired sendPush() {
      return push.get();
    }

    /**
     * Sends a code to the user's phone.
     *
     * @return the step that takes the code
     * @throws YandexAuthFailedException if Passport cannot
     */
    public CodeRequired sendSms() {
      return sms.get();
    }
  }

  /** A code was sent to the user's Yandex apps or phone, and is wanted. */
  final class CodeRequired implements PasswordLoginOutcome {

    private final transient Function<Secret, PasswordLoginOutcome> check;

    /**
     * Creates the step.
     *
     * @param check sends the code back, and says what it led to
     */
    public CodeRequired(Function<Secret, PasswordLoginOutcome> check) {
      this.check = check;
    }

    /**
     * Answers with the code.
     *
     * @param code the digits that the user has got
     * @return the next step
     * @throws InvalidCredentialsException if the code is wrong
     */
    public PasswordLoginOutcome answer(Secret code) {
      return check.apply(code);
    }
  }

  /** A captcha is to be solved by a person. */
  final class CaptchaRequired implements PasswordLoginOutcome {

    private final URI imageUrl;
    private final transient BiFunction<String, Secret, PasswordLoginOutcome> solve;

    /**
     * Creates the step.
     *
     * @param imageUrl where the picture is: an https address
     * @param solve sends what the user has read, then the password, and says what that led to
     */
    public CaptchaRequired(URI imageUrl, BiFunction<String, Secret, PasswordLoginOutcome> solve) {
      this.imageUrl = imageUrl;
      this.solve = solve;
    }

    /**
     * Where the picture is, to be shown to the user.
     *
     * @return an https address
     */
    public URI imageUrl() {
      return imageUrl;
    }

    /**
     * Answers with what the user reads, and says the password again.
     *
     * @param text what the picture says
     * @param password the account's password
     * @return the next step; another captcha if the answer was wrong
     * @throws InvalidCredentialsException if the password is wrong
     */
    public PasswordLoginOutcome answer(String text, Secret password) {
      return solve.apply(text, password);
    }
  }

  /** A letter with a link was sent to the user, who has to open it. */
  final class LetterSent implements PasswordLoginOutcome {

    private final transient Function<Duration, PassportCredentials> wait;
    private final transient Function<Duration, CompletableFuture<PassportCredentials>> start;

    /**
     * Creates the step.
     *
     * @param wait waits for so long on the caller's thread
     * @param start waits for so long without holding a thread
     */
    public LetterSent(
        Function<Duration, PassportCredentials> wait,
        Function<Duration, CompletableFuture<PassportCredentials>> start) {
      this.wait = wait;
      this.start = start;
    }

    /**
     * Waits until the user has opened the link.
     *
     * @param total how long to wait: more than zero, 366 days at most
     * @return what the login gave
     * @throws LoginTimeoutException if the user has not
     * @throws IllegalArgumentException if the time is zero or less, or longer than that
     */
    public PassportCredentials await(Duration total) {
      return wait.apply(total);
    }

    /**
     * The same without holding a thread while it waits. Cancelling the future ends the login at
     * once.
     *
     * @param total how long to wait: more than zero, 366 days at most
     * @return what the login gives; fails with what {@link #await} throws
     * @throws IllegalArgumentException if the time is zero or less, or longer than that
     */
    public CompletableFuture<PassportCredentials> start(Duration total) {
      return start.apply(total);
    }
  }
}
