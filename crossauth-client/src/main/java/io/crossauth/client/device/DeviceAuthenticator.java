package io.crossauth.client.device;

import io.crossauth.client.polling.PollAnswer;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.OAuthErrorException;
import java.util.Map;

/**
 * Device login in one call, for programs that know a client id and two addresses. Immutable and
 * safe for use by many threads.
 *
 * <p>{@code DeviceAuthenticators.github("client-id", "read:user").authenticate().accessToken()}.
 */
public final class DeviceAuthenticator {

  private final DeviceFlow flow;
  private final TokenRequestOptions options;
  private final DevicePrompt prompt;

  /**
   * Creates an authenticator.
   *
   * @param flow the device login of a client
   * @param options the scopes, and further parameters of the device authorization request
   * @param prompt tells the user where to go
   */
  public DeviceAuthenticator(DeviceFlow flow, TokenRequestOptions options, DevicePrompt prompt) {
    this.flow = flow;
    this.options = options;
    this.prompt = prompt;
  }

  /** The same with another prompt, such as one with words of its own. */
  public DeviceAuthenticator withPrompt(DevicePrompt other) {
    return new DeviceAuthenticator(flow, options, other);
  }

  /** The same that asks these what to do after an error, by its name. */
  public DeviceAuthenticator withHandlers(Map<String, DeviceErrorHandler> handlers) {
    return new DeviceAuthenticator(flow.handledBy(handlers), options, prompt);
  }

  /** The same with one more parameter of the device authorization request: {@code audience}, … */
  public DeviceAuthenticator with(String name, String value) {
    return new DeviceAuthenticator(flow, options.with(name, value), prompt);
  }

  /** Asks for a device code. */
  public OAuthDeviceAuthorizationResponse ping() {
    return flow.start(options);
  }

  /** Asks once whether the user has decided. */
  public PollAnswer<OAuthTokenResponse> poll(OAuthDeviceAuthorizationResponse code) {
    return flow.poll(code);
  }

  /**
   * Asks for a code, shows it, and waits until the user has decided.
   *
   * @return everything the server gave, not the access token alone
   * @throws OAuthErrorException if the user refused ({@code access_denied}), or did not decide in
   *     time ({@code expired_token})
   * @throws InterruptedCallException if interrupted while waiting; nothing is left running
   */
  public OAuthTokenResponse authenticate() {
    return flow.await(ping(), prompt);
  }
}
