package io.crossauth.yandex;

import io.crossauth.http.HttpTransport;
import io.crossauth.platform.Platform;
import org.jspecify.annotations.Nullable;

/** Builds a {@link YandexPassportClient}. Everything has a default. */
public final class YandexPassportClientBuilder {

  private YandexConfig config = YandexConfig.defaults();
  private @Nullable HttpTransport transport;
  private Platform platform = Platform.system();

  YandexPassportClientBuilder() {}

  /** Sets how the client behaves; {@link YandexConfig#defaults} by default. */
  public YandexPassportClientBuilder config(YandexConfig other) {
    this.config = other;
    return this;
  }

  /**
   * Sets the door to the network; one of its own by default. It is not closed by the client. The
   * list of hosts, the pace and all other rules stand in front of it.
   */
  public YandexPassportClientBuilder transport(HttpTransport door) {
    this.transport = door;
    return this;
  }

  /** Sets the platform: clock, ticker, scheduler, random; the system's by default. */
  public YandexPassportClientBuilder platform(Platform other) {
    this.platform = other;
    return this;
  }

  /** Makes the client. Nothing is sent yet. */
  public YandexPassportClient build() {
    return new YandexPassportClient(ClientParts.of(config, transport, platform));
  }
}
