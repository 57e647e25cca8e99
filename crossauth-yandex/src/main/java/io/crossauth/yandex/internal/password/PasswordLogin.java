package io.crossauth.yandex.internal.password;

import io.crossauth.value.Secret;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.internal.PassportCalls;
import io.crossauth.yandex.internal.cookie.CookieJar;
import io.crossauth.yandex.login.PasswordLoginOutcome;
import java.util.function.Function;

/**
 * Login with a password, a second factor or a letter, through the calls of the login page. Each
 * login has cookies of its own.
 */
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

  /** Logs in with name and password. */
  public PasswordLoginOutcome start(String login, Secret password) {
    return PasswordTrack.begin(calls, completion, login).password(password);
  }

  /** Sends the user a letter with a link that logs in. */
  public PasswordLoginOutcome.LetterSent sendLetter(String login) {
    return PasswordTrack.begin(calls, completion, login).sendLetter();
  }
}
