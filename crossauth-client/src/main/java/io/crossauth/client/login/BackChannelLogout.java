package io.crossauth.client.login;

import io.crossauth.tokenconsumer.VerifiedToken;
import java.util.Optional;

/**
 * A logout that the provider tells this server itself, verified: whose login ends, or which one.
 * Immutable and safe for use by many threads.
 *
 * @param issuer the provider: the {@code iss} claim
 * @param subject the user ({@code sub}); without a session, all of the user's logins end
 * @param sessionId the login ({@code sid}) that ends
 * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html">OpenID Connect
 *     Back-Channel Logout 1.0</a>
 */
public record BackChannelLogout(
    String issuer, Optional<String> subject, Optional<String> sessionId) {

  /**
   * Tells whether a login here is one that ends. For an application that keeps ID tokens; others
   * look their sessions up by {@link #sessionId} and {@link #subject}.
   *
   * @param idToken the ID token of the login, verified
   * @return true if issuer, user and login are those of this logout, as far as it names them
   * @throws io.crossauth.error.InsufficientPrivilegesException if the ID token has no {@code sub}
   *     to compare
   * @throws io.crossauth.error.TokenRejectedException if its {@code sid} is to compare, and is no
   *     string
   */
  public boolean ends(VerifiedToken idToken) {
    return idToken.issuer().equals(issuer)
        && subject.map(sub -> sub.equals(idToken.requireSubject())).orElse(true)
        && sessionId.map(sid -> idToken.string("sid").equals(Optional.of(sid))).orElse(true);
  }
}
