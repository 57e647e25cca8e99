package io.crossauth.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Token calls: who makes how many of those that a bare connection makes. */
final class CallsTable {

  private CallsTable() {}

  /** For the page. */
  static String markdown(Results results) {
    StringBuilder text = new StringBuilder("\n### Token calls\n\n");
    text.append("| who | share, 1 thread | share, 16 threads | calls/s, 1 | calls/s, 16 | B |\n");
    text.append("|---|--:|--:|--:|--:|--:|\n");
    for (String who : results.below("calls")) {
      List<String> row =
          List.of(
              who,
              cell("%.2f", results.number("calls", who, "share", "1")),
              cell("%.2f", results.number("calls", who, "share", "16")),
              cell("%,.0f", results.number("calls", who, "rate", "1")),
              cell("%,.0f", results.number("calls", who, "rate", "16")),
              cell("%,.0f", results.number("calls", who, "bytes")));
      text.append("| ").append(String.join(" | ", row)).append(" |\n");
    }
    return text.toString();
  }

  /** A number; a dash if it was not measured. */
  static String cell(String format, OptionalDouble value) {
    return value.isEmpty() ? "–" : String.format(Locale.ROOT, format, value.getAsDouble());
  }
}
