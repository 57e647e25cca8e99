package io.crossauth.internal.text;

/** Makes text of a stranger safe to show: one line, no control characters, bounded. */
public final class Printable {

  private Printable() {}

  /**
   * Replaces what could forge a line of a log or a terminal by {@code ?} and cuts what is too long.
   *
   * @param text what a stranger wrote
   * @param max the most characters to keep
   */
  public static String of(String text, int max) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), max) + 1);
    for (int i = 0; i < text.length() && i < max; i++) {
      char c = text.charAt(i);
      out.append(isPlain(c) ? c : '?');
    }
    if (text.length() > max) {
      out.append('…');
    }
    return out.toString();
  }

  private static boolean isPlain(char c) {
    int type = Character.getType(c);
    return !(Character.isISOControl(c)
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE
        || type == Character.PRIVATE_USE
        || type == Character.UNASSIGNED);
  }
}
