package io.crossauth.benchmarks.stress;

import io.crossauth.benchmarks.report.Results;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Prints what the key set does under a crowd, a flood, rotations and outages; {@code
 * benchmarks/stress}.
 */
final class Stress {

  private static final Duration USUAL_FLOOD = Duration.ofSeconds(15);

  private final PrintWriter out;
  private final Results results = new Results();
  private boolean met = true;
  private boolean countsMet = true;

  Stress(PrintWriter out) {
    this.out = out;
  }

  /**
   * Runs all.
   *
   * @param args how many seconds the flood lasts, 2 to 600; 15 by default; and a folder for the
   *     results, if they are wanted
   */
  public static void main(String[] args) throws InterruptedException, IOException {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    Duration flood = args.length == 0 ? USUAL_FLOOD : seconds(args[0]);
    Stress stress = new Stress(out);
    boolean met = stress.run(1_000, flood);
    if (args.length > 1) {
      stress.results.write(Path.of(args[1], "stress.tsv"));
    }
    System.exit(met ? 0 : 1);
  }

  private static Duration seconds(String text) {
    if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) < 2 || Integer.parseInt(text) > 600) {
      System.err.println("stress: expected the seconds of the flood, 2 to 600, found " + text);
      System.exit(2);
    }
    return Duration.ofSeconds(Integer.parseInt(text));
  }

  /** Whether all gates are met. */
  boolean run(int crowd, Duration flood) throws InterruptedException {
    out.println(
        new Figure("measured", "found", "goal", "gate", true, false).line().replace(" ok", ""));
    print(new ColdStart(crowd).measure());
    print(new EarlyRotation(3).measure());
    print(new Flood(4, flood).measure());
    print(new HangingEndpoint(40, hanging(flood)).measure());
    print(new Outage(8, 65).measure());
    out.println(met ? "All gates are met." : "A gate is MISSED.");
    return met;
  }

  /** Whether those gates are met that hold on a machine of any speed. */
  boolean countsMet() {
    return countsMet;
  }

  /** Long enough for several attempts that hang, where there is time. */
  private static Duration hanging(Duration flood) {
    Duration usual = Duration.ofSeconds(10);
    return flood.compareTo(usual) < 0 ? flood : usual;
  }

  private void print(List<Figure> figures) {
    for (Figure figure : figures) {
      met &= figure.met();
      countsMet &= figure.met() || figure.timed();
      results.put("stress/" + figure.name().replace("/s", " per second"), figure.found());
      out.println(figure.line());
    }
  }
}
