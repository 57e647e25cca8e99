package io.crossauth.client.qr;

/** Draws with the half blocks of Unicode: a character is two modules, one above the other. */
final class HalfBlocks {

  // Colours 16 and 231 are black and white in every theme; 30 and 47 are what the theme makes them.
  private static final String BLACK_ON_WHITE = "\u001b[38;5;16;48;5;231m";
  private static final String RESET = "\u001b[0m";

  private static final String UPPER = "\u2580";
  private static final String LOWER = "\u2584";
  private static final String FULL = "\u2588";

  private HalfBlocks() {}

  static String coloured(Modules modules) {
    return draw(modules, true, BLACK_ON_WHITE, RESET);
  }

  static String plain(Modules modules) {
    return draw(modules, false, "", "");
  }

  /**
   * Draws.
   *
   * @param ink what a block stands for: dark modules, or light ones
   */
  private static String draw(Modules modules, boolean ink, String begin, String end) {
    StringBuilder out = new StringBuilder();
    for (int row = 0; row < modules.size(); row += 2) {
      out.append(begin);
      for (int column = 0; column < modules.size(); column++) {
        // The number of rows is odd: below the last one it stays as it is.
        boolean above = modules.dark(column, row) == ink;
        boolean below = modules.dark(column, row + 1) == ink;
        out.append(above ? (below ? FULL : UPPER) : (below ? LOWER : " "));
      }
      out.append(end).append('\n');
    }
    return out.toString();
  }
}
