package io.crossauth.internal.text;

import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/** Some characters of ASCII. Looks quickly through texts as long as tokens. Immutable. */
public final class AsciiSet {

  private static final int SIZE = 128;

  private final boolean[] has = new boolean[SIZE];

  private AsciiSet(IntPredicate characters) {
    for (int c = 0; c < SIZE; c++) {
      has[c] = characters.test(c);
    }
  }

  /** The characters of ASCII that are so. */
  public static AsciiSet of(IntPredicate characters) {
    return new AsciiSet(characters);
  }

  /** Whether a text has no other characters. */
  public boolean holdsAll(String text) {
    boolean questions = false;
    // A copy by the JDK and a look at that is several times quicker than charAt.
    for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
      if (b < 0 || !has[b]) {
        return false;
      }
      questions |= b == '?';
    }
    // What Latin-1 has not is a question mark in the copy.
    return !questions || text.chars().allMatch(this::has);
  }

  private boolean has(int c) {
    return c < SIZE && has[c];
  }
}
