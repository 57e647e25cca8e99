package io.crossauth.testkit.browser;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/** Scheme, host and port (RFC 6454): what makes two addresses the same party's. */
record Origin(String scheme, String host, int port) {

  static Origin of(URI uri) {
    String scheme = Objects.requireNonNullElse(uri.getScheme(), "").toLowerCase(Locale.ROOT);
    String host = Objects.requireNonNullElse(uri.getHost(), "").toLowerCase(Locale.ROOT);
    int standard = scheme.equals("https") ? 443 : 80;
    return new Origin(scheme, host, uri.getPort() < 0 ? standard : uri.getPort());
  }

  boolean owns(URI uri) {
    return equals(of(uri));
  }
}
