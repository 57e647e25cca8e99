package io.crossauth.client.internal.dpop;

import java.net.URI;
import java.util.Locale;

/** The address of a request, as a proof names it. */
final class HttpTarget {

  private HttpTarget() {}

  /**
   * The {@code htu}: without query, fragment and user information; scheme and host in lower case,
   * no default port; the path as it is sent, and a slash for none.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9449#section-4.2">RFC 9449 section 4.2</a>
   */
  static String htu(URI address) {
    String path = address.getRawPath();
    return origin(address) + (path == null || path.isEmpty() ? "/" : path);
  }

  /** The origin: scheme, host, and a port that is not the default. */
  static String origin(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    boolean usual = address.getPort() == (scheme.equals("https") ? 443 : 80);
    String port = address.getPort() < 0 || usual ? "" : ":" + address.getPort();
    return scheme + "://" + host(address) + port;
  }

  private static String host(URI address) {
    if (address.getHost() == null) {
      throw new IllegalArgumentException("uri: expected an absolute address with a host");
    }
    return address.getHost().toLowerCase(Locale.ROOT);
  }
}
