package io.crossauth.client.session;

import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.error.StorageException;
import io.crossauth.error.TransportException;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * The tokens of users' sessions, always fresh; {@code OAuthClient.tokenManager} makes it. A session
 * is any name of the application's: the id of its own session, of a user, of a device.
 *
 * <pre>{@code
 * TokenManager sessions = client.tokenManager(TokenStore.inMemory());
 * sessions.signedIn(session, tokens); // after the login
 *
 * // Whenever an API is called for the user; LoginRequiredException when only a login helps.
 * ResourceClient api = ResourceClient.of(http, sessions.source(session), orders);
 *
 * sessions.signedOut(session); // at the logout
 * }</pre>
 *
 * <p>By task:
 *
 * <ul>
 *   <li>the token itself, or as it is kept: {@link #accessToken}, {@link #tokens}
 *   <li>tokens that outlive the process, or are for several nodes: another {@link TokenStore}
 *   <li>a refresh that needs more than the token: {@code OAuthClient.tokenManager(store, options)}
 *   <li>the end of the program: {@link #drain}, {@link #close}
 *   <li>whole programs: {@code docs/tasks/log-users-in.md}, {@code docs/tasks/desk-or-device.md}
 * </ul>
 *
 * <p>A refresh token is presented once, but for a lost answer (below) and for a process that stops
 * between its last look and its save, however many threads, and processes that share the store, ask
 * at the same time; what comes back is saved before anybody sees it, and held and saved again every
 * second when the store fails. After a failure that says that the server has not taken it, it is
 * presented again at once, then after one second, two, four, half a minute at most; meanwhile
 * callers get the last failure. If it was sent and the answer got lost, it is presented once more
 * under the same lease, and then never again (see {@code
 * OAuthClientBuilder.neverRepeatLostRefresh}). After {@code invalid_grant} it is not presented
 * again.
 *
 * <p>Close it, or the client that made it, before the program ends: a renewal that has presented a
 * refresh token and is broken off loses the session. Implemented by this library alone; safe for
 * use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-6">RFC 6749 section 6</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2">RFC 9700 section 4.14.2</a>
 */
public interface TokenManager extends AutoCloseable {

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
   * <p>Of a client that uses DPoP it is bound to the key of its session, and worth nothing alone:
   * {@link #source} puts it on requests, with a proof.
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

  /**
   * Ends the renewals of this manager in good order: begins no more, awaits those that have
   * presented a refresh token, saves what they bring, and, if nothing is left in time, has given
   * all leases back. From then on {@link #accessToken} gives out what lives, and fails with {@link
   * StorageException} where a renewal is needed.
   *
   * @param most how long to wait at most; zero only begins no more
   * @return whether nothing is left: no renewal under way, no tokens unsaved
   * @throws InterruptedCallException if interrupted while waiting; no more renewals begin all the
   *     same
   */
  boolean drain(Duration most);

  /**
   * Ends the renewals in good order, as {@link #drain} does, within 40 seconds: as long as a lease
   * lasts. {@code OAuthClient.close()} does it for all managers of the client.
   *
   * @throws InterruptedCallException if interrupted while waiting
   */
  @Override
  void close();
}
