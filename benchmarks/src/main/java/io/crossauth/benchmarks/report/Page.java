package io.crossauth.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** The part of the page that is made from the results. */
final class Page {

  static final String BEGIN = "<!-- results: begin -->\n";
  static final String END = "<!-- results: end -->\n";

  private static final int ENOUGH = 100;

  private Page() {}

  /**
   * Puts new results into a page.
   *
   * @throws IllegalArgumentException if the page does not say where
   */
  static String renew(String page, Results results, List<Gate> gates) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "page: expected lines " + BEGIN.strip() + " and " + END.strip() + ", found none");
    }
    return page.substring(0, begin + BEGIN.length())
        + "\n"
        + text(results, gates)
        + "\n"
        + page.substring(end);
  }

  private static String text(Results results, List<Gate> gates) {
    StringBuilder text = new StringBuilder();
    text.append("Java ").append(results.text("machine", "java")).append(", ");
    text.append(results.text("machine", "processor")).append(".");
    double rounds = results.number("machine", "rounds").orElse(0);
    text.append(rounds < ENOUGH ? " A quick run: for a look, not for comparisons.\n" : "\n");
    for (String provider : results.below("verify")) {
      text.append("\n### ").append(provider).append("\n\n");
      text.append(VerifyTable.of(results, provider).markdown());
    }
    List<ShapesTable> shapes = ShapesTable.all(results);
    if (!shapes.isEmpty()) {
      text.append("\n### Claims as people have them, in a JVM that has seen everything\n");
      shapes.forEach(table -> text.append("\n").append(table.markdown()));
    }
    lapses(text, results);
    text.append(CallsTable.markdown(results));
    text.append(CostTables.markdown(results));
    other(text, results);
    text.append("\n### Gates\n\n| gate | found | goal | gate | |\n|---|--:|--:|--:|---|\n");
    for (Gate gate : gates) {
      text.append("| ").append(String.join(" | ", gate.row())).append(" |\n");
    }
    return text.append("\n").append(Gates.summary(gates)).append("\n").toString();
  }

  private static void lapses(StringBuilder text, Results results) {
    text.append("\n### Lapses: bad tokens that were accepted\n\n| who | what |\n|---|---|\n");
    for (String name : results.below("lapses")) {
      String lapses = results.text("lapses", name, "names");
      String cell = lapses.isEmpty() ? "none" : lapses;
      text.append("| ").append(name).append(" | ").append(cell).append(" |\n");
    }
  }

  private static void other(StringBuilder text, Results results) {
    text.append("\n### First calls and memory\n\n| what | found |\n|---|--:|\n");
    for (String kind : results.below("startup")) {
      for (String figure : results.below("startup", kind)) {
        value(
            text, "first call, " + kind + unit(figure), results, "startup/" + kind + "/" + figure);
      }
    }
    for (String kept : results.below("memory")) {
      value(text, "bytes kept for each " + kept, results, "memory/" + kept);
    }
  }

  private static String unit(String figure) {
    return switch (figure) {
      case "classes" -> ": classes loaded";
      case "quickest" -> ", the quickest JVM: wall ms";
      default -> ": " + figure + " ms";
    };
  }

  private static void value(StringBuilder text, String name, Results results, String path) {
    double value = results.number(path).orElse(Double.NaN);
    text.append(String.format(Locale.ROOT, "| %s | %,.0f |\n", name, value));
  }
}
