package io.crossauth.benchmarks.verify;

import io.crossauth.benchmarks.peers.Algorithm;
import io.crossauth.benchmarks.peers.ClaimShape;
import io.crossauth.benchmarks.peers.Contestant;
import io.crossauth.benchmarks.peers.Contestants;
import io.crossauth.benchmarks.peers.RawVerify;
import io.crossauth.benchmarks.peers.Scene;
import io.crossauth.benchmarks.peers.Verifier;
import io.crossauth.benchmarks.report.Results;
import io.crossauth.benchmarks.report.ShapesTable;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All contestants over claims as people have them, in a JVM that has seen everything: before the
 * first round each contestant has checked tokens of each algorithm and each shape, so no call site
 * has one kind of callee only.
 */
final class ShapesRun {

  private static final int TOKENS = 8;

  private static final List<Algorithm> OTHERS =
      List.of(Algorithm.PS256, Algorithm.ES256, Algorithm.EDDSA, Algorithm.HS256);

  private final Pace pace;
  private final Results results = new Results();

  private ShapesRun(Pace pace) {
    this.pace = pace;
  }

  /**
   * Runs, prints the table and writes the results.
   *
   * @param args the pace, and the folder of the results
   */
  public static void main(String[] args) throws Exception {
    Pace pace = Pace.of(args[0]);
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    Results results = new ShapesRun(pace).run();
    results.write(Path.of(args[1], "shapes.tsv"));
    ShapesTable.all(results).forEach(table -> out.println(table.text()));
    // Some peers leave threads behind.
    System.exit(0);
  }

  private Results run() throws Exception {
    List<Contestant> contestants =
        Stream.concat(Contestants.all().stream(), Contestants.peersWhole().stream()).toList();
    for (Algorithm algorithm : Algorithm.values()) {
      pollute(contestants, Scene.of(algorithm));
    }
    for (ClaimShape shape : ClaimShape.values()) {
      race(contestants, Scene.of(Algorithm.RS256), shape, pace)
          .forEach((name, score) -> put("shapes/" + shape.label() + "/" + name, score));
    }
    for (Algorithm algorithm : OTHERS) {
      for (ClaimShape shape : ClaimShape.values()) {
        String path = "algorithms/" + algorithm.jose() + "/" + shape.label() + "/";
        // By what is asked of accents there is a gate of its own for each algorithm.
        Pace each = shape == ClaimShape.ACCENTS ? pace : pace.again();
        race(contestants, Scene.of(algorithm), shape, each)
            .forEach((name, score) -> put(path + name, score));
      }
    }
    return results;
  }

  /** As many calls of each kind as there will be rounds. */
  private void pollute(List<Contestant> contestants, Scene scene) throws Exception {
    for (Contestant contestant : contestants) {
      if (!contestant.can(scene.algorithm())) {
        continue;
      }
      try (Verifier verifier = contestant.prepare(scene)) {
        for (ClaimShape shape : ClaimShape.values()) {
          List<String> tokens = scene.tokens(shape, 1);
          for (int i = 0; i < pace.rounds(); i++) {
            String unused = verifier.verify(tokens.get(0));
          }
        }
      }
    }
  }

  private static Map<String, Score> race(
      List<Contestant> contestants, Scene scene, ClaimShape shape, Pace pace) throws Exception {
    List<String> tokens = scene.tokens(shape, TOKENS);
    Map<String, Verifier> lanes = new LinkedHashMap<>();
    lanes.put(Race.RAW, RawVerify.byDefault(scene, tokens));
    for (Contestant contestant : contestants) {
      if (contestant.can(scene.algorithm())) {
        lanes.put(contestant.name(), contestant.prepare(scene));
      }
    }
    try {
      return new Race(lanes, tokens, pace).run();
    } finally {
      lanes.values().forEach(Verifier::close);
    }
  }

  private void put(String path, Score score) {
    results
        .put(path + "/ratio", score.ratio())
        .put(path + "/micros", score.micros())
        .put(path + "/over", score.overRaw())
        .put(path + "/bytes", score.bytes());
  }
}
