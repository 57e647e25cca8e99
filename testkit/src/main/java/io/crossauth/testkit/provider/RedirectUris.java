package io.crossauth.testkit.provider;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The redirect URIs of one client, and how one that was sent is compared with them: character for
 * character (OpenID Connect Core section 3.1.2.1, RFC 9700 section 2.1), but for the port of a
 * loopback IP address, which is its system's choice (RFC 8252 section 7.3).
 */
record RedirectUris(List<String> registered) {

  /** The names of this machine are no IP literals: their port counts (RFC 8252 section 8.3). */
  private static final Pattern LOOPBACK =
      Pattern.compile("^(http://(?:127\\.0\\.0\\.1|\\[::1])):[0-9]{1,5}(?=[/?]|$)");

  static RedirectUris of(String... uris) {
    for (String uri : uris) {
      URI parsed = URI.create(uri);
      if (!parsed.isAbsolute() || parsed.getRawFragment() != null) {
        throw new IllegalArgumentException(
            "redirect URIs: expected absolute URIs without fragment, found " + uri);
      }
    }
    return new RedirectUris(List.of(uris));
  }

  boolean contain(String uri) {
    return registered.stream().map(RedirectUris::anyPort).anyMatch(anyPort(uri)::equals);
  }

  /** What a developer compares a refused one with. */
  String text() {
    return registered.isEmpty() ? "none" : String.join(" ", registered);
  }

  private static String anyPort(String uri) {
    return LOOPBACK.matcher(uri).replaceFirst("$1");
  }
}
