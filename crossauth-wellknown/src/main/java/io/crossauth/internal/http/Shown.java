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
    StringBuilder text = new StringBuilder();
    if (uri.getScheme() != null) {
      text.append(uri.getScheme()).append(':');
    }
    if (uri.getHost() != null) {
      text.append("//").append(uri.getHost());
      if (uri.getPort() >= 0) {
        text.append(':').append(uri.getPort());
      }
    }
    text.append(uri.getRawPath() == null ? "" : uri.getRawPath());
    return Printable.of(text.toString(), MOST_CHARACTERS);
  }

  /**
   * Where a redirect leads to, as it may be shown; empty if it does not say.
   *
   * @param location its {@code Location}, or null
   */
  public static Optional<String> target(@Nullable String location) {
    return uri(location).map(Shown::of);
  }

  /**
   * Where a redirect of an address leads to, as it may be shown; empty if it does not say.
   *
   * @param location its {@code Location}, or null
   */
  public static Optional<String> target(URI asked, @Nullable String location) {
    return uri(location).map(asked::resolve).map(Shown::of);
  }

  private static Optional<URI> uri(@Nullable String location) {
    try {
      return location == null ? Optional.empty() : Optional.of(new URI(location.strip()));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
