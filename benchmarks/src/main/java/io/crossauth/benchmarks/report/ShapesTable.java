package io.crossauth.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Who needs how much more than the raw verify, over each shape of claims, and how many bytes. */
public final class ShapesTable {

  private final Results results;

  private ShapesTable(Results results) {
    this.results = results;
  }

  /** The table. */
  public static ShapesTable of(Results results) {
    return new ShapesTable(results);
  }

  /** For a terminal. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows()) {
      text.append(String.format(Locale.ROOT, "%-20s", row.get(0)));
      row.subList(1, row.size())
          .forEach(cell -> text.append(String.format(Locale.ROOT, " %20s", cell)));
      text.append('\n');
    }
    return text.toString();
  }

  /** For the page. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows()) {
      text.append("| ").append(String.join(" | ", row)).append(" |\n");
      if (text.indexOf("\n") == text.length() - 1) {
        text.append("|---").append("|--:".repeat(row.size() - 1)).append("|\n");
      }
    }
    return text.toString();
  }

  private List<List<String>> rows() {
    List<String> shapes = results.below("shapes");
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("RS256, ratio / B"));
    head.addAll(shapes);
    rows.add(head);
    if (shapes.isEmpty()) {
      return rows;
    }
    for (String name : results.below("shapes", shapes.get(0))) {
      List<String> row = new ArrayList<>(List.of(name));
      shapes.forEach(shape -> row.add(cell(shape, name)));
      rows.add(row);
    }
    return rows;
  }

  private String cell(String shape, String name) {
    OptionalDouble ratio = results.number("shapes", shape, name, "ratio");
    OptionalDouble bytes = results.number("shapes", shape, name, "bytes");
    return ratio.isEmpty() || bytes.isEmpty()
        ? "–"
        : String.format(Locale.ROOT, "%.2f / %,.0f", ratio.getAsDouble(), bytes.getAsDouble());
  }
}
