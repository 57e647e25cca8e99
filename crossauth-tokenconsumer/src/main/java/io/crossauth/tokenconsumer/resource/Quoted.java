package io.crossauth.tokenconsumer.resource;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What may stand between the quotes of a challenge. */
final class Quoted {

  private static final int LONGEST = 200;

  private Quoted() {}

  /**
   * Checks names that are put one after another, apart by blanks (RFC 6749 section 3.3).
   *
   * @throws IllegalArgumentException if one is empty, or has a character that may not be in it
   */
  static <C extends Collection<String>> C tokens(String what, C names) {
    for (String name : names) {
      if (name.isEmpty() || !name.chars().allMatch(c -> c != ' ' && plain(c))) {
        throw new IllegalArgumentException(
            what + ": expected printable ASCII without blanks, quotes and backslashes");
      }
    }
    return names;
  }

  /**
   * Checks a text.
   *
   * @throws IllegalArgumentException if it has a character that may not be in it
   */
  static String text(String what, String text) {
    if (!text.chars().allMatch(Quoted::plain)) {
      throw new IllegalArgumentException(
          what + ": expected printable ASCII without quotes and backslashes");
    }
    return text;
  }

  /** A string of the program's own, with {@code ?} for what may not be in it. */
  static String plain(@Nullable String text) {
    if (text == null) {
      return "";
    }
    StringBuilder plain = new StringBuilder(text.length());
    text.chars().limit(LONGEST).forEach(c -> plain.append(plain(c) ? (char) c : '?'));
    return plain.toString();
  }

  /** RFC 6750 section 3: %x20-21 / %x23-5B / %x5D-7E, which need no escaping anywhere. */
  private static boolean plain(int c) {
    return c >= 0x20 && c <= 0x7e && c != '"' && c != '\\';
  }
}
