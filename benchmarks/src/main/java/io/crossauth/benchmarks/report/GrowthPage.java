package io.crossauth.benchmarks.report;

import java.nio.file.Files;
import java.nio.file.Path;

/** Renews the table and the picture of the curves; {@code benchmarks/growth --write}. */
final class GrowthPage {

  static final String BEGIN = "<!-- growth: begin -->\n";
  static final String END = "<!-- growth: end -->\n";

  private GrowthPage() {}

  /**
   * Runs.
   *
   * @param args the folder of the results, and that of the pages
   */
  public static void main(String[] args) throws Exception {
    Results results = Results.read(Path.of(args[0]));
    Path docs = Path.of(args[1]);
    Path page = docs.resolve("performance.md");
    Files.writeString(page, renew(Files.readString(page), results));
    Files.writeString(docs.resolve("performance-growth.svg"), GrowthChart.of(results).svg());
  }

  /**
   * Puts a new table into a page.
   *
   * @throws IllegalArgumentException if the page does not say where
   */
  static String renew(String page, Results results) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "page: expected lines " + BEGIN.strip() + " and " + END.strip() + ", found none");
    }
    return page.substring(0, begin + BEGIN.length())
        + "\n"
        + GrowthTable.markdown(results)
        + "\n"
        + page.substring(end);
  }
}
