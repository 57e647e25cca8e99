package io.crossauth.benchmarks.report;

import java.util.List;
import java.util.stream.Collectors;

/** Tables of one kind: what the rows cost, for the page. */
final class CostTables {

  /**
   * A column.
   *
   * @param head what is above it
   * @param format how its numbers are written
   * @param path the rest of the name, behind that of the row
   */
  private record Column(String head, String format, String path) {}

  private final Results results;
  private final StringBuilder text = new StringBuilder();

  private CostTables(Results results) {
    this.results = results;
  }

  /** The tables of what was measured. */
  static String markdown(Results results) {
    CostTables tables = new CostTables(results);
    tables.table(
        "Tokens at hand",
        "athand",
        List.of(
            new Column("p50 µs", "%.3f", "micros"),
            new Column("/ token of a service", "%.1f", "ratio"),
            new Column("B", "%,.0f", "bytes")));
    tables.table(
        "Sessions in a store",
        "stores",
        List.of(
            new Column("nothing due: p50 µs", "%,.0f", "micros"),
            new Column("/ the least call", "%.2f", "ratio"),
            new Column("statements", "%.2f", "nothing due/statements"),
            new Column("round trips", "%.2f", "nothing due/round trips"),
            new Column("refresh: statements", "%.2f", "refresh/statements"),
            new Column("round trips", "%.2f", "refresh/round trips"),
            new Column("connections", "%.0f", "refresh/connections")));
    tables.table(
        "Filters",
        "filter",
        List.of(
            new Column("p50 µs", "%.1f", "micros"),
            new Column("B", "%,.0f", "bytes"),
            new Column("more than bare, µs", "%.1f", "more micros"),
            new Column("more, B", "%,.0f", "more bytes")));
    for (String provider : results.below("dpop")) {
      tables.table(
          "DPoP, ES256 by " + provider,
          "dpop/" + provider,
          List.of(
              new Column("/ its raw signatures", "%.2f", "ratio"),
              new Column("µs", "%,.0f", "micros"),
              new Column("B", "%,.0f", "bytes")));
    }
    return tables.text.toString();
  }

  private void table(String title, String path, List<Column> columns) {
    List<String> rows = results.below(path);
    if (rows.isEmpty()) {
      return;
    }
    text.append("\n### ").append(title).append("\n\n");
    row("what", columns.stream().map(Column::head).toList());
    text.append("|---").append("|--:".repeat(columns.size())).append("|\n");
    for (String name : rows) {
      row(
          name,
          columns.stream()
              .map(
                  column ->
                      CallsTable.cell(column.format(), results.number(path, name, column.path())))
              .toList());
    }
  }

  private void row(String name, List<String> cells) {
    text.append(cells.stream().collect(Collectors.joining(" | ", "| " + name + " | ", " |\n")));
  }
}
