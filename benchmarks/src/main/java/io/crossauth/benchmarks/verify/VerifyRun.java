package io.crossauth.benchmarks.verify;

import io.crossauth.benchmarks.peers.Algorithm;
import io.crossauth.benchmarks.peers.Contestant;
import io.crossauth.benchmarks.peers.Contestants;
import io.crossauth.benchmarks.peers.RawVerify;
import io.crossauth.benchmarks.peers.Scene;
import io.crossauth.benchmarks.peers.Verifier;
import io.crossauth.benchmarks.report.Results;
import io.crossauth.benchmarks.report.VerifyTable;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** All contestants by one provider; {@code benchmarks/run} starts one of these for each. */
final class VerifyRun {

  private static final int TOKENS = 8;

  private final CryptoSetting setting;
  private final Pace pace;
  private final Results results = new Results();

  private VerifyRun(CryptoSetting setting, Pace pace) {
    this.setting = setting;
    this.pace = pace;
  }

  /**
   * Runs, prints the table and writes the results.
   *
   * @param args setting, pace, and the folder of the results
   */
  public static void main(String[] args) throws Exception {
    CryptoSetting setting = CryptoSetting.valueOf(args[0].toUpperCase(Locale.ROOT));
    Pace pace = Pace.of(args[1]);
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    // Keys are made before: not every provider can make them.
    for (Algorithm algorithm : Algorithm.values()) {
      Scene unused = Scene.of(algorithm);
    }
    if (setting.install()) {
      Results results = new VerifyRun(setting, pace).run();
      results.write(Path.of(args[2], setting.file()));
      out.println(VerifyTable.of(results, setting.label()).text());
    } else {
      out.println(setting.label() + ": not for this machine");
    }
    // Some peers leave threads behind.
    System.exit(0);
  }

  private Results run() throws Exception {
    List<Contestant> contestants = Contestants.all();
    List<Contestant> lanes =
        Stream.concat(contestants.stream(), Contestants.peersWhole().stream()).toList();
    RejectMatrix matrix = RejectMatrix.of(lanes, CryptoSetting.ORDER);
    Pace current = pace.first();
    for (Algorithm algorithm : setting.algorithms()) {
      List<Contestant> fit = lanes.stream().filter(one -> matrix.runs(one, algorithm)).toList();
      Map<String, Score> scores = race(fit, Scene.of(algorithm), current);
      scores.forEach((name, score) -> put(algorithm, name, score));
      current = pace;
    }
    for (Contestant contestant : contestants) {
      List<String> lapses = matrix.lapses(contestant);
      results.put("lapses/" + contestant.name() + "/count", lapses.size());
      results.put("lapses/" + contestant.name() + "/names", String.join(", ", lapses));
    }
    matrix
        .failures()
        .forEach((who, why) -> results.put("failures/" + setting.label() + "/" + who, why));
    results.put("machine/java", System.getProperty("java.runtime.version", "?"));
    results.put("machine/processor", Machine.processor());
    results.put("machine/rounds", pace.rounds());
    return results;
  }

  private static Map<String, Score> race(List<Contestant> contestants, Scene scene, Pace pace)
      throws Exception {
    List<String> tokens = scene.tokens(TOKENS);
    Map<String, Verifier> lanes = new LinkedHashMap<>();
    lanes.put(Race.RAW, RawVerify.byDefault(scene, tokens));
    lanes.put("raw verify, JDK", RawVerify.byJdk(scene, tokens));
    for (Contestant contestant : contestants) {
      lanes.put(contestant.name(), contestant.prepare(scene));
    }
    try {
      return new Race(lanes, tokens, pace).run();
    } finally {
      lanes.values().forEach(Verifier::close);
    }
  }

  private void put(Algorithm algorithm, String name, Score score) {
    String path = "verify/" + setting.label() + "/" + name + "/" + algorithm.jose() + "/";
    results
        .put(path + "ratio", score.ratio())
        .put(path + "micros", score.micros())
        .put(path + "over", score.overRaw())
        .put(path + "bytes", score.bytes());
  }
}
