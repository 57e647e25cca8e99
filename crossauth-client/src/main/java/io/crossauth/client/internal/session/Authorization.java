package io.crossauth.client.internal.session;

import io.crossauth.internal.http.Loopback;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.Map;

/** Puts a token on a request (RFC 6750 section 2.1). */
final class Authorization {

  private Authorization() {}

  static Map<String, String> of(String presentation, Secret accessToken, URI uri) {
    // RFC 6750 section 5.3: bearer tokens travel over TLS only.
    if (!isSafe(uri)) {
      throw new IllegalArgumentException(
          "uri: expected https (or http to this machine itself) for a request with a token, found "
              + uri.getScheme());
    }
    return Map.of("Authorization", presentation + " " + accessToken.reveal());
  }

  private static boolean isSafe(URI uri) {
    String host = uri.getHost();
    return host != null
        && ("https".equalsIgnoreCase(uri.getScheme())
            || ("http".equalsIgnoreCase(uri.getScheme()) && Loopback.is(host)));
  }
}
