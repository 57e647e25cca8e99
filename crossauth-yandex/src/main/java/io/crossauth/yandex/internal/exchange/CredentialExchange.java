package io.crossauth.yandex.internal.exchange;

import io.crossauth.error.CrossauthException;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.value.Secret;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.YandexPassportException;
import io.crossauth.yandex.internal.PassportCalls;
import io.crossauth.yandex.internal.cookie.BrowserCookies;
import io.crossauth.yandex.internal.cookie.CookieJar;
import io.crossauth.yandex.login.AccountInfo;
import io.crossauth.yandex.login.OAuthTokens;
import java.util.Optional;
import java.util.OptionalLong;

/** From cookies or an x_token to whole credentials: the end of every login. */
public final class CredentialExchange {

  private final XTokenExchange xTokens;
  private final MusicTokenExchange musicTokens;
  private final AccountCall accounts;

  /** Creates the exchanges. */
  public CredentialExchange(PassportCalls calls) {
    this.xTokens = new XTokenExchange(calls);
    this.musicTokens = new MusicTokenExchange(calls);
    this.accounts = new AccountCall(calls);
  }

  /** The credentials of the session that these cookies are. */
  public PassportCredentials fromCookies(CookieJar jar) {
    return fromXToken(xTokens.of(jar));
  }

  /** The credentials of a session of a browser. */
  public PassportCredentials fromCookies(BrowserCookies cookies) {
    return fromXToken(xTokens.of(cookies.header(), cookies.host()));
  }

  private PassportCredentials fromXToken(Secret xToken) {
    return named(PassportCredentials.of(xToken).withMusicToken(musicTokens.of(xToken)));
  }

  /** A login: without music token it has failed. */
  public PassportCredentials fromTokens(OAuthTokens tokens) {
    return withRefreshToken(fromXToken(tokens.accessToken()), tokens);
  }

  /**
   * A refresh: the old refresh token is gone, so that whatever happens now, the new one must reach
   * the caller. An interruption stays noted on the thread.
   */
  public PassportCredentials renewed(PassportCredentials before, OAuthTokens tokens) {
    PassportCredentials bare =
        new PassportCredentials(
            tokens.accessToken(),
            Optional.empty(),
            before.uid(),
            before.displayLogin(),
            Optional.of(tokens.refreshToken()));
    try {
      return withRefreshToken(
          named(bare.withMusicToken(musicTokens.of(tokens.accessToken()))), tokens);
    } catch (CrossauthException e) {
      return bare;
    }
  }

  /** A music token for an x_token. */
  public Secret musicToken(Secret xToken) {
    return musicTokens.of(xToken);
  }

  /** Whose x_token it is. */
  public AccountInfo account(Secret xToken) {
    return accounts.of(xToken);
  }

  /** Whether Passport takes the x_token; false only if it refuses it explicitly. */
  public boolean valid(Secret xToken) {
    try {
      AccountInfo unused = accounts.of(xToken);
      return true;
    } catch (InvalidCredentialsException e) {
      return false;
    }
  }

  /** Whose they are is good to know, and no reason to fail. */
  private PassportCredentials named(PassportCredentials credentials) {
    try {
      AccountInfo account = accounts.of(credentials.xToken());
      return new PassportCredentials(
          credentials.xToken(),
          credentials.musicToken(),
          OptionalLong.of(account.uid()),
          account.displayLogin(),
          credentials.refreshToken());
    } catch (YandexPassportException e) {
      return credentials;
    } catch (InterruptedCallException e) {
      if (credentials.refreshToken().isPresent()) {
        return credentials;
      }
      throw e;
    }
  }

  private static PassportCredentials withRefreshToken(
      PassportCredentials credentials, OAuthTokens tokens) {
    return new PassportCredentials(
        credentials.xToken(),
        credentials.musicToken(),
        credentials.uid(),
        credentials.displayLogin(),
        Optional.of(tokens.refreshToken()));
  }
}
