package io.crossauth.internal.text;

/** Texts that have bytes. JSON can write half a character, and no UTF-8 can carry it. */
public final class Unicode {

  private Unicode() {}

  /**
   * Whether the text is of whole characters. A {@link java.net.URI} takes halves too, and fails of
   * them later, with an error of its own.
   */
  public static boolean isWhole(String text) {
    int i = 0;
    while (i < text.length()) {
      // Of a pair, this is more than a half.
      int character = text.codePointAt(i);
      if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
        return false;
      }
      i += Character.charCount(character);
    }
    return true;
  }
}
