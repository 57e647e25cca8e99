package io.crossauth.internal.http;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a reference leads, as seen from an address: {@link URI#resolve} keeps to RFC 2396, in which
 * an empty one, a fragment or a query alone leads elsewhere than a browser goes, and {@code ..} may
 * stay at the beginning of a path.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-5.2">RFC 3986 section 5.2</a>
 */
public final class References {

  private References() {}

  /**
   * Resolves a reference.
   *
   * @param base an absolute address with a host
   * @throws IllegalArgumentException if what comes of it is no address
   */
  public static URI resolve(URI base, URI reference) {
    if (reference.isAbsolute() || reference.getRawAuthority() != null) {
      return base.resolve(reference);
    }
    String path = base.getRawPath().isEmpty() ? "/" : base.getRawPath();
    String query = reference.getRawQuery();
    if (reference.getRawPath().isEmpty()) {
      query = query == null ? base.getRawQuery() : query;
    } else {
      URI found = URI.create(origin(base) + path).resolve(reference.getRawPath());
      path = inside(found.getRawPath());
    }
    return URI.create(
        origin(base) + path + part("?", query) + part("#", reference.getRawFragment()));
  }

  private static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  /** Section 5.2.4: nothing is above the root. */
  private static String inside(String path) {
    String inside = path.replaceFirst("^(?:/\\.\\.)+(?=/|$)", "");
    return inside.isEmpty() ? "/" : inside;
  }

  private static String part(String mark, @Nullable String text) {
    return text == null ? "" : mark + text;
  }
}
