package io.crossauth.client.internal;

import io.crossauth.internal.http.Loopback;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The rules for addresses that a client registers at a server. Servers compare them character for
 * character, so nothing is normalised here.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-2.1">RFC 9700 section 2.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8252#section-7">RFC 8252 section 7</a>
 */
public final class RegisteredUri {

  private static final int MOST_CHARACTERS = 2048;

  private RegisteredUri() {}

  /**
   * An address that the browser may be sent back to: https, http of this machine, or a private-use
   * scheme that is a domain name in reverse.
   *
   * @throws IllegalArgumentException if it is none; the message says which rule is broken and does
   *     not repeat the address
   */
  public static URI redirect(String text) {
    URI uri = plain(text);
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (scheme.equals("https") || scheme.equals("http")) {
      return web(uri);
    }
    require(
        isReverseDomain(scheme),
        "https, http of a loopback address, or a private-use scheme "
            + "that is a domain name in reverse (RFC 8252 section 7.1)",
        "another scheme");
    require(!uri.isOpaque() && uri.getRawPath() != null, "a path after the scheme", "none");
    require(uri.getPort() < 0, "no port with a private-use scheme", "one");
    return uri;
  }

  /**
   * Checks an address that the browser comes back to, as a program gives it: absolute, without a
   * fragment (RFC 6749 section 3.1.2), user info or dot segments, and https, http of this machine,
   * or of a private-use scheme that is a domain name in reverse (RFC 8252 section 7.1), which
   * {@code myapp:} or {@code javascript:} are not.
   *
   * @throws IllegalArgumentException if it is none; the message does not repeat the address
   */
  public static URI callback(URI uri) {
    URI checked = unsafeCallback(uri);
    boolean plain = "http".equalsIgnoreCase(uri.getScheme());
    requireCallback(
        !plain || Loopback.is(uri.getHost()),
        "https, or http of a loopback address (RFC 9700 section 2.6); unsafePlainHttpRedirectUri"
            + " takes plain http, by which the code comes back in the clear",
        "http of another host");
    return checked;
  }

  /**
   * Checks an address as {@link #callback} does, but takes plain http of any host.
   *
   * @throws IllegalArgumentException if it is none; the message does not repeat the address
   */
  public static URI unsafeCallback(URI uri) {
    requireCallback(
        uri.isAbsolute() && uri.getRawFragment() == null,
        "an absolute address without a fragment (RFC 6749 section 3.1.2)",
        "another");
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    boolean web = scheme.equals("https") || scheme.equals("http");
    requireCallback(
        web || isReverseDomain(scheme),
        "https, http, or a private-use scheme that is a domain name in reverse (RFC 8252 section"
            + " 7.1)",
        "a different scheme");
    String authority = uri.getRawAuthority();
    requireCallback(
        authority == null || authority.indexOf('@') < 0, "an address without user info", "some");
    requireCallback(
        !web || (uri.getHost() != null && uri.getPort() != 0 && uri.getPort() < 65_536),
        "a host, and a port from 1 to 65535 if any",
        "others");
    requireCallback(isStraight(uri), "a path without . and .. segments", "one with them");
    return uri;
  }

  private static void requireCallback(boolean good, String expected, String found) {
    if (!good) {
      throw new IllegalArgumentException("redirectUri: expected " + expected + ", found " + found);
    }
  }

  /**
   * An address that servers or people fetch: https, or http of this machine.
   *
   * @throws IllegalArgumentException if it is none; the message does not repeat the address
   */
  public static URI web(String text) {
    return web(plain(text));
  }

  private static URI web(URI uri) {
    require(!uri.isOpaque() && uri.getHost() != null, "a host", "none");
    require(uri.getPort() < 65536 && uri.getPort() != 0, "a port from 1 to 65535", "another");
    boolean https = uri.getScheme().equalsIgnoreCase("https");
    boolean loopback = uri.getScheme().equalsIgnoreCase("http") && Loopback.is(uri.getHost());
    require(https || loopback, "https, or http of a loopback address", "another");
    return uri;
  }

  private static URI plain(String text) {
    require(!text.isEmpty() && text.length() <= MOST_CHARACTERS, "1 to 2048 characters", "others");
    require(text.chars().allMatch(c -> c > ' ' && c <= '~'), "printable ASCII", "more than that");
    require(text.indexOf('*') < 0, "no wildcard (RFC 9700 section 2.1)", "one");
    URI uri = parsed(text);
    require(uri.isAbsolute(), "an absolute address", "a relative one");
    // RFC 6749 section 3.1.2.
    require(uri.getRawFragment() == null, "no fragment", "one");
    String authority = uri.getRawAuthority();
    require(authority == null || authority.indexOf('@') < 0, "no user info", "some");
    require(isStraight(uri), "a path without . and .. segments", "one with them");
    return uri;
  }

  private static URI parsed(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      // The exception would repeat the address.
      throw new IllegalArgumentException("expected an address (RFC 3986), found none");
    }
  }

  /** Browsers remove dot segments, so such an address would never come back as it is registered. */
  private static boolean isStraight(URI uri) {
    if (uri.getRawPath() == null) {
      return true;
    }
    String path =
        uri.getRawPath()
            .toLowerCase(Locale.ROOT)
            .replace("%2e", ".")
            .replace("%2f", "/")
            .replace("%5c", "/")
            .replace("%3b", ";");
    // What stands behind a semicolon is taken away by some servers before they look.
    return Arrays.stream(path.split("/", -1))
        .map(segment -> segment.split(";", 2)[0])
        .noneMatch(List.of(".", "..")::contains);
  }

  private static boolean isReverseDomain(String scheme) {
    String[] labels = scheme.split("\\.", -1);
    for (String label : labels) {
      if (label.isEmpty() || label.startsWith("-") || label.endsWith("-") || label.contains("+")) {
        return false;
      }
    }
    return labels.length > 1;
  }

  private static void require(boolean good, String expected, String found) {
    if (!good) {
      throw new IllegalArgumentException("expected " + expected + ", found " + found);
    }
  }
}
