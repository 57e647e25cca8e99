package io.crossauth.yandex;

import io.crossauth.http.HttpTransport;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import io.crossauth.yandex.device.Device;
import io.crossauth.yandex.device.DeviceCodeSession;
import io.crossauth.yandex.device.DeviceCodes;
import io.crossauth.yandex.device.OAuthTokens;
import io.crossauth.yandex.error.DeviceCodeTimeoutException;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.internal.PublicApp;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Device login for one's own registered application: the tokens come back as they are, and nothing
 * else is asked for. For everything else that such an application does, see {@code YandexId}.
 *
 * <p>Safe for use by many threads.
 */
public final class OAuthDeviceClient implements AutoCloseable {

  private final ClientParts wiring;
  private final LoginPolling waits;
  private final DeviceCodes codes;

  private OAuthDeviceClient(ClientParts wiring, PublicApp app, Optional<String> scope) {
    this.wiring = wiring;
    this.waits = new LoginPolling(wiring.platform());
    this.codes = new DeviceCodes(wiring.calls(), app, scope);
  }

  /**
   * Begins a client.
   *
   * @param clientId the application's id
   * @param clientSecret the application's password
   * @throws IllegalArgumentException if the id is blank
   */
  public static Builder builder(String clientId, Secret clientSecret) {
    if (clientId.isBlank()) {
      throw new IllegalArgumentException("clientId: expected one, found none");
    }
    return new Builder(new PublicApp(clientId, clientSecret));
  }

  /** Begins a login, under a new name. */
  public DeviceCodeSession start() {
    return start(Device.generated(wiring.platform().random()));
  }

  /** Begins a login, under the name that this device always has. */
  public DeviceCodeSession start(Device device) {
    return codes.start(device);
  }

  /**
   * Waits until the user has typed the code.
   *
   * @throws DeviceCodeTimeoutException if the user has not in time
   * @throws InvalidCredentialsException if the user has refused
   */
  public OAuthTokens pollUntilConfirmed(DeviceCodeSession code, PollOptions options) {
    return DevicePolling.poller(waits, codes, code, options).await();
  }

  /**
   * The same without holding a thread while it waits. Cancelling the future ends the login at once.
   */
  public CompletableFuture<OAuthTokens> startPolling(DeviceCodeSession code, PollOptions options) {
    return DevicePolling.poller(waits, codes, code, options).start();
  }

  /**
   * Logs in from begin to end.
   *
   * @param onCode shows the user where to go and what to type; called once
   */
  public OAuthTokens login(Consumer<DeviceCodeSession> onCode) {
    DeviceCodeSession code = start();
    onCode.accept(code);
    return pollUntilConfirmed(code, PollOptions.usual());
  }

  /**
   * Renews tokens. The refresh token is good once: save what comes back before anything else.
   *
   * @throws InvalidCredentialsException if Yandex does not take it
   */
  public OAuthTokens refresh(Secret refreshToken) {
    return codes.refresh(refreshToken);
  }

  /** Ends what the client has made itself; what was handed in stays open. */
  @Override
  public void close() {
    wiring.close();
  }

  /** Builds an {@link OAuthDeviceClient}. */
  public static final class Builder {

    private final PublicApp app;
    private Optional<String> scope = Optional.empty();
    private YandexConfig config = YandexConfig.defaults();
    private @Nullable HttpTransport transport;
    private Platform platform = Platform.system();

    private Builder(PublicApp app) {
      this.app = app;
    }

    /**
     * Sets what to ask for; everything that the application is registered for by default.
     *
     * @param scopes names, separated by spaces
     * @throws IllegalArgumentException if it is blank
     */
    public Builder scope(String scopes) {
      if (scopes.isBlank()) {
        throw new IllegalArgumentException("scope: expected names, found none");
      }
      this.scope = Optional.of(scopes);
      return this;
    }

    /** Sets how the client behaves; {@link YandexConfig#defaults} by default. */
    public Builder config(YandexConfig other) {
      this.config = other;
      return this;
    }

    /** Sets the door to the network; one of its own by default. Not closed by the client. */
    public Builder transport(HttpTransport door) {
      this.transport = door;
      return this;
    }

    /** Sets the platform: clock, ticker, scheduler, random; the system's by default. */
    public Builder platform(Platform other) {
      this.platform = other;
      return this;
    }

    /** Makes the client. Nothing is sent yet. */
    public OAuthDeviceClient build() {
      return new OAuthDeviceClient(ClientParts.of(config, transport, platform), app, scope);
    }
  }
}
