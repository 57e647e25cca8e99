package io.crossauth.client.resource;

import io.crossauth.internal.http.Loopback;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * A scheme, a host and a port (RFC 6454). Hosts are compared as they are written, in lower case.
 */
record Origin(String scheme, String host, int port) {

  /** The origin of an address, if it has one that a token may go to: https, or this machine. */
  static Optional<Origin> of(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    // RFC 6750 section 5.3: bearer tokens travel over TLS only.
    boolean safe = scheme.equals("https") || (scheme.equals("http") && Loopback.is(host));
    if (!safe || host.isEmpty()) {
      return Optional.empty();
    }
    int usual = scheme.equals("https") ? 443 : 80;
    return Optional.of(new Origin(scheme, host, uri.getPort() < 0 ? usual : uri.getPort()));
  }

  /**
   * An origin as a program writes it: {@code https://api.example.com}.
   *
   * @throws IllegalArgumentException if it is more than an origin, or none for tokens
   */
  static Origin parse(URI uri) {
    boolean bare =
        uri.getRawUserInfo() == null
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null
            && (uri.getRawPath() == null
                || uri.getRawPath().isEmpty()
                || uri.getRawPath().equals("/"));
    return of(uri)
        .filter(origin -> bare)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "origin: expected https://host[:port], or http on this machine, without path,"
                        + " found a different value address"));
  }
}
