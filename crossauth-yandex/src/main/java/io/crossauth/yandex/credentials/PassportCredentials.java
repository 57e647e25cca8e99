package io.crossauth.yandex.credentials;

import io.crossauth.value.Secret;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a login gave. Immutable and safe for use by many threads; not serializable, and its text
 * form shows no token.
 *
 * @param xToken the long-lived token that everything hangs off; about a year
 * @param musicToken the token for music, if there is one
 * @param uid the account's number, if it could be asked for
 * @param displayLogin the name to log in with, if it could be asked for
 * @param refreshToken renews the x_token, once; after device logins only
 */
public record PassportCredentials(
    Secret xToken,
    Optional<Secret> musicToken,
    OptionalLong uid,
    Optional<String> displayLogin,
    Optional<Secret> refreshToken) {

  /**
   * An x_token alone.
   *
   * @param xToken the x_token of a login
   * @return credentials without anything else
   */
  public static PassportCredentials of(Secret xToken) {
    return new PassportCredentials(
        xToken, Optional.empty(), OptionalLong.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * The same with another music token.
   *
   * @param token the music token
   * @return the changed credentials
   */
  public PassportCredentials withMusicToken(Secret token) {
    return new PassportCredentials(xToken, Optional.of(token), uid, displayLogin, refreshToken);
  }

  /**
   * Whose they are, and which tokens there are.
   *
   * @return number, login, and stars for each token
   */
  @Override
  public String toString() {
    return "PassportCredentials[uid="
        + (uid.isPresent() ? uid.getAsLong() : "unknown")
        + ", displayLogin="
        + displayLogin.orElse("unknown")
        + ", xToken=***"
        + (musicToken.isPresent() ? ", musicToken=***" : "")
        + (refreshToken.isPresent() ? ", refreshToken=***" : "")
        + "]";
  }
}
