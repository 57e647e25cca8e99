package io.crossauth.servlet.internal;

/**
 * Which paths a rule is for: one ({@code /account}, and with a slash at its end), or all below one
 * ({@code /account/**}, which is {@code /account} too; {@code /account/*} is the same, as in
 * mappings of servlets).
 *
 * @param prefix from a slash on, without one at its end; empty for the root
 * @param below whether the paths below are meant too
 */
public record PathPattern(String prefix, boolean below) {

  /**
   * Reads a pattern.
   *
   * @param text a decoded path, or one with {@code /**} or {@code /*} at its end
   * @return the pattern
   * @throws IllegalArgumentException if it is none
   */
  public static PathPattern parse(String text) {
    boolean below = text.endsWith("/*") || text.endsWith("/**");
    String path = below ? text.substring(0, text.lastIndexOf('/')) : text;
    boolean good =
        (below && path.isEmpty())
            || (path.indexOf('*') < 0
                && (!below || !path.endsWith("/"))
                && LocalPath.parse(LocalPath.encode(path)).isPresent());
    if (!good) {
      throw new IllegalArgumentException(
          "path: expected /one or /all-below/*, without . and .., found a different value");
    }
    return new PathPattern(path, below);
  }

  /**
   * {@return whether a path is meant}
   *
   * @param path the path of a request
   */
  public boolean matches(LocalPath path) {
    String decoded = path.decoded();
    // What answers /account answers /account/ too, in most frameworks.
    int rest = decoded.length() - prefix.length();
    return decoded.startsWith(prefix)
        && (rest == 0 || (decoded.charAt(prefix.length()) == '/' && (below || rest == 1)));
  }

  /** {@return how exactly it says what it means: of two patterns the greater one counts} */
  public int exactness() {
    return 2 * prefix.length() + (below ? 0 : 1);
  }
}
