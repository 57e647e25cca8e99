package io.crossauth.yandex.internal.cookie;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A cookie as the jar keeps it.
 *
 * @param domain the domain it is for, in lower case
 * @param hostOnly whether it is for that host alone
 * @param expires when it ends; null for one that lives as long as the jar
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6265#section-5.3">RFC 6265 section 5.3</a>
 */
record Cookie(
    String name,
    String value,
    String domain,
    boolean hostOnly,
    String path,
    @Nullable Instant expires) {

  boolean sameAs(Cookie other) {
    return name.equals(other.name) && domain.equals(other.domain) && path.equals(other.path);
  }

  boolean over(Instant now) {
    return expires != null && !now.isBefore(expires);
  }

  boolean goesTo(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return (hostOnly ? host.equals(domain) : within(host, domain)) && covers(path(uri));
  }

  /** Whether this one is sent where both could be, although the other came later. */
  boolean precedes(Cookie later) {
    if (path.length() != later.path.length()) {
      return path.length() > later.path.length();
    }
    return hostOnly != later.hostOnly ? hostOnly : domain.length() > later.domain.length();
  }

  /** RFC 6265 section 5.1.3; the hosts here are names, never addresses. */
  static boolean within(String host, String domain) {
    return host.equals(domain) || host.endsWith("." + domain);
  }

  /** RFC 6265 section 5.1.4. */
  private boolean covers(String requested) {
    return requested.equals(path)
        || (requested.startsWith(path)
            && (path.endsWith("/") || requested.charAt(path.length()) == '/'));
  }

  static String path(URI uri) {
    String path = uri.getRawPath();
    return path == null || path.isEmpty() ? "/" : path;
  }

  /** The name alone. */
  @Override
  public String toString() {
    return name;
  }
}
