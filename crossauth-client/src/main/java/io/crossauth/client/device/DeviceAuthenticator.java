package io.crossauth.client.device;

import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/**
 * Device login with nothing but a client id and two addresses, for servers without discovery.
 *
 * <p>{@code DeviceAuthenticator.gitHub(clientId).scopes("repo").build().authenticate()} shows the
 * user where to go, waits, and gives the whole token response.
 *
 * <p>Immutable and safe for use by many threads, each with a login of its own.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628">RFC 8628</a>
 */
public final class DeviceAuthenticator implements AutoCloseable {

  private static final DevicePrompt SILENT = code -> {};

  private final DeviceFlow flow;
  private final DevicePrompt prompt;
  private final TokenRequestOptions options;
  private final Runnable ending;

  DeviceAuthenticator(
      DeviceFlow flow, DevicePrompt prompt, TokenRequestOptions options, Runnable ending) {
    this.flow = flow;
    this.prompt = prompt;
    this.options = options;
    this.ending = ending;
  }

  /**
   * Begins an authenticator of any server.
   *
   * @param clientId the client's id
   * @param deviceUrl where device codes are given out
   * @param tokenUrl where they are traded for tokens
   */
  public static DeviceAuthenticatorBuilder builder(String clientId, URI deviceUrl, URI tokenUrl) {
    return new DeviceAuthenticatorBuilder(clientId, deviceUrl, tokenUrl);
  }

  /** Begins an authenticator of GitHub, whose scopes are separated by commas. */
  public static DeviceAuthenticatorBuilder gitHub(String clientId) {
    return DevicePresets.gitHub(clientId);
  }

  /**
   * Begins an authenticator of Google, for a client of the type "TVs and limited input devices".
   *
   * @param clientSecret such clients have one too, though it is none that could be kept
   */
  public static DeviceAuthenticatorBuilder google(String clientId, Secret clientSecret) {
    return DevicePresets.google(clientId, clientSecret);
  }

  /**
   * Begins an authenticator of Microsoft Entra ID, version 2.0.
   *
   * @param tenant the tenant's id or domain; {@code organizations}, {@code consumers} or {@code
   *     common} for more than one tenant
   * @throws IllegalArgumentException if it has other characters than letters, digits, dots and
   *     dashes
   */
  public static DeviceAuthenticatorBuilder microsoftEntra(String tenant, String clientId) {
    return DevicePresets.microsoftEntra(tenant, clientId);
  }

  /**
   * Logs a user in: asks for a code, shows it, and waits on this thread until the user has decided.
   *
   * @throws OAuthErrorException if the server refused to give a code, the user refused ({@code
   *     access_denied}), or nobody decided in time ({@code expired_token})
   * @throws InterruptedCallException if interrupted while waiting; nothing is left running
   */
  public OAuthTokenResponse authenticate() {
    return flow.await(ping(), prompt);
  }

  /**
   * Logs a user in: asks for a code on this thread, shows it, and waits without holding a thread.
   * Cancelling the future ends the waiting.
   */
  public CompletableFuture<OAuthTokenResponse> authenticateAsync() {
    return flow.start(ping(), prompt);
  }

  /**
   * Asks for a code, and shows it to nobody.
   *
   * @throws OAuthErrorException if the server refused to give one
   */
  public OAuthDeviceAuthorizationResponse ping() {
    return flow.start(options);
  }

  /**
   * Waits on this thread until the user has decided; shows nothing.
   *
   * @param code what {@link #ping} gave
   * @throws OAuthErrorException if the user refused ({@code access_denied}), or nobody decided in
   *     time ({@code expired_token})
   * @throws InterruptedCallException if interrupted while waiting; nothing is left running
   */
  public OAuthTokenResponse poll(OAuthDeviceAuthorizationResponse code) {
    return flow.await(code, SILENT);
  }

  /**
   * Waits without holding a thread until the user has decided; shows nothing. Cancelling the future
   * ends the waiting.
   *
   * @param code what {@link #ping} gave
   */
  public CompletableFuture<OAuthTokenResponse> pollAsync(OAuthDeviceAuthorizationResponse code) {
    return flow.start(code, SILENT);
  }

  /** Ends what the authenticator has made itself; what was handed in stays open. */
  @Override
  public void close() {
    ending.run();
  }
}
