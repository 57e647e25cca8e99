package io.crossauth.testkit.browser;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The cookies of one browser, until it is thrown away (RFC 6265 section 5).
 *
 * <p>Simpler than a browser's: a cookie goes back to the very host that set it, whatever its
 * domain, and also over plain http, an exception that browsers make for the loopback only.
 */
final class CookieJar {

  private record Cookie(String host, String path, String name, String value) {

    boolean isFor(URI uri) {
      return host.equals(uri.getHost()) && pathMatches(uri.getPath());
    }

    /** RFC 6265 section 5.1.4. */
    private boolean pathMatches(String requested) {
      return requested.equals(path)
          || (requested.startsWith(path)
              && (path.endsWith("/") || requested.charAt(path.length()) == '/'));
    }

    boolean replaces(Cookie other) {
      return host.equals(other.host) && path.equals(other.path) && name.equals(other.name);
    }
  }

  private final List<Cookie> cookies = new ArrayList<>();

  /** Takes the {@code Set-Cookie} headers of an answer. */
  void keep(URI from, List<String> headers) {
    headers.forEach(header -> keep(from, header));
  }

  /** The {@code Cookie} header of a request, longest paths first; empty if there is no cookie. */
  Optional<String> header(URI to) {
    String header =
        cookies.stream()
            .filter(cookie -> cookie.isFor(to))
            .sorted((a, b) -> b.path().length() - a.path().length())
            .map(cookie -> cookie.name() + "=" + cookie.value())
            .collect(Collectors.joining("; "));
    return header.isEmpty() ? Optional.empty() : Optional.of(header);
  }

  private void keep(URI from, String header) {
    String[] parts = header.split(";", -1);
    int equals = parts[0].indexOf('=');
    if (equals <= 0) {
      return;
    }
    Cookie cookie =
        new Cookie(
            from.getHost(),
            attribute(parts, "path").filter(path -> path.startsWith("/")).orElse(folder(from)),
            parts[0].substring(0, equals).strip(),
            parts[0].substring(equals + 1).strip());
    cookies.removeIf(cookie::replaces);
    boolean gone = attribute(parts, "max-age").filter(age -> age.matches("0|-\\d+")).isPresent();
    if (!gone) {
      cookies.add(cookie);
    }
  }

  private static Optional<String> attribute(String[] parts, String name) {
    return Stream.of(parts)
        .skip(1)
        .map(part -> part.strip().split("=", 2))
        .filter(pair -> pair.length == 2 && pair[0].equalsIgnoreCase(name))
        .map(pair -> pair[1])
        .reduce((first, last) -> last);
  }

  /** RFC 6265 section 5.1.4: a cookie without a path is for the folder of the page that set it. */
  private static String folder(URI page) {
    int last = page.getPath().lastIndexOf('/');
    return last <= 0 ? "/" : page.getPath().substring(0, last);
  }
}
