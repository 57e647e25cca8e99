package io.crossauth.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Who needs how much more than the raw verify, by one provider, and what they let pass. */
public final class VerifyTable {

  /** The algorithms, in the order of the columns. */
  static final List<String> ALGORITHMS = List.of("RS256", "PS256", "ES256", "EdDSA", "HS256");

  private final String provider;
  private final Results results;

  private VerifyTable(Results results, String provider) {
    this.results = results;
    this.provider = provider;
  }

  /** The table of a provider. */
  public static VerifyTable of(Results results, String provider) {
    return new VerifyTable(results, provider);
  }

  /** For a terminal, with the names of what was let pass. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows()) {
      text.append(String.format(Locale.ROOT, "%-20s", row.get(0)));
      row.subList(1, row.size())
          .forEach(cell -> text.append(String.format(Locale.ROOT, " %9s", cell)));
      text.append('\n');
    }
    for (String name : results.below("lapses")) {
      String lapses = results.text("lapses", name, "names");
      if (!lapses.isEmpty()) {
        text.append("  ").append(name).append(" accepts: ").append(lapses).append('\n');
      }
    }
    for (String who : results.below("failures", provider)) {
      String why = results.text("failures", provider, who);
      text.append("  ").append(who).append(" refuses good tokens: ").append(why).append('\n');
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
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(provider));
    head.addAll(ALGORITHMS);
    head.addAll(List.of("µs RS256", "B RS256", "lapses"));
    rows.add(head);
    for (String name : results.below("verify", provider)) {
      List<String> row = new ArrayList<>(List.of(name));
      for (String algorithm : ALGORITHMS) {
        row.add(number(2, "verify", provider, name, algorithm, "ratio"));
      }
      row.add(number(1, "verify", provider, name, "RS256", "micros"));
      row.add(number(0, "verify", provider, name, "RS256", "bytes"));
      row.add(number(0, "lapses", name, "count"));
      rows.add(row);
    }
    return rows;
  }

  private String number(int digits, String... path) {
    OptionalDouble value = results.number(path);
    return value.isEmpty()
        ? "–"
        : String.format(Locale.ROOT, "%." + digits + "f", value.getAsDouble());
  }
}
