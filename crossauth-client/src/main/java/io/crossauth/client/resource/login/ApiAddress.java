package io.crossauth.client.resource.login;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.http.Loopback;
import io.crossauth.internal.http.Shown;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * The address of a resource, as the program has it: what it is called by, what the tokens are for,
 * and below what they may go.
 *
 * @param uri https, or http of this machine; no user info, no fragment, no dot segments
 */
record ApiAddress(URI uri) {

  private static final String WELL_KNOWN = "/.well-known/";
  private static final String DOCUMENT = WELL_KNOWN + "oauth-protected-resource";

  /**
   * Checks the address.
   *
   * @throws IllegalArgumentException if it is not such
   */
  ApiAddress {
    if (!isSafe(uri) || uri.getRawFragment() != null || hasDots(uri)) {
      throw new IllegalArgumentException(
          "resource: expected an https address, or http of this machine, without user info,"
              + " fragment and dot segments, found a different one");
    }
  }

  /** Whether a request is one to this resource: its address, or one below it. */
  boolean covers(URI other) {
    if (!isSafe(other) || !sameOrigin(other) || hasDots(other)) {
      return false;
    }
    String own = path(uri);
    String path = path(other);
    if (uri.getRawQuery() != null) {
      return path.equals(own) && uri.getRawQuery().equals(other.getRawQuery());
    }
    return path.equals(own) || path.startsWith(own.endsWith("/") ? own : own + "/");
  }

  /** Where its metadata are unless it says otherwise: RFC 9728 section 3.1. */
  URI metadata() {
    String path = path(uri).equals("/") ? "" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + DOCUMENT + path + query);
  }

  /**
   * Where its metadata are as a challenge says it: RFC 9728 sections 3 and 5.1. A well-known
   * address of the resource's own host, so that nobody is called who is not the resource.
   *
   * @throws InvalidResponseException {@code response.resource_metadata} if it is another
   */
  URI metadata(String named) {
    try {
      URI there = new URI(named);
      if (isSafe(there)
          && sameOrigin(there)
          && there.getRawFragment() == null
          && path(there).startsWith(WELL_KNOWN)
          && !hasDots(there)) {
        return there;
      }
      throw refused(Shown.of(there));
    } catch (URISyntaxException e) {
      throw refused("no address");
    }
  }

  private InvalidResponseException refused(String found) {
    return new InvalidResponseException(
        "resource_metadata",
        "challenge, resource_metadata: expected an address below "
            + Shown.of(uri.resolve(WELL_KNOWN))
            + ", found "
            + found
            + "; the API names the wrong address, and only the API can mend that (RFC 9728 section"
            + " 3)");
  }

  private boolean sameOrigin(URI other) {
    return uri.getScheme().equalsIgnoreCase(other.getScheme())
        && uri.getHost().equalsIgnoreCase(other.getHost())
        && port(uri) == port(other);
  }

  private static boolean isSafe(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    return uri.getHost() != null
        && uri.getRawUserInfo() == null
        && (scheme.equals("https") || (scheme.equals("http") && Loopback.is(uri.getHost())));
  }

  /** Servers remove them, and what is left is another address; encoded ones are no better. */
  private static boolean hasDots(URI uri) {
    String path = path(uri).toLowerCase(Locale.ROOT).replace("%2e", ".").replace("%2f", "/");
    return path.contains("\\") || path.contains("%5c") || path.matches(".*/\\.{1,2}(/.*|;.*)?");
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }

  private static String path(URI uri) {
    String path = uri.getRawPath();
    return path == null || path.isEmpty() ? "/" : path;
  }
}
