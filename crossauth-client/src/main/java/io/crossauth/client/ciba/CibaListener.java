package io.crossauth.client.ciba;

import io.crossauth.client.token.OAuthTokenResponse;

/**
 * Hears how the logins of {@link CibaPings} end: one word for each, on the node that had the ping,
 * which need not be the one that began the login. Called on the scheduler's threads; safe for use
 * by many.
 */
public interface CibaListener {

  /**
   * The user is logged in.
   *
   * @param id which request: {@link CibaAcknowledgement#id}
   * @param tokens the tokens, checked
   */
  void granted(String id, OAuthTokenResponse tokens);

  /**
   * The login has failed.
   *
   * @param id which request: {@link CibaAcknowledgement#id}
   * @param failure a {@link io.crossauth.error.CrossauthException} as {@link CibaFlow#await} throws
   *     it: an {@link io.crossauth.error.OAuthErrorException} where the user said no, a {@link
   *     io.crossauth.error.LoginTimeoutException} where nobody decided; what else has gone wrong is
   *     one of another type
   */
  void failed(String id, RuntimeException failure);
}
