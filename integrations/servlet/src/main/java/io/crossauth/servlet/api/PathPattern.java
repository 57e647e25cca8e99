package io.crossauth.servlet.api;

import java.util.List;
import java.util.Locale;

/**
 * The paths that a rule is for.
 *
 * @param segments the segments, {@link #ANY} for any one
 * @param below whether it is for all paths below, too
 */
record PathPattern(List<String> segments, boolean below) {

  /** One segment, whatever it is. */
  static final String ANY = "*";

  private static final String ALL_BELOW = "**";

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if no path that passes could be such
   */
  static PathPattern parse(String pattern) {
    if (!pattern.startsWith("/") || !RequestPath.isPlain(pattern) || has(pattern, "?#%")) {
      throw new IllegalArgumentException(
          "path: expected one within the context, decoded, from its slash on, without . and ..,"
              + " // ; ? # % and backslashes, found "
              + pattern);
    }
    List<String> all = List.of(pattern.substring(1).split("/", -1));
    boolean below = all.get(all.size() - 1).equals(ALL_BELOW);
    List<String> segments = below ? all.subList(0, all.size() - 1) : all;
    if (segments.stream().anyMatch(segment -> segment.contains(ANY) && !segment.equals(ANY))) {
      throw new IllegalArgumentException(
          "path: expected * for one whole segment, or ** as the last one, found " + pattern);
    }
    return new PathPattern(segments, below);
  }

  private static boolean has(String pattern, String characters) {
    return pattern.chars().anyMatch(c -> characters.indexOf(c) >= 0);
  }

  /**
   * Checks the name of a method.
   *
   * @throws IllegalArgumentException if no rule may be for it
   */
  static String method(String name) {
    boolean token = !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 127);
    if (!token
        || !name.equals(name.toUpperCase(Locale.ROOT))
        || has(name, "\"(),/:;<=>?@[\\]{}*")) {
      throw new IllegalArgumentException(
          "method: expected a name in capital letters, as GET, found " + name);
    }
    if (List.of("HEAD", "TRACE", "CONNECT").contains(name)) {
      throw new IllegalArgumentException(
          "method: HEAD passes by the rules of GET, TRACE and CONNECT never do; found " + name);
    }
    return name;
  }
}
