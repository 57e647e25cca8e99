package io.crossauth.client.login;

import io.crossauth.client.session.LoginReference;
import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenManager;
import io.crossauth.error.StorageException;
import io.crossauth.tokenconsumer.VerifiedToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A logout that the provider tells this server itself, verified: whose login ends, or which one.
 * Immutable and safe for use by many threads.
 *
 * @param issuer the provider: the {@code iss} claim
 * @param subject the user ({@code sub}); without a session, all of the user's logins end
 * @param sessionId the login ({@code sid}) that ends
 * @param issuedAt when the provider said so ({@code iat}); a login of the user that is issued later
 *     goes on
 * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html">OpenID Connect
 *     Back-Channel Logout 1.0</a>
 */
public record BackChannelLogout(
    String issuer, Optional<String> subject, Optional<String> sessionId, Instant issuedAt) {

  /** Longer than a login takes until its session is there. */
  private static final Duration REMEMBERED = Duration.ofHours(1);

  /**
   * Ends the sessions of all nodes whose login ends, and for an hour refuses those that would still
   * be begun by such a login. One that cannot be ended does not keep the others from ending.
   *
   * @param index noted the sessions when they began
   * @param sessions ends them; its store is {@link SessionIndex#over over} the same index
   * @return how many there were
   * @throws StorageException if a store fails: answer 503; what was not ended is found again by the
   *     provider's next logout
   */
  public int endSessions(SessionIndex index, TokenManager sessions) {
    List<String> names = index.end(reference(), REMEMBERED);
    Optional<StorageException> failure = Optional.empty();
    for (String name : names) {
      try {
        sessions.signedOut(name);
      } catch (StorageException e) {
        failure = failure.or(() -> Optional.of(e));
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    return names.size();
  }

  /** {@return the logins that end, to look sessions up by} */
  public LoginReference reference() {
    return new LoginReference(issuer, subject, sessionId, issuedAt);
  }

  /**
   * Tells whether a session here is of a login that ends, by what was kept of its ID token, which
   * may be over by now.
   *
   * @param tokens the session
   * @return true if issuer, user and login are those of this logout, as far as it names them, and
   *     the login of a user was no later
   */
  public boolean ends(StoredTokens tokens) {
    return tokens.login().filter(login -> reference().ends(login)).isPresent();
  }

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
