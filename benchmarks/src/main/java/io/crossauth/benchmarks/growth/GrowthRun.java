package io.crossauth.benchmarks.growth;

import io.crossauth.benchmarks.report.GrowthTable;
import io.crossauth.benchmarks.report.Results;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Measures all curves; {@code benchmarks/growth} and {@code benchmarks/run} start it. */
final class GrowthRun {

  private static final List<Integer> TO_A_THOUSAND = List.of(1, 10, 100, 1_000);

  private GrowthRun() {}

  /**
   * Runs, prints, and writes the results.
   *
   * @param args pace, {@code full} or {@code quick}; then the folder of the results
   */
  public static void main(String[] args) throws Exception {
    Results results = new Results();
    boolean quick = args[0].equals("quick");
    measure(quick ? new Rounds(150, 30) : new Rounds(1_000, 200), curves(), results);
    new PrintWriter(System.out, true, StandardCharsets.UTF_8).println(GrowthTable.text(results));
    results.write(Path.of(args[1], "growth.tsv"));
    System.exit(0);
  }

  static void measure(Rounds rounds, List<Curve> curves, Results results) throws Exception {
    for (Curve curve : curves) {
      rounds.measure(curve, results);
    }
  }

  static List<Curve> curves() {
    Checks checks = new Checks();
    return List.of(
        new Curve("issuers", TO_A_THOUSAND, checks::issuers),
        new Curve("keys", List.of(1, 10, 100), checks::keys),
        new Curve("scopes", TO_A_THOUSAND, checks::scopes),
        new Curve("claims", TO_A_THOUSAND, checks::claims),
        new Curve("routes", TO_A_THOUSAND, Routes::of),
        new Curve("uses", List.of(1, 100, 10_000, 100_000), Stores::uses),
        new Curve("sessions", List.of(1, 100, 10_000, 1_000_000), Stores::sessions));
  }
}
