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
      char c = text.charAt(i++);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i < text.length()
                && Character.isLowSurrogate(text.charAt(i));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
