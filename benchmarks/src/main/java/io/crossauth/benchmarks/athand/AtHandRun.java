package io.crossauth.benchmarks.athand;

import io.crossauth.benchmarks.peers.Verifier;
import io.crossauth.benchmarks.report.Results;
import io.crossauth.benchmarks.verify.Pace;
import io.crossauth.benchmarks.verify.Race;
import io.crossauth.benchmarks.verify.Score;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tokens and answers that are at hand: those of a service, of a session, of an exchange, and what a
 * provider has said of an opaque token; in turn with Spring's, in one JVM.
 */
final class AtHandRun {

  private AtHandRun() {}

  /**
   * Runs, prints and writes the results.
   *
   * @param args the pace, and the folder of the results
   */
  public static void main(String[] args) throws Exception {
    Results results = measure(Pace.of(args[0]));
    results.write(Path.of(args[1], "athand.tsv"));
    print(results, new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    System.exit(0);
  }

  /**
   * Runs.
   *
   * @throws IllegalStateException if the provider was asked for what is at hand
   */
  static Results measure(Pace pace) throws Exception {
    Results results = new Results();
    Provider provider = new Provider();
    try (OurLanes ours = new OurLanes(provider)) {
      Map<String, Verifier> lanes = new LinkedHashMap<>(ours.all());
      lanes.putAll(SpringLanes.all());
      for (Verifier lane : lanes.values()) {
        String unused = lane.verify("");
      }
      int asked = provider.calls();
      Map<String, Score> scores = new Race(lanes, OurLanes.SOURCE, List.of(""), pace).run();
      if (provider.calls() != asked) {
        throw new IllegalStateException(
            "expected all to be at hand, found calls: " + (provider.calls() - asked));
      }
      scores.forEach((name, score) -> put(results, name, score));
    }
    return results;
  }

  private static void put(Results results, String name, Score score) {
    results
        .put("athand/" + name + "/micros", score.micros())
        .put("athand/" + name + "/ratio", score.ratio())
        .put("athand/" + name + "/bytes", score.bytes());
  }

  private static void print(Results results, PrintWriter out) {
    out.printf(Locale.ROOT, "%-42s %9s %9s %9s%n", "at hand", "p50, us", "ratio", "bytes");
    for (String name : results.below("athand")) {
      out.printf(
          Locale.ROOT,
          "%-42s %9.3f %9.1f %9.0f%n",
          name,
          results.number("athand", name, "micros").orElse(Double.NaN),
          results.number("athand", name, "ratio").orElse(Double.NaN),
          results.number("athand", name, "bytes").orElse(Double.NaN));
    }
    out.println();
  }
}
