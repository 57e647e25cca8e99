package io.crossauth.client.qr;

/** The dark and light squares of a code, with the quiet zone around them. */
final class Modules {

  /** ISO/IEC 18004 section 6.3.8: at least four modules wide. */
  private static final int QUIET = 4;

  /** Tells which squares are dark. */
  @FunctionalInterface
  interface Squares {
    boolean dark(int column, int row);
  }

  private final int inner;
  private final Squares squares;

  Modules(int inner, Squares squares) {
    this.inner = inner;
    this.squares = squares;
  }

  /** Width and height with the quiet zone. */
  int size() {
    return inner + 2 * QUIET;
  }

  /** Whether a square is dark; those outside of the code are light. */
  boolean dark(int column, int row) {
    int x = column - QUIET;
    int y = row - QUIET;
    return x >= 0 && y >= 0 && x < inner && y < inner && squares.dark(x, y);
  }
}
