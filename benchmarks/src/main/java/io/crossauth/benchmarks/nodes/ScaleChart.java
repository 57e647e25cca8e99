package io.crossauth.benchmarks.nodes;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A picture: how long {@code accessToken()} took in each second of a run, with its chapters. No
 * colour but those of the lines is fixed, so that it can be read in light and in dark.
 */
final class ScaleChart {

  private static final int WIDTH = 900;
  private static final int LEFT = 60;
  private static final int TOP = 40;
  private static final int HEIGHT = 260;

  /** From a tenth of a millisecond to a hundred seconds. */
  private static final int DECADES = 6;

  private static final double LEAST_MILLIS = 0.1;

  private static final List<String> MARKS =
      List.of("0.1 ms", "1 ms", "10 ms", "100 ms", "1 s", "10 s", "100 s");

  private final String store;
  private final Timeline timeline;
  private final int last;
  private final StringBuilder body = new StringBuilder();

  ScaleChart(String store, Timeline timeline) {
    this.store = store;
    this.timeline = timeline;
    this.last =
        Math.max(1, timeline.chapters().stream().mapToInt(Timeline.Chapter::to).max().orElse(1));
  }

  String svg() {
    text("head", 10, 18, "accessToken() of " + store + ", second by second: median, p99, longest");
    axis();
    int row = TOP + HEIGHT + 16;
    int number = 1;
    for (Timeline.Chapter chapter : timeline.chapters()) {
      add(
          "<line class=\"mark\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
          x(chapter.from()), x(chapter.from()), TOP, TOP + HEIGHT);
      text("small", (int) x(chapter.from()) + 3, TOP + 10, Integer.toString(number));
      int column = 10 + (number - 1) % 3 * 300;
      text("small", column, row + (number - 1) / 3 * 14, number + " " + chapter.name());
      number++;
    }
    line("max", calls -> calls.millis(1));
    line("p99", calls -> calls.millis(0.99));
    line("p50", calls -> calls.millis(0.5));
    int bottom = row + (number + 1) / 3 * 14 + 10;
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
      <title>How long accessToken() took in each second of the run</title>
      <style>
        text { font: 12px system-ui, sans-serif; fill: #1f2328; }
        .head { font-weight: 600; font-size: 14px; }
        .small { font-size: 10px; }
        polyline { fill: none; stroke-width: 1.2; }
        .p50 { stroke: #5f9e5a; } .p99 { stroke: #4878a8; } .max { stroke: #d1802f; }
        .mark { stroke: #8b949e; stroke-dasharray: 3 3; } .grid { stroke: #8b949e44; }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3; }
          .p50 { stroke: #8fce8a; } .p99 { stroke: #79a8d8; } .max { stroke: #f0a860; }
        }
      </style>
      """;

  private void axis() {
    for (int i = 0; i <= DECADES; i++) {
      double y = TOP + HEIGHT - (double) HEIGHT * i / DECADES;
      add("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, WIDTH, y, y);
      text("small", 10, (int) y + 4, MARKS.get(i));
    }
  }

  private void line(String style, ToDoubleFunction<Latencies.Seen> value) {
    StringBuilder points = new StringBuilder();
    for (int second = 0; second < last; second++) {
      Latencies.Seen calls = timeline.at(second);
      if (calls.calls() > 0) {
        points.append(
            String.format(Locale.ROOT, "%.1f,%.1f ", x(second), y(value.applyAsDouble(calls))));
      }
    }
    add("<polyline class=\"%s\" points=\"%s\"/>", style, points.toString().strip());
  }

  private double x(int second) {
    return LEFT + (double) (WIDTH - LEFT) * second / last;
  }

  private static double y(double millis) {
    double decades = Math.log10(Math.max(millis, LEAST_MILLIS) / LEAST_MILLIS);
    return TOP + HEIGHT - HEIGHT * Math.min(decades, DECADES) / DECADES;
  }

  private void text(String style, int x, int y, String text) {
    add("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>", style, x, y, text);
  }

  private void add(String format, Object... values) {
    body.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
