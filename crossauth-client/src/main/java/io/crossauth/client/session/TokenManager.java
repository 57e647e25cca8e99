package io.crossauth.client.session;

import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.error.StorageException;
import io.crossauth.error.TransportException;
import io.crossauth.value.Secret;
import java.util.Optional;

/**
 * The tokens of users' sessions, always fresh; {@code OAuthClient.tokenManager} makes it. A session
 * is any name of the application's: the id of its own session, of a user, of a device.
 *
 * <p>A refresh token is presented once, however many threads, and processes that share the store,
 * ask at the same time; what comes back is saved before anybody sees it, and held and saved again
 * when the store fails. After a failure it is presented again at once, then after one second, two,
 * four, half a minute at most; meanwhile callers get the last failure. After {@code invalid_grant}
 * it is not presented again. Implemented by this library alone; safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-6">RFC 6749 section 6</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2">RFC 9700 section 4.14.2</a>
 */
public interface TokenManager {

  /**
   * Begins a session with the tokens of a login; replaces an earlier one of the same name.
   *
   * @param session the session's name
   * @param tokens the tokens of the login
   * @throws StorageException if the store fails
   */
  void signedIn(String session, OAuthTokenResponse tokens);

  /**
   * Ends a session here; the server is told by revocation or logout.
   *
   * @param session the session's name; nothing happens if there is none
   * @throws StorageException if the store fails
   */
  void signedOut(String session);

  /**
   * The tokens of a session as they are kept, fresh or not.
   *
   * @param session the session's name
   * @return the tokens; empty if there is no such session
   * @throws StorageException if the store fails
   */
  Optional<StoredTokens> tokens(String session);

  /**
   * The session's access token. In the last fifth of its life, ten seconds at most, it is renewed
   * in the background; when it is over, or a server has refused it, all callers wait for one
   * renewal, 50 seconds at most. A renewal that has begun goes on when its callers give up.
   *
   * @param session the session's name
   * @return the access token
   * @throws LoginRequiredException if there is no such session, its tokens are over and it has no
   *     refresh token, or the server does not accept its refresh token: log the user in again
   * @throws StorageException if the store fails
   * @throws TransportException if no usable answer comes
   * @throws InterruptedCallException if interrupted while waiting
   */
  Secret accessToken(String session);

  /**
   * The session's access token as a source, to put on requests.
   *
   * @param session the session's name; it need not be there yet
   * @return a source that fails as {@link #accessToken} does
   */
  TokenSource source(String session);

  /**
   * How many sessions have been renewed and wait for the store to take their tokens; more than zero
   * means that the store fails. They are lost if the program ends before it recovers.
   *
   * @return the number of sessions, from 0
   */
  int unsaved();
}
