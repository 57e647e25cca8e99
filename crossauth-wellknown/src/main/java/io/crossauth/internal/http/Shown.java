package io.crossauth.internal.http;

import io.crossauth.internal.text.Printable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What of an address may stand in a message: scheme, host, port and path; never a query. */
public final class Shown {

  private static final int MOST_CHARACTERS = 200;

  private Shown() {}

  /** An address without user info, query and fragment, printable and cut. */
  public static String of(URI uri) {
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return Printable.of(origin(uri) + path, MOST_CHARACTERS);
  }

  private static String origin(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme() + ":";
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getHost() == null ? scheme : scheme + "//" + uri.getHost() + port;
  }

  /**
   * Whom a redirect leads to: scheme, host and port, since a path may hold what was asked; empty if
   * it does not say.
   *
   * @param location its {@code Location}, or null
   */
  public static Optional<String> targetHost(@Nullable String location) {
    return uri(location)
        .filter(uri -> uri.getHost() != null)
        .map(uri -> Printable.of(origin(uri), MOST_CHARACTERS));
  }

  /**
   * Where a redirect of an address leads to, as it may be shown; empty if it does not say.
   *
   * @param location its {@code Location}, or null
   */
  public static Optional<String> target(URI asked, @Nullable String location) {
    return uri(location).map(to -> References.resolve(asked, to)).map(Shown::of);
  }

  private static Optional<URI> uri(@Nullable String location) {
    try {
      return location == null ? Optional.empty() : Optional.of(new URI(location.strip()));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
