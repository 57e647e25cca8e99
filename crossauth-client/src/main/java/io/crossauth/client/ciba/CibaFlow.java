package io.crossauth.client.ciba;

import io.crossauth.client.session.TokenStore;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.error.ConfigurationException;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.LoginTimeoutException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.error.TransportException;
import java.util.concurrent.CompletableFuture;

/**
 * Login that the program begins and the user approves on a device of the user's; {@code
 * OAuthClient.ciba()} gives it. The client is registered for poll, or for ping ({@link #pings}).
 * Push is not offered: its tokens would come to an endpoint that everybody can call, and FAPI-CIBA
 * forbids it.
 *
 * <p>Every method that makes a call may throw {@link OAuthErrorException} when the server says no,
 * {@link InvalidResponseException} when it returns a non-conforming response, {@link
 * TokenRejectedException} when the ID token is not acceptable, {@link TransportException} when no
 * usable answer comes, and {@link InterruptedCallException} when the thread is interrupted. The
 * server may hold the answer to a poll for 30 seconds. Implemented by this library alone; immutable
 * and safe for use by many threads.
 *
 * @see <a
 *     href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html">OpenID
 *     Connect Client-Initiated Backchannel Authentication Core 1.0</a>
 */
public interface CibaFlow {

  /**
   * The same flow, whose requests are signed with the key of {@code signedRequests}, or else of
   * {@code clientKey}: they have one parameter, {@code request}, besides client authentication.
   * Each is good for a minute. By default they are not signed.
   *
   * @return the changed flow
   * @see <a
   *     href="https://openid.net/specs/openid-client-initiated-backchannel-authentication-core-1_0.html#signed_auth_request">
   *     CIBA Core 1.0 section 7.1.1</a>
   */
  CibaFlow signed();

  /**
   * Asks the server to log a user in.
   *
   * @param request whom to log in, and what to show
   * @return the acknowledgement, to poll with
   * @throws OAuthErrorException if the server refuses: {@code unknown_user_id}, {@code
   *     expired_login_hint_token}, {@code missing_user_code}, {@code invalid_user_code}, {@code
   *     invalid_binding_message}, {@code access_denied}
   * @throws ConfigurationException {@code config.ciba_delivery_mode} if the server cannot be
   *     polled, {@code config.no_request_key} or {@code config.request_algorithm} if a signed
   *     request cannot be made
   */
  CibaAcknowledgement start(CibaRequest request);

  /**
   * Asks once whether the user has decided; not sooner than the interval after the one before.
   *
   * @param request what {@link #start} gave
   * @return the tokens, or when to ask again
   * @throws OAuthErrorException if the user refused ({@code access_denied}), or the request is over
   *     by the server's clock ({@code expired_token})
   */
  PollAnswer<OAuthTokenResponse> poll(CibaAcknowledgement request);

  /**
   * Waits on this thread until the user has decided, and polls meanwhile: first after the interval,
   * later after each {@code slow_down} by five seconds more.
   *
   * @param request what {@link #start} gave
   * @return the tokens
   * @throws OAuthErrorException if the user refused ({@code access_denied}), or the request is over
   *     by the server's clock ({@code expired_token})
   * @throws LoginTimeoutException {@code ciba.expired} if the request is over by ours
   * @throws InterruptedCallException if interrupted while waiting; nothing is left running
   */
  OAuthTokenResponse await(CibaAcknowledgement request);

  /**
   * Waits as {@link #await} does, without holding a thread between the polls; a poll, whose answer
   * the server may hold, takes one of the scheduler's.
   *
   * @param request what {@link #start} gave
   * @return the tokens, or the failures of {@link #await}; cancelling it ends the waiting, and
   *     interrupts a poll that is under way
   */
  CompletableFuture<OAuthTokenResponse> awaitAsync(CibaAcknowledgement request);

  /**
   * Logins whose end the server announces.
   *
   * @param store keeps the requests that are under way, sealed, under names of its own beside the
   *     sessions: one that all nodes share, or {@link TokenStore#inMemory} for a single one
   * @param listener hears how they end
   * @return the logins, and their endpoint
   */
  CibaPings pings(TokenStore store, CibaListener listener);
}
