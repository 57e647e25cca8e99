package io.crossauth.benchmarks.calls;

import io.crossauth.benchmarks.report.Results;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Token calls, sources, first calls and memory; {@code benchmarks/run} starts it. */
final class CallsRun {

  private CallsRun() {}

  /**
   * Runs, prints and writes the results.
   *
   * @param args pace, and the folder of the results
   */
  public static void main(String[] args) throws Exception {
    boolean quick = args[0].equals("quick");
    Results results = new Results();
    (quick ? new TokenCalls(10, 120) : new TokenCalls(60, 300)).measure(results);
    new CachedSource(quick ? 100 : 1_000).measure(results);
    new Startup(quick ? 3 : 15).measure(results);
    Memory.measure(results);
    results.write(Path.of(args[1], "calls.tsv"));
    print(results, new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    System.exit(0);
  }

  private static void print(Results results, PrintWriter out) {
    for (String who : results.below("calls")) {
      for (String threads : results.below("calls", who, "rate")) {
        String name = "token calls, " + who + ", threads " + threads + ": calls/s";
        line(out, name, results, "calls/" + who + "/rate/" + threads);
      }
    }
    for (String kind : results.below("startup")) {
      for (String figure : results.below("startup", kind)) {
        String name = "first call in a JVM, " + kind + ": " + figure;
        line(out, name, results, "startup/" + kind + "/" + figure);
      }
    }
    for (String kept : results.below("memory")) {
      line(out, "bytes kept for each " + kept, results, "memory/" + kept);
    }
    out.println();
  }

  private static void line(PrintWriter out, String name, Results results, String path) {
    double value = results.number(path).orElse(Double.NaN);
    out.println(String.format(Locale.ROOT, "%-52s %10.1f", name, value));
  }
}
