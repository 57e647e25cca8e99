package io.crossauth.benchmarks.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The page of these figures, docs/scale.md, whose parts stand between two comments each.
 *
 * @param folder where it is
 */
record ScalePage(Path folder) {

  static ScalePage in(Path folder) {
    return new ScalePage(folder);
  }

  /**
   * Puts new figures into a part.
   *
   * @throws IllegalArgumentException if the page does not say where
   */
  void write(String part, String text) throws IOException {
    Path page = folder.resolve("scale.md");
    Files.writeString(page, renewed(Files.readString(page), part, text));
  }

  /** Writes a picture beside the page. */
  void draw(String part, String svg) throws IOException {
    Files.writeString(folder.resolve("scale-" + part + ".svg"), svg);
  }

  static String renewed(String page, String part, String text) {
    String begin = "<!-- " + part + ": begin -->\n";
    String end = "<!-- " + part + ": end -->\n";
    int from = page.indexOf(begin);
    int to = page.indexOf(end);
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "page: expected lines " + begin.strip() + " and " + end.strip() + ", found none");
    }
    return page.substring(0, from + begin.length()) + "\n" + text + "\n" + page.substring(to);
  }
}
