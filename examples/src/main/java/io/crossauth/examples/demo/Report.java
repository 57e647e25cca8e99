package io.crossauth.examples.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Prints what has happened. */
final class Report {

  private static final String LINE = "%2s  %-41s  %-58s  %-32s  %5s%n";

  private final PrintStream out;
  private final List<String> leftOut = new ArrayList<>();

  Report(PrintStream out) {
    this.out = out;
  }

  void head(List<Flow> flows) {
    out.println();
    out.printf(LINE, "#", "flow", "over the wire", "result", "ms");
    out.println("-".repeat(146));
  }

  void row(Row row) {
    String result =
        row.failure().map(failure -> "FAILED " + failure.code()).orElse("ok " + row.result());
    out.printf(
        LINE, row.number(), row.name(), row.wire(), result, Long.toString(row.time().toMillis()));
    row.failure().ifPresent(failure -> out.printf("    %s%n", failure.message()));
    out.flush();
  }

  void leftOut(Flow flow, String why) {
    leftOut.add(flow.name());
    out.printf("%2s  %-41s  left out: %s%n", "-", flow.name(), why);
  }

  /** What the provider itself says has happened, for each row and in all. */
  void events(String whose, List<Row> rows) {
    out.println();
    out.println(whose + " says that this has happened:");
    Map<String, Long> all = new TreeMap<>();
    for (Row row : rows) {
      out.printf("%2d  %-41s  %s%n", row.number(), row.name(), text(row.events()));
      row.events().forEach((event, count) -> all.merge(event, count, Long::sum));
    }
    out.printf("    %-41s  %s%n", "in all", text(all));
  }

  void noticed(Breakage breakage, List<Row> rows) {
    List<Row> failed = rows.stream().filter(row -> !row.passed()).toList();
    out.println();
    if (failed.isEmpty()) {
      out.printf("Spoiled on purpose: %s. NOBODY NOTICED.%n", name(breakage));
    }
    for (Row row : failed) {
      out.printf(
          "Spoiled on purpose: %s. Noticed by row %d, %s: %s.%n",
          name(breakage),
          row.number(),
          row.name(),
          row.failure().map(Row.Failure::code).orElse(""));
    }
  }

  void howToGoOn() {
    out.println();
    out.println("How to go on:");
    out.println("  ./demo --serve              keeps the server up, with its clients and accounts");
    out.println("  ./demo --break=signature    spoils one thing, and shows who notices");
    out.println("  README.md                   the same calls in a program of yours");
  }

  /** The last line; it names what was left out, so that nobody takes it for passed. */
  void sum(List<Row> rows) {
    long passed = rows.stream().filter(Row::passed).count();
    out.println();
    out.printf("flows: %d passed, %d failed", passed, rows.size() - passed);
    if (!leftOut.isEmpty()) {
      out.printf(", %d left out: %s", leftOut.size(), String.join("; ", leftOut));
    }
    out.println();
    out.flush();
  }

  private static String name(Breakage breakage) {
    return breakage.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static String text(Map<String, Long> events) {
    return events.isEmpty()
        ? "nothing"
        : events.entrySet().stream()
            .map(event -> event.getKey() + " " + event.getValue())
            .collect(Collectors.joining(", "));
  }
}
