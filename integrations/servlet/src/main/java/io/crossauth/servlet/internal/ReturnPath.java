package io.crossauth.servlet.internal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a person goes on after the login: a path of this origin, and nothing that leads away. */
public final class ReturnPath {

  private static final int LONGEST = 1_024;

  private ReturnPath() {}

  /**
   * Reads what a request names.
   *
   * @param text anything; null if it names nothing
   * @return the path with its query, from one slash on; empty for everything else: another origin,
   *     two slashes, backslashes, dots to climb by, fragments, control characters
   */
  public static Optional<String> parse(@Nullable String text) {
    if (text == null || text.length() > LONGEST) {
      return Optional.empty();
    }
    String[] parts = text.split("\\?", 2);
    boolean plain = text.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\' && c != '#');
    return plain && LocalPath.parse(parts[0]).isPresent() ? Optional.of(text) : Optional.empty();
  }
}
