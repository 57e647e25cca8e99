package io.crossauth.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * A picture: a small curve for each thing of which there may be many. To the right there are ten
 * times as many, upwards a call costs twice as much as with one; no colour but that of the curve is
 * fixed, so that it can be read in light and in dark.
 */
final class GrowthChart {

  private static final int COLUMNS = 4;
  private static final int CELL_WIDTH = 220;
  private static final int CELL_HEIGHT = 150;
  private static final int TOP = 44;

  /** Where a curve begins within its cell, and how large it is. */
  private static final int LEFT = 14;

  private static final int BASE = 118;
  private static final int DECADE = 28;
  private static final int DOUBLING = 14;
  private static final int HIGHEST = 6;

  private static final String STYLE =
      """
      <title>Time of a call by how many there are</title>
      <style>
        text { font: 12px system-ui, sans-serif; fill: #1f2328; }
        .head { font-weight: 600; font-size: 14px; }
        .figure { font-size: 9px; }
        .curve { fill: none; stroke: #4878a8; stroke-width: 2; }
        .dot { fill: #4878a8; }
        .one { stroke: #8b949e; stroke-dasharray: 3 3; }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3; }
          .curve { stroke: #79a8d8; } .dot { fill: #79a8d8; }
        }
      </style>
      """;

  private final Results results;
  private final StringBuilder body = new StringBuilder();
  private int x;
  private int y;

  private GrowthChart(Results results) {
    this.results = results;
  }

  static GrowthChart of(Results results) {
    GrowthChart chart = new GrowthChart(results);
    List<String> names = results.below("growth");
    for (int i = 0; i < names.size(); i++) {
      chart.x = i % COLUMNS * CELL_WIDTH;
      chart.y = TOP + i / COLUMNS * CELL_HEIGHT;
      chart.cell(names.get(i));
    }
    return chart;
  }

  String svg() {
    int rows = (results.below("growth").size() + COLUMNS - 1) / COLUMNS;
    int height = TOP + rows * CELL_HEIGHT;
    int width = COLUMNS * CELL_WIDTH;
    return String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                + " viewBox=\"0 0 %d %d\" role=\"img\">\n",
            width,
            height,
            width,
            height)
        + STYLE
        + "<text class=\"head\" x=\"14\" y=\"20\">CPU time of a call / the same with one;"
        + " each step upwards doubles it</text>\n"
        + body
        + "</svg>\n";
  }

  private void cell(String name) {
    text("head", x + LEFT, y + 14, name);
    StringBuilder points = new StringBuilder();
    int right = x + LEFT;
    for (String size : results.below("growth", name)) {
      double ratio = results.number("growth", name, size, "ratio").orElse(1);
      int along = x + LEFT + (int) Math.round(Math.log10(Double.parseDouble(size)) * DECADE);
      double doublings = Math.min(HIGHEST, Math.max(-1, Math.log(ratio) / Math.log(2)));
      int up = y + BASE - (int) Math.round(doublings * DOUBLING);
      points.append(points.isEmpty() ? "M" : " L").append(along).append(' ').append(up);
      add("<circle class=\"dot\" cx=\"%d\" cy=\"%d\" r=\"3\"/>", along, up);
      text("figure", along - 8, up - 7, String.format(Locale.ROOT, "%.2f", ratio));
      text("figure", along - 4, y + BASE + 20, label(size));
      right = Math.max(right, along);
    }
    add(
        "<line class=\"one\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>",
        x + LEFT, right, y + BASE, y + BASE);
    add("<path class=\"curve\" d=\"%s\"/>", points);
  }

  /** A short number: 1,000,000 is 1M. */
  private static String label(String size) {
    return size.replaceAll("000000$", "M").replaceAll("000$", "k");
  }

  private void text(String style, int left, int base, String text) {
    add("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>", style, left, base, text);
  }

  private void add(String format, Object... values) {
    body.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
