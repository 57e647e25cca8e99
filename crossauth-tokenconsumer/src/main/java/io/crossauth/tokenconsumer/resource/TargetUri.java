package io.crossauth.tokenconsumer.resource;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The address of a request in one form, whatever equivalent form it was written in: without query
 * and fragment, for comparison with {@code htu}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-6.2.2">RFC 3986 sections 6.2.2 and
 *     6.2.3</a>
 */
final class TargetUri {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private TargetUri() {}

  /**
   * The configured part of each address, in its one form, without a slash at its end.
   *
   * @throws IllegalArgumentException if tokens must not be sent to it
   */
  static String base(URI origin) {
    String one = normalized(origin);
    boolean secure = "https".equalsIgnoreCase(origin.getScheme());
    boolean here = "http".equalsIgnoreCase(origin.getScheme()) && LOOPBACK.contains(host(origin));
    boolean more = origin.getRawQuery() != null || origin.getRawFragment() != null;
    if (one == null || more || !(secure || here)) {
      throw new IllegalArgumentException(
          "origin: expected https, or http on this machine, with a host and no query, found "
              + origin);
    }
    return one.endsWith("/") ? one.substring(0, one.length() - 1) : one;
  }

  /** The one form of an address; null if it is none of an HTTP request. */
  static @Nullable String normalized(String text) {
    try {
      return normalized(new URI(text));
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static @Nullable String normalized(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean http = scheme.equals("http") || scheme.equals("https");
    if (!http || uri.getHost() == null || uri.getRawUserInfo() != null) {
      return null;
    }
    boolean usual = uri.getPort() == (scheme.equals("https") ? 443 : 80);
    String port = uri.getPort() < 0 || usual ? "" : ":" + uri.getPort();
    return scheme + "://" + host(uri) + port + withoutDots(unescaped(uri.getRawPath()));
  }

  private static String host(URI uri) {
    return uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
  }

  /** Section 6.2.2.2: escapes of what needs none are resolved, others have capital letters. */
  private static String unescaped(String path) {
    StringBuilder text = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c != '%') {
        text.append(c);
        continue;
      }
      // The URI has been parsed: two digits follow.
      int value = Integer.parseInt(path, i + 1, i + 3, 16);
      if (isUnreserved(value)) {
        text.append((char) value);
      } else {
        text.append(path.substring(i, i + 3).toUpperCase(Locale.ROOT));
      }
      i += 2;
    }
    return text.toString();
  }

  private static boolean isUnreserved(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }

  /** Sections 5.2.4 and 6.2.3. */
  private static String withoutDots(String path) {
    if (path.isEmpty()) {
      return "/";
    }
    Deque<String> kept = new ArrayDeque<>();
    String[] segments = path.substring(1).split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      switch (segments[i]) {
        case "." -> {
          if (last) {
            kept.addLast("");
          }
        }
        case ".." -> {
          kept.pollLast();
          if (last) {
            kept.addLast("");
          }
        }
        default -> kept.addLast(segments[i]);
      }
    }
    return "/" + String.join("/", kept);
  }
}
