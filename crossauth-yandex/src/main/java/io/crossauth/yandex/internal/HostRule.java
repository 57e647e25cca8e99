package io.crossauth.yandex.internal;

import io.crossauth.yandex.error.YandexNetworkException;
import io.crossauth.yandex.internal.cookie.YandexSites;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Which addresses may be called: https, a host of the list, port 443, no user info. */
public final class HostRule {

  private static final int HTTPS_PORT = 443;

  private final Set<String> hosts;

  /** Creates the rule; hosts are compared whole and in any case. */
  public HostRule(Set<String> hosts) {
    this.hosts =
        hosts.stream()
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the address may be called. */
  public boolean allows(URI uri) {
    return isWeb(uri) && hosts.contains(uri.getHost().toLowerCase(Locale.ROOT));
  }

  /** Whether the address may be shown to a user: one that may be called, or a site of Yandex's. */
  public boolean isYandex(URI uri) {
    return allows(uri)
        || (isWeb(uri) && YandexSites.contains(uri.getHost().toLowerCase(Locale.ROOT)));
  }

  private static boolean isWeb(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme())
        && uri.getHost() != null
        && (uri.getPort() < 0 || uri.getPort() == HTTPS_PORT)
        && uri.getRawUserInfo() == null;
  }

  /**
   * Refuses an address that may not be called.
   *
   * @throws YandexNetworkException if it may not, with the code {@code yandex.unexpected_host}
   */
  public void check(URI uri) {
    if (!allows(uri)) {
      throw YandexNetworkException.unexpectedHost(
          "address: expected https, a host of the list, port 443 and no user info, found a"
              + " different one",
          uri);
    }
  }
}
