package io.crossauth.micrometer;

import java.net.URI;

/** What a meter may say of an address: paths and queries can hold names and secrets. */
final class Hosts {

  private Hosts() {}

  static String of(URI uri) {
    String host = uri.getHost();
    if (host == null) {
      return "unknown";
    }
    return uri.getPort() < 0 ? host : host + ":" + uri.getPort();
  }
}
