package io.crossauth.client.device;

import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.LoginTimeoutException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TransportException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Login on another device; {@code OAuthClient.device()} gives it.
 *
 * <p>Every method that makes a call may throw {@link OAuthErrorException} when the server says no,
 * {@link InvalidResponseException} when it returns a non-conforming response, {@link
 * TransportException} when no usable answer comes, and {@link InterruptedCallException} when the
 * thread is interrupted. Implemented by this library alone; immutable and safe for use by many
 * threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628">RFC 8628</a>
 */
public interface DeviceFlow {

  /**
   * The same flow that asks these what to do after an error. Without a handler {@code
   * authorization_pending} and {@code slow_down} go on, and any other error ends the login.
   *
   * @param handlers by the {@code error} member of the server's answer; they replace earlier ones
   * @return the changed flow
   */
  DeviceFlow withErrorHandlers(Map<String, DeviceErrorHandler> handlers);

  /**
   * The same flow with parameters and header fields for every poll.
   *
   * @param options what to say at the token endpoint; its scopes are sent too, where there are any
   * @return the changed flow
   */
  DeviceFlow withPollOptions(TokenRequestOptions options);

  /**
   * Asks for a device code (RFC 8628 section 3.1).
   *
   * @param options scopes, parameters and header fields of the request
   * @return the code, and what to show the user
   */
  OAuthDeviceAuthorizationResponse start(TokenRequestOptions options);

  /**
   * Asks once whether the user has decided (RFC 8628 section 3.4).
   *
   * @param code what {@link #start(TokenRequestOptions)} gave
   * @return the tokens, or when to ask again
   * @throws OAuthErrorException if the user refused ({@code access_denied}), or the code is over by
   *     the server's clock ({@code expired_token})
   */
  PollAnswer<OAuthTokenResponse> poll(OAuthDeviceAuthorizationResponse code);

  /**
   * Shows the code and waits on this thread until the user has decided.
   *
   * @param code what {@link #start(TokenRequestOptions)} gave
   * @param prompt shows the user where to go
   * @return the tokens
   * @throws OAuthErrorException if the user refused ({@code access_denied}), or the code is over by
   *     the server's clock ({@code expired_token})
   * @throws LoginTimeoutException {@code device.expired} if the code is over by ours
   * @throws InterruptedCallException if interrupted while waiting; nothing is left running
   */
  OAuthTokenResponse await(OAuthDeviceAuthorizationResponse code, DevicePrompt prompt);

  /**
   * Shows the code and waits without holding a thread.
   *
   * @param code what {@link #start(TokenRequestOptions)} gave
   * @param prompt shows the user where to go
   * @return the tokens, or the failures of {@link #await}; cancelling it ends the waiting, and
   *     interrupts a poll that is under way
   */
  CompletableFuture<OAuthTokenResponse> start(
      OAuthDeviceAuthorizationResponse code, DevicePrompt prompt);
}
