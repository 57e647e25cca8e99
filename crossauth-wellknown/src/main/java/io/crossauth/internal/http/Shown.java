package io.crossauth.internal.http;

import io.crossauth.http.HttpReply;
import io.crossauth.internal.text.Printable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

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

  /** Where a redirect leads to, as it may be shown; empty if it does not say. */
  public static Optional<String> targetOf(HttpReply redirect) {
    return redirect.headers().first("Location").flatMap(Shown::parsed);
  }

  /** Where a redirect of an address leads to, as it may be shown; empty if it does not say. */
  public static Optional<String> targetOf(URI asked, HttpReply redirect) {
    return redirect
        .headers()
        .first("Location")
        .flatMap(
            location -> {
              try {
                return Optional.of(of(asked.resolve(new URI(location.strip()))));
              } catch (URISyntaxException | IllegalArgumentException e) {
                return Optional.empty();
              }
            });
  }

  private static Optional<String> parsed(String location) {
    try {
      return Optional.of(of(new URI(location.strip())));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
