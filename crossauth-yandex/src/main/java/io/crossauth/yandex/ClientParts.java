package io.crossauth.yandex;

import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.HttpTransport;
import io.crossauth.platform.Platform;
import io.crossauth.yandex.internal.HostRule;
import io.crossauth.yandex.internal.PassportCalls;
import io.crossauth.yandex.internal.Policy;
import org.jspecify.annotations.Nullable;

/**
 * What a client is made of.
 *
 * @param own the transport that the client has made itself and must close
 */
record ClientParts(YandexConfig config, PassportCalls calls, @Nullable ApacheHttpTransport own) {

  static ClientParts of(YandexConfig config, @Nullable HttpTransport borrowed, Platform platform) {
    ApacheHttpTransport own = null;
    HttpTransport transport = borrowed;
    if (transport == null) {
      own =
          ApacheHttpTransport.builder()
              .connectTimeout(config.connectTimeout())
              .responseTimeout(config.totalTimeout())
              .callTimeout(config.totalTimeout())
              .userAgent(config.userAgent())
              .build();
      transport = own;
    }
    HostRule hosts = new HostRule(config.allowedHosts());
    Policy policy =
        new Policy(
            transport,
            hosts,
            config.userAgent(),
            config.minRequestInterval(),
            config.totalTimeout(),
            platform);
    return new ClientParts(config, new PassportCalls(policy, hosts, platform), own);
  }

  Platform platform() {
    return calls.platform();
  }

  void close() {
    if (own != null) {
      own.close();
    }
  }
}
