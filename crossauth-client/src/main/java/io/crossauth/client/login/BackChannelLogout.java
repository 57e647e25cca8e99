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
import java.util.function.Consumer;

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
    return end(index.end(reference(), REMEMBERED), sessions::signedOut);
  }

  /**
   * Ends the sessions of all nodes whose login ends, as {@link #endSessions(SessionIndex,
   * TokenManager)} does, and hands out what each of them had: a refresh token that was not asked
   * for with {@code offline_access} is to be revoked.
   *
   * @param index noted the sessions when they began
   * @param sessions ends them; its store is {@link SessionIndex#over over} the same index
   * @param remembered for how long sessions of such a login are refused: more than zero
   * @param ended is told of each session that has ended, with its tokens; not of one that was gone
   * @return how many there were
   * @throws StorageException if a store fails: answer 503; what was not ended is found again by the
   *     provider's next logout
   * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html#BCActions">OpenID
   *     Connect Back-Channel Logout 1.0 section 2.7</a>
   */
  public int endSessions(
      SessionIndex index,
      TokenManager sessions,
      Duration remembered,
      Consumer<StoredTokens> ended) {
    return end(
        index.end(reference(), remembered),
        name -> {
          Optional<StoredTokens> tokens = readable(sessions, name);
          sessions.signedOut(name);
          tokens.ifPresent(ended);
        });
  }

  private static int end(List<String> names, Consumer<String> one) {
    Optional<StorageException> failure = Optional.empty();
    for (String name : names) {
      try {
        one.accept(name);
      } catch (StorageException e) {
        failure = failure.or(() -> Optional.of(e));
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    return names.size();
  }

  /** What cannot be read can still be removed. */
  private static Optional<StoredTokens> readable(TokenManager sessions, String name) {
    try {
      return sessions.tokens(name);
    } catch (StorageException e) {
      return Optional.empty();
    }
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
