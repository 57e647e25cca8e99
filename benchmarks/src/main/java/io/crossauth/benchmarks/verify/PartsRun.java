package io.crossauth.benchmarks.verify;

import io.crossauth.benchmarks.peers.Algorithm;
import io.crossauth.benchmarks.peers.Scene;
import io.crossauth.benchmarks.peers.Verifier;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where the time and the bytes of a check go, step by step; {@code benchmarks/profile parts}. */
final class PartsRun {

  private static final int TOKENS = 8;
  private static final Pace STEPS = new Pace(3_000, 3_000, 100, 3_000);
  private static final Pace ALGORITHMS = new Pace(1_500, 1_500, 10, 3_000);

  private final PrintWriter out;

  private PartsRun(PrintWriter out) {
    this.out = out;
  }

  /**
   * Runs and prints.
   *
   * @param args what the JVM was told, for the head of the table
   */
  public static void main(String[] args) throws Exception {
    PartsRun run = new PartsRun(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    run.out.printf(
        "JDK %s%s, %s%n",
        Runtime.version().feature(),
        args.length == 0 ? "" : " " + String.join(" ", args),
        Machine.processor());
    run.steps();
    run.algorithms();
    System.exit(0);
  }

  private void steps() throws Exception {
    Scene scene = Scene.of(Algorithm.RS256);
    List<String> tokens = scene.tokens(TOKENS);
    Map<String, Score> found = race(new CheckParts(scene, tokens).steps(), tokens, STEPS);
    Score raw = score(found, Race.RAW);
    Score form = score(found, CheckParts.FORM);
    Score header = score(found, CheckParts.HEADER);
    Score claims = score(found, CheckParts.CLAIMS);
    Score signature = score(found, CheckParts.SIGNATURE);
    Score subject = score(found, CheckParts.SUBJECT);
    Score all = score(found, CheckParts.ALL);
    double restMicros =
        subject.overRaw() - form.micros() - header.micros() - signature.overRaw() - claims.micros();
    double restBytes =
        subject.bytes() - form.bytes() - header.bytes() - signature.bytes() - claims.bytes();
    out.printf("%-44s %8s %8s %8s%n", "RS256, Keycloak's claims", "us", "of raw", "bytes");
    row("the bare signature check", raw, raw.micros(), raw.bytes());
    row("form: three segments to bytes", raw, form.micros(), form.bytes());
    Score base64 = score(found, CheckParts.BASE64);
    row("  the JDK's base64 alone does in", raw, base64.micros(), base64.bytes());
    row("header: one that is remembered", raw, header.micros(), header.bytes());
    row(
        "around the signature: what was signed",
        raw,
        signature.overRaw(),
        signature.bytes() - raw.bytes());
    row("claims: all of the JSON, once", raw, claims.micros(), claims.bytes());
    row("rules, subject, the token handed out", raw, restMicros, restBytes);
    row("together, over the bare check", raw, subject.overRaw(), subject.bytes() - raw.bytes());
    row(
        "every value of every claim, besides",
        raw,
        all.overRaw() - subject.overRaw(),
        all.bytes() - subject.bytes());
  }

  private void algorithms() throws Exception {
    out.printf(
        "%n%-10s %12s %16s %16s %14s%n",
        "bytes", "bare check", "subject, over", "values, over", "subject / bare");
    for (Algorithm algorithm : CryptoSetting.ORDER) {
      Scene scene = Scene.of(algorithm);
      List<String> tokens = scene.tokens(TOKENS);
      Map<String, Score> found = race(new CheckParts(scene, tokens).whole(), tokens, ALGORITHMS);
      double raw = score(found, Race.RAW).bytes();
      out.printf(
          Locale.ROOT,
          "%-10s %,12.0f %,16.0f %,16.0f %14.2f%n",
          algorithm.jose(),
          raw,
          score(found, CheckParts.SUBJECT).bytes() - raw,
          score(found, CheckParts.ALL).bytes() - raw,
          score(found, CheckParts.SUBJECT).ratio());
    }
    out.println();
  }

  private static Map<String, Score> race(
      Map<String, Verifier> lanes, List<String> tokens, Pace pace) throws Exception {
    try {
      return new Race(lanes, tokens, pace).run();
    } finally {
      lanes.values().forEach(Verifier::close);
    }
  }

  private static Score score(Map<String, Score> scores, String lane) {
    Score score = scores.get(lane);
    if (score == null) {
      throw new IllegalStateException("lanes: expected " + lane + ", found " + scores.keySet());
    }
    return score;
  }

  private void row(String name, Score raw, double micros, double bytes) {
    out.printf(
        Locale.ROOT,
        "%-44s %8.2f %6.1f %% %,8.0f%n",
        name,
        micros,
        100 * micros / raw.micros(),
        bytes);
  }
}
