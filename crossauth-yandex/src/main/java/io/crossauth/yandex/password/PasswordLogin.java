package io.crossauth.yandex.password;

import io.crossauth.value.Secret;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.error.CaptchaRequiredException;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.internal.CookieJar;
import io.crossauth.yandex.internal.PassportCalls;
import java.util.function.Function;

/**
 * Login with a password, a second factor or a letter, through the calls of the login page. Each
 * login has cookies of its own.
 */
@Experimental
public final class PasswordLogin {

  private final PassportCalls calls;
  private final Function<CookieJar, PassportCredentials> completion;

  /**
   * Creates the logins of a client.
   *
   * @param completion makes credentials of a session's cookies
   */
  public PasswordLogin(PassportCalls calls, Function<CookieJar, PassportCredentials> completion) {
    this.calls = calls;
    this.completion = completion;
  }

  /**
   * Logs in with name and password.
   *
   * @throws InvalidCredentialsException if there is no such account, or the password is wrong
   * @throws YandexAuthFailedException if the account does not log in by password
   */
  public PasswordLoginOutcome start(String login, Secret password) {
    return PasswordTrack.begin(calls, completion, login).password(password);
  }

  /**
   * Sends the user a letter with a link that logs in.
   *
   * @throws InvalidCredentialsException if there is no such account
   * @throws YandexAuthFailedException if the account does not log in by letter
   * @throws CaptchaRequiredException if Passport wants a captcha solved first
   */
  public MagicLetter sendLetter(String login) {
    return PasswordTrack.begin(calls, completion, login).sendLetter();
  }
}
