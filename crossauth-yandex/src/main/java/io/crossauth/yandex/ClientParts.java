package io.crossauth.yandex;

import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.HttpTransport;
import io.crossauth.platform.Platform;
import io.crossauth.yandex.internal.Closing;
import io.crossauth.yandex.internal.HostRule;
import io.crossauth.yandex.internal.PassportCalls;
import io.crossauth.yandex.internal.Policy;
import org.jspecify.annotations.Nullable;

/**
 * What a client is made of.
 *
 * @param calls the calls of the chain
 * @param gate ends the client's calls when it is closed, whosever the transport is
 * @param own the transport that the client has made itself and must close
 */
record ClientParts(
    YandexConfig config, PassportCalls calls, Closing gate, @Nullable ApacheHttpTransport own) {

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
    Closing gate = new Closing(transport);
    Policy policy =
        new Policy(
            gate,
            hosts,
            config.userAgent(),
            config.minRequestInterval(),
            config.totalTimeout(),
            platform);
    return new ClientParts(config, new PassportCalls(policy, hosts, platform), gate, own);
  }

  Platform platform() {
    return calls.platform();
  }

  void close() {
    gate.close();
    if (own != null) {
      own.close();
    }
  }
}
