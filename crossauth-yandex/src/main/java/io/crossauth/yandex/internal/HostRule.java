package io.crossauth.yandex.internal;

import io.crossauth.yandex.error.UnexpectedHostException;
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
    return "https".equalsIgnoreCase(uri.getScheme())
        && uri.getHost() != null
        && hosts.contains(uri.getHost().toLowerCase(Locale.ROOT))
        && (uri.getPort() < 0 || uri.getPort() == HTTPS_PORT)
        && uri.getRawUserInfo() == null;
  }

  /**
   * Refuses an address that may not be called.
   *
   * @throws UnexpectedHostException if it may not
   */
  public void check(URI uri) {
    if (!allows(uri)) {
      throw new UnexpectedHostException(
          "expected https, a host of the list, port 443 and no user info, found another address",
          uri);
    }
  }
}
