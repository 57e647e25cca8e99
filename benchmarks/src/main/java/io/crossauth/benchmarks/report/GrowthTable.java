package io.crossauth.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What a call costs when there are so many, by what it costs when there are few. */
public final class GrowthTable {

  /** Whose input grows with them: their cost is shared out to its bytes. */
  static final List<String> BY_BYTE = List.of("scopes", "claims");

  private static final String HEAD = "there are";

  private GrowthTable() {}

  /** For a terminal. */
  public static String text(Results results) {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows(results)) {
      text.append(
          String.format(
                  Locale.ROOT,
                  "%-20s %10s %8s %10s %10s",
                  row.get(0),
                  row.get(1),
                  row.get(2),
                  row.get(3),
                  row.get(4))
              .stripTrailing());
      text.append('\n');
    }
    return text.toString();
  }

  /** For the page. */
  static String markdown(Results results) {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows(results)) {
      text.append("| ").append(String.join(" | ", row)).append(" |\n");
      if (row.get(0).equals(HEAD)) {
        text.append("|---|--:|--:|--:|--:|\n");
      }
    }
    return text.toString();
  }

  private static List<List<String>> rows(Results results) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of(HEAD, "CPU µs", "ratio", "B", "ns/B read"));
    for (String name : results.below("growth")) {
      for (String size : results.below("growth", name)) {
        OptionalDouble micros = results.number("growth", name, size, "micros");
        OptionalDouble input = results.number("growth", name, size, "input");
        boolean byByte = BY_BYTE.contains(name) && micros.isPresent() && input.isPresent();
        rows.add(
            List.of(
                String.format(Locale.ROOT, "%,d %s", Integer.parseInt(size), name),
                cell("%.2f", micros),
                cell("%.2f", results.number("growth", name, size, "ratio")),
                cell("%,.0f", results.number("growth", name, size, "bytes")),
                byByte
                    ? String.format(
                        Locale.ROOT, "%.1f", 1_000 * micros.getAsDouble() / input.getAsDouble())
                    : "–"));
      }
    }
    return rows;
  }

  private static String cell(String format, OptionalDouble value) {
    return value.isEmpty() ? "–" : String.format(Locale.ROOT, format, value.getAsDouble());
  }

  /** The gates. */
  static List<Gate> gates(Results results) {
    List<Gate> gates = new ArrayList<>();
    gates.add(
        Gate.atMost("check, 1,000 issuers / one", last(results, "issuers", "1000"), 1.02, 1.10));
    worse(gates, results, "keys", 100);
    worse(gates, results, "routes", 1_000);
    worse(gates, results, "uses", 100_000);
    worse(gates, results, "sessions", 1_000_000);
    for (String name : BY_BYTE) {
      String what = "check of a byte, 1,000 " + name + " / one";
      gates.add(Gate.atMost(what, byByte(results, name), 1, 1.10));
    }
    return gates;
  }

  /** Not worse than the logarithm: each doubling may cost as much as one thing does at all. */
  private static void worse(List<Gate> gates, Results results, String name, int size) {
    double log = 1 + Math.log(size) / Math.log(2);
    String what = String.format(Locale.ROOT, "%,d %s / one: time", size, name);
    gates.add(Gate.atMost(what, last(results, name, Integer.toString(size)), log / 2, log));
  }

  private static OptionalDouble last(Results results, String name, String size) {
    return results.number("growth", name, size, "ratio");
  }

  private static OptionalDouble byByte(Results results, String name) {
    OptionalDouble ratio = last(results, name, "1000");
    OptionalDouble few = results.number("growth", name, "1", "input");
    OptionalDouble many = results.number("growth", name, "1000", "input");
    return ratio.isEmpty() || few.isEmpty() || many.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(ratio.getAsDouble() * few.getAsDouble() / many.getAsDouble());
  }
}
