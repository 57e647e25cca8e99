package io.crossauth.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Who needs how much more than the raw verify, over each shape of claims, and how many bytes. */
public final class ShapesTable {

  private static final String FIRST = "RS256";

  private final Results results;
  private final String algorithm;

  private ShapesTable(Results results, String algorithm) {
    this.results = results;
    this.algorithm = algorithm;
  }

  /** The table of an algorithm. */
  static ShapesTable of(Results results, String algorithm) {
    return new ShapesTable(results, algorithm);
  }

  /** The tables of all algorithms that were measured. */
  public static List<ShapesTable> all(Results results) {
    return VerifyTable.ALGORITHMS.stream()
        .filter(algorithm -> !results.below(path(algorithm)).isEmpty())
        .map(algorithm -> of(results, algorithm))
        .toList();
  }

  /** Where the figures of an algorithm are: a shape's, then a contestant's. */
  static String path(String algorithm) {
    return algorithm.equals(FIRST) ? "shapes" : "algorithms/" + algorithm;
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
    List<String> shapes = results.below(path(algorithm));
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(algorithm + ", ratio / B"));
    head.addAll(shapes);
    rows.add(head);
    if (shapes.isEmpty()) {
      return rows;
    }
    for (String name : results.below(path(algorithm), shapes.get(0))) {
      List<String> row = new ArrayList<>(List.of(name));
      shapes.forEach(shape -> row.add(cell(shape, name)));
      rows.add(row);
    }
    return rows;
  }

  private String cell(String shape, String name) {
    OptionalDouble ratio = results.number(path(algorithm), shape, name, "ratio");
    OptionalDouble bytes = results.number(path(algorithm), shape, name, "bytes");
    return ratio.isEmpty() || bytes.isEmpty()
        ? "–"
        : String.format(Locale.ROOT, "%.2f / %,.0f", ratio.getAsDouble(), bytes.getAsDouble());
  }
}
