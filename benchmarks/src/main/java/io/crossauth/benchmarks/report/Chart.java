package io.crossauth.benchmarks.report;

import io.crossauth.benchmarks.peers.Contestants;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A picture: what a full check costs each contestant, as a multiple of the JDK's own bare verify.
 * One panel for each algorithm, one bar for each provider; no colour but those of the bars is
 * fixed, so that it can be read in light and in dark.
 */
final class Chart {

  private static final List<String> PROVIDERS = List.of("JDK", "ACCP", "Conscrypt");
  private static final int COLUMN = 450;
  private static final int WIDTH = 2 * COLUMN;
  private static final int TOP = 48;

  /** Where the bars begin, and how long the longest is, within a column. */
  private static final int LEFT = 120;

  private static final int LONGEST = COLUMN - LEFT - 60;
  private static final int BAR = 8;
  private static final int GAP = 6;

  private record Bar(String provider, double ratio) {}

  private record Row(String name, List<Bar> bars) {
    double longest() {
      return bars.stream().mapToDouble(Bar::ratio).max().orElse(0);
    }

    int height() {
      return bars.size() * BAR + GAP;
    }
  }

  private final Results results;
  private final StringBuilder body = new StringBuilder();
  private int x = 10;
  private int y = 16;
  private int bottom;

  private Chart(Results results) {
    this.results = results;
  }

  static Chart of(Results results) {
    Chart chart = new Chart(results);
    chart.text("head", "CPU time of a check / the JDK's bare verify; shorter is better");
    chart.legend();
    int half = (VerifyTable.ALGORITHMS.size() + 1) / 2;
    chart.column(10, VerifyTable.ALGORITHMS.subList(0, half));
    chart.column(10 + COLUMN, VerifyTable.ALGORITHMS.subList(half, VerifyTable.ALGORITHMS.size()));
    return chart;
  }

  String svg() {
    return String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                + " viewBox=\"0 0 %d %d\" role=\"img\">\n",
            WIDTH,
            bottom,
            WIDTH,
            bottom)
        + STYLE
        + body
        + "</svg>\n";
  }

  private static final String STYLE =
      """
      <title>Time of a token check by library, algorithm and provider</title>
      <style>
        text { font: 12px system-ui, sans-serif; fill: #1f2328; }
        .head { font-weight: 600; font-size: 14px; }
        .figure { font-size: 9px; }
        .ours { font-weight: 700; }
        .JDK { fill: #4878a8; } .ACCP { fill: #d1802f; } .Conscrypt { fill: #5f9e5a; }
        .one { stroke: #8b949e; stroke-dasharray: 3 3; }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3; }
          .JDK { fill: #79a8d8; } .ACCP { fill: #f0a860; } .Conscrypt { fill: #8fce8a; }
        }
      </style>
      """;

  private void legend() {
    y += 20;
    int left = x;
    for (String provider : PROVIDERS) {
      add(
          "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"10\" height=\"10\"/>",
          provider, left, y - 9);
      add("<text x=\"%d\" y=\"%d\">%s</text>", left + 14, y, provider);
      left += 100;
    }
  }

  private void column(int left, List<String> algorithms) {
    x = left;
    y = TOP;
    algorithms.forEach(this::panel);
    bottom = Math.max(bottom, y + 8);
  }

  private void panel(String algorithm) {
    List<Row> rows = rows(algorithm);
    double longest = rows.stream().mapToDouble(Row::longest).max().orElse(0);
    if (longest == 0) {
      return;
    }
    y += 18;
    text("head", algorithm);
    y += 8;
    int top = y;
    for (Row row : rows) {
      row(row, LONGEST / longest);
    }
    int one = x + LEFT + (int) Math.round(LONGEST / longest);
    add("<line class=\"one\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>", one, one, top, y);
    y += 6;
  }

  private void row(Row row, double scale) {
    String style = row.name().startsWith(Contestants.OURS) ? "ours" : "peer";
    int middle = y + (row.height() - GAP) / 2 + 4;
    add("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>", style, x, middle, row.name());
    for (Bar bar : row.bars()) {
      long length = Math.max(1, Math.round(bar.ratio() * scale));
      add(
          "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>",
          bar.provider(), x + LEFT, y, length, BAR - 1);
      add(
          "<text class=\"figure\" x=\"%d\" y=\"%d\">%.2f</text>",
          x + LEFT + length + 4, y + BAR - 1, bar.ratio());
      y += BAR;
    }
    y += GAP;
  }

  private List<Row> rows(String algorithm) {
    List<Row> rows = new ArrayList<>();
    List<String> names = new ArrayList<>(results.below("verify", "JDK"));
    // Their rows are in the table; here each peer has one bar.
    names.removeIf(name -> name.endsWith(Contestants.EVERY_VALUE));
    for (String name : names) {
      List<Bar> bars = new ArrayList<>();
      for (String provider : PROVIDERS) {
        OptionalDouble own = results.number("verify", provider, name, algorithm, "ratio");
        OptionalDouble jdk = results.number("verify", provider, Gates.RAW_JDK, algorithm, "ratio");
        if (own.isPresent() && jdk.isPresent()) {
          bars.add(new Bar(provider, own.getAsDouble() / jdk.getAsDouble()));
        }
      }
      if (!bars.isEmpty() && !name.equals(Gates.RAW_JDK)) {
        rows.add(new Row(name, bars));
      }
    }
    return rows;
  }

  private void text(String style, String text) {
    add("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>", style, x, y, text);
  }

  private void add(String format, Object... values) {
    body.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
