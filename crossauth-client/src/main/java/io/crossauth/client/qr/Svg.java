package io.crossauth.client.qr;

/** Draws an {@code svg} element: one white square, one black path. */
final class Svg {

  private Svg() {}

  static String of(Modules modules) {
    int size = modules.size();
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"QR code\""
        + " shape-rendering=\"crispEdges\" viewBox=\"0 0 "
        + size
        + " "
        + size
        + "\"><path fill=\"#fff\" d=\"M0 0h"
        + size
        + "v"
        + size
        + "H0z\"/><path fill=\"#000\" d=\""
        + path(modules)
        + "\"/></svg>";
  }

  /** A rectangle for each run of dark modules in a row. */
  private static String path(Modules modules) {
    StringBuilder path = new StringBuilder();
    for (int row = 0; row < modules.size(); row++) {
      int column = 0;
      while (column < modules.size()) {
        int run = run(modules, column, row);
        if (run > 0) {
          path.append('M').append(column).append(' ').append(row);
          path.append('h').append(run).append("v1h-").append(run).append('z');
        }
        column += run + 1;
      }
    }
    return path.toString();
  }

  private static int run(Modules modules, int column, int row) {
    int end = column;
    while (modules.dark(end, row)) {
      end++;
    }
    return end - column;
  }
}
