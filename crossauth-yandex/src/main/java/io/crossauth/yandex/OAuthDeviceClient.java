package io.crossauth.yandex;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.http.HttpTransport;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.LoginTimeoutException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.internal.PublicApp;
import io.crossauth.yandex.internal.device.DeviceCodes;
import io.crossauth.yandex.internal.polling.LoginPolling;
import io.crossauth.yandex.login.Device;
import io.crossauth.yandex.login.DeviceCodeSession;
import io.crossauth.yandex.login.OAuthTokens;
import io.crossauth.yandex.login.PollOptions;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Device login for one's own registered application: the tokens come back as they are, and nothing
 * else is asked for. For everything else that such an application does, see {@code YandexId}.
 *
 * <p>Safe for use by many threads.
 *
 * @see <a href="https://yandex.com/dev/id/doc/en/codes/screen-code-oauth">Yandex ID, code for a
 *     device</a>
 */
public final class OAuthDeviceClient implements AutoCloseable {

  private final ClientParts parts;
  private final LoginPolling polling;
  private final DeviceCodes codes;

  private OAuthDeviceClient(ClientParts parts, PublicApp app, @Nullable String scope) {
    this.parts = parts;
    this.polling = new LoginPolling(parts.platform());
    this.codes = new DeviceCodes(parts.calls(), app, scope);
  }

  /**
   * Begins a client.
   *
   * @param clientId the application's id, not blank
   * @param clientSecret the application's password
   * @return a builder
   * @throws IllegalArgumentException if the id is blank
   */
  public static Builder builder(String clientId, Secret clientSecret) {
    if (clientId.isBlank()) {
      throw new IllegalArgumentException("clientId: expected one, found none");
    }
    return new Builder(new PublicApp(clientId, clientSecret));
  }

  /**
   * Begins a login, under a new name.
   *
   * @return the code to show, and to be polled
   * @throws YandexAuthFailedException if Yandex gives no code
   */
  public DeviceCodeSession start() {
    return start(newDevice());
  }

  /**
   * Begins a login, under the name that this device always has.
   *
   * @param device the name
   * @return the code to show, and to be polled
   * @throws YandexAuthFailedException if Yandex gives no code
   */
  public DeviceCodeSession start(Device device) {
    return codes.start(device);
  }

  /**
   * Waits until the user has typed the code.
   *
   * @param code the login, as {@link #start()} gave it
   * @param options times, and a way to stop
   * @return the tokens, as Yandex gave them
   * @throws LoginTimeoutException if the user has not in time
   * @throws InvalidCredentialsException if the user has refused, or the login was cancelled
   * @throws InterruptedCallException if interrupted while waiting; nothing is left running
   */
  public OAuthTokens pollUntilConfirmed(DeviceCodeSession code, PollOptions options) {
    return polling.poller(codes, code, options).await();
  }

  /**
   * The same without holding a thread while it waits. Cancelling the future ends the login at once.
   *
   * @param code the login, as {@link #start()} gave it
   * @param options times, and a way to stop
   * @return the tokens; fails with what {@link #pollUntilConfirmed} throws
   */
  public CompletableFuture<OAuthTokens> startPolling(DeviceCodeSession code, PollOptions options) {
    return polling.poller(codes, code, options).start();
  }

  /**
   * Logs in from begin to end, under a new name.
   *
   * @param onCode shows the user where to go and what to type; called once
   * @return the tokens, as Yandex gave them
   * @throws LoginTimeoutException if the user has not typed the code in time
   * @throws InvalidCredentialsException if the user has refused
   */
  public OAuthTokens login(Consumer<DeviceCodeSession> onCode) {
    return login(onCode, newDevice(), PollOptions.usual());
  }

  /**
   * The same with a name for the device, other times, or a way to stop.
   *
   * @param onCode shows the user where to go and what to type; called once
   * @param device the name
   * @param options times, and a way to stop
   * @return the tokens, as Yandex gave them
   * @throws LoginTimeoutException if the user has not typed the code in time
   * @throws InvalidCredentialsException if the user has refused, or the login was cancelled
   */
  public OAuthTokens login(Consumer<DeviceCodeSession> onCode, Device device, PollOptions options) {
    DeviceCodeSession code = start(device);
    onCode.accept(code);
    return pollUntilConfirmed(code, options);
  }

  /**
   * Renews tokens. The refresh token is good once: save what comes back before anything else.
   *
   * @param refreshToken the refresh token
   * @return new tokens with a new refresh token
   * @throws InvalidCredentialsException if Yandex does not take it
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-6">RFC 6749 section 6</a>
   */
  public OAuthTokens refresh(Secret refreshToken) {
    return codes.refresh(refreshToken);
  }

  /**
   * Ends the client: what waits ends with its next question, and later calls fail with the code
   * {@code yandex.closed}. What the client has made itself is closed; what was handed in stays
   * open.
   */
  @Override
  public void close() {
    parts.close();
  }

  private Device newDevice() {
    return Device.generated(parts.platform().random());
  }

  /** Builds an {@link OAuthDeviceClient}. Not for use by many threads at once. */
  public static final class Builder {

    private final PublicApp app;
    private @Nullable String scope;
    private YandexConfig config = YandexConfig.defaults();
    private @Nullable HttpTransport transport;
    private Platform platform = Platform.system();

    private Builder(PublicApp app) {
      this.app = app;
    }

    /**
     * Sets what to ask for.
     *
     * @param scopes names, separated by spaces; everything that the application is registered for
     *     by default
     * @return this builder
     * @throws IllegalArgumentException if it is blank
     */
    public Builder scope(String scopes) {
      if (scopes.isBlank()) {
        throw new IllegalArgumentException("scope: expected names, found none");
      }
      this.scope = scopes;
      return this;
    }

    /**
     * Sets how the client behaves.
     *
     * @param other the configuration; {@link YandexConfig#defaults} by default
     * @return this builder
     */
    public Builder config(YandexConfig other) {
      this.config = other;
      return this;
    }

    /**
     * Sets the HTTP transport.
     *
     * @param other a transport that is not closed by the client; one of the client's own by default
     * @return this builder
     */
    public Builder transport(HttpTransport other) {
      this.transport = other;
      return this;
    }

    /**
     * Sets the platform.
     *
     * @param other clock, ticker, scheduler, random; the system's by default
     * @return this builder
     */
    public Builder platform(Platform other) {
      this.platform = other;
      return this;
    }

    /**
     * Makes the client. Nothing is sent yet.
     *
     * @return a client, to be closed by the caller
     */
    public OAuthDeviceClient build() {
      return new OAuthDeviceClient(ClientParts.of(config, transport, platform), app, scope);
    }
  }
}
