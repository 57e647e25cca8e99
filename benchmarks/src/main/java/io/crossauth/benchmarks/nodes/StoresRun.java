package io.crossauth.benchmarks.nodes;

import io.crossauth.benchmarks.report.Results;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.logging.LogManager;

/** {@link StoreCost} of PostgreSQL and of Redis; {@code benchmarks/run} starts it. */
final class StoresRun {

  private StoresRun() {}

  /**
   * Runs, prints and writes the results.
   *
   * @param args the pace, and the folder of the results
   */
  public static void main(String[] args) throws IOException {
    // Lettuce tells of every line that breaks.
    LogManager.getLogManager().reset();
    boolean quick = args[0].equals("quick");
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    for (String kind : List.of(JdbcBackend.KIND, RedisBackend.KIND)) {
      Results results = new Results();
      try (Engine engine = Engine.start(kind)) {
        StoreCost.measure(engine, quick ? 20 : 200, quick ? 20 : 100, results);
      }
      results.write(Path.of(args[1], "stores-" + kind + ".tsv"));
      print(results, out);
    }
    System.exit(0);
  }

  private static void print(Results results, PrintWriter out) {
    for (String store : results.below("stores")) {
      out.printf(
          Locale.ROOT,
          "%s: the token, nothing due: p50 %.0f us, %.2f of the least call%n",
          store,
          results.number("stores", store, "micros").orElse(Double.NaN),
          results.number("stores", store, "ratio").orElse(Double.NaN));
      for (String what : List.of("nothing due", "refresh")) {
        if (results.number("stores", store, what, "statements").isPresent()) {
          out.printf(
              Locale.ROOT,
              "  %s: %.2f statements, %.2f round trips, %.0f connections at once%n",
              what,
              results.number("stores", store, what, "statements").orElse(Double.NaN),
              results.number("stores", store, what, "round trips").orElse(Double.NaN),
              results.number("stores", store, what, "connections").orElse(Double.NaN));
        }
      }
    }
  }
}
