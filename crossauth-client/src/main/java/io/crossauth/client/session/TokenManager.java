package io.crossauth.client.session;

import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.StorageException;
import io.crossauth.error.TransportException;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import java.util.Optional;

/**
 * The tokens of users' sessions, always fresh. A session is any name of the application's: the id
 * of its own session, of a user, of a device.
 *
 * <p>A refresh token is presented once, however many threads, and processes that share the store,
 * ask at the same time; what comes back is saved before anybody sees it, and held and saved again
 * when the store fails. After a failure it is presented again at once, then after one second, two,
 * four, half a minute at most; meanwhile callers get the last failure. After {@code invalid_grant}
 * it is not presented again. Safe for use by many threads.
 */
public final class TokenManager {

  private final TokenStore store;
  private final SessionRenewal renewal;
  private final String presentation;

  /**
   * Creates a manager; {@code OAuthClient.tokenManager} is the usual way.
   *
   * @param refresh presents a refresh token
   * @param presentation how access tokens are presented: {@code Bearer}
   * @param platform time and background work; renewals run on threads of its scheduler
   */
  public TokenManager(
      TokenStore store, SessionRefresh refresh, String presentation, Platform platform) {
    this.store = store;
    this.renewal = new SessionRenewal(store, refresh, platform);
    this.presentation = presentation;
  }

  /** Begins a session with the tokens of a login; replaces an earlier one of the same name. */
  public void signedIn(String session, OAuthTokenResponse tokens) {
    renewal.forget(session);
    store.put(session, StoredTokens.of(tokens));
  }

  /** Ends a session here; the server is told by revocation or logout. */
  public void signedOut(String session) {
    renewal.forget(session);
    store.remove(session);
  }

  /** The tokens of a session as they are kept, fresh or not; empty if there is no such session. */
  public Optional<StoredTokens> tokens(String session) {
    return store.find(session);
  }

  /**
   * The session's access token. In the last fifth of its life, ten seconds at most, it is renewed
   * in the background; when it is over, or a server has refused it, all callers wait for one
   * renewal, 50 seconds at most. A renewal that has begun goes on when its callers give up.
   *
   * @throws OAuthErrorException {@code login_required} if there is no such session, or its tokens
   *     are over and cannot be renewed; {@code invalid_grant} if the server does not accept its
   *     refresh token
   * @throws StorageException if the store fails
   * @throws TransportException if no usable answer comes
   * @throws InterruptedCallException if interrupted while waiting
   */
  public Secret accessToken(String session) {
    return renewal.fresh(session).accessToken();
  }

  /** The session's access token as a source, to put on requests. */
  public TokenSource source(String session) {
    return new SessionTokenSource(session, renewal, presentation);
  }

  /**
   * How many sessions have been renewed and wait for the store to take their tokens; more than zero
   * means that the store fails. They are lost if the program ends before it recovers.
   */
  public int unsaved() {
    return renewal.unsaved();
  }

  /** Whether a failure says that the session cannot go on without a new login. */
  public static boolean needsLogin(CrossauthException failure) {
    return failure instanceof OAuthErrorException refusal
        && (refusal.error().equals("invalid_grant") || refusal.error().equals("login_required"));
  }
}
