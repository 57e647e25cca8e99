package io.crossauth.client.source;

import io.crossauth.value.Secret;
import java.net.URI;
import java.util.Map;

/** Puts a token on a request (RFC 6750 section 2.1). */
final class Authorization {

  private Authorization() {}

  static Map<String, String> of(String presentation, Secret accessToken, URI uri) {
    // RFC 6750 section 5.3: bearer tokens travel over TLS only.
    boolean safe =
        "https".equalsIgnoreCase(uri.getScheme())
            || ("http".equalsIgnoreCase(uri.getScheme()) && isThisMachine(uri.getHost()));
    if (!safe) {
      throw new IllegalArgumentException(
          "uri: expected https for a request with a token, found " + uri.getScheme());
    }
    return Map.of("Authorization", presentation + " " + accessToken.reveal());
  }

  private static boolean isThisMachine(String host) {
    return host != null
        && (host.equals("localhost")
            || host.equals("[::1]")
            || host.matches("127(\\.\\d{1,3}){3}"));
  }
}
