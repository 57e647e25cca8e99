package io.crossauth.benchmarks.report;

import io.crossauth.benchmarks.peers.ClaimShape;
import io.crossauth.benchmarks.peers.Contestants;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** What the figures must be. */
final class Gates {

  static final String RAW = "raw verify";
  static final String RAW_JDK = "raw verify, JDK";
  private static final String SHA_IN_JAVA = "JDK, SHA in Java";
  private static final List<String> PROVIDERS = List.of("JDK", "ACCP", "Conscrypt");
  private static final double KB = 1_000;

  private final Results results;
  private final List<Gate> all = new ArrayList<>();

  private Gates(Results results) {
    this.results = results;
  }

  static List<Gate> of(Results results) {
    Gates gates = new Gates(results);
    gates.ratios();
    gates.overRaw();
    gates.cached();
    gates.peers();
    gates.shapes();
    gates.keySets();
    gates.all.addAll(ServiceGates.of(results));
    gates.all.addAll(GrowthTable.gates(results));
    return List.copyOf(gates.all);
  }

  static long met(List<Gate> gates) {
    return gates.stream().filter(Gate::met).count();
  }

  /** The last line of all. */
  static String summary(List<Gate> gates) {
    long met = met(gates);
    return String.format(Locale.ROOT, "gates: %d met, %d missed", met, gates.size() - met);
  }

  private void ratios() {
    ratio("JDK", "RS256", 1.10, 1.20);
    ratio("JDK", "PS256", 1.10, 1.20);
    ratio("JDK", "ES256", 1.02, 1.08);
    ratio("JDK", "EdDSA", 1.02, 1.08);
    ratio(SHA_IN_JAVA, "HS256", 2.0, 2.5);
    ratio("ACCP", "RS256", 1.25, 1.40);
    ratio("ACCP", "ES256", 1.12, 1.20);
    ratio("ACCP", "EdDSA", 1.18, 1.35);
    OptionalDouble found = toJdk("ACCP", Contestants.OURS, "ES256");
    all.add(Gate.atMost("ES256 by ACCP / raw verify by the JDK", found, 0.09, 0.11));
  }

  private void ratio(String provider, String algorithm, double goal, double gate) {
    OptionalDouble found = verify(provider, Contestants.OURS, algorithm, "ratio");
    all.add(Gate.atMost(algorithm + " / raw verify, " + provider, found, goal, gate));
  }

  /** A contestant's time by that of the JDK's own raw verify in the same rounds. */
  private OptionalDouble toJdk(String provider, String name, String algorithm) {
    OptionalDouble own = verify(provider, name, algorithm, "ratio");
    OptionalDouble jdk = verify(provider, RAW_JDK, algorithm, "ratio");
    return own.isEmpty() || jdk.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(own.getAsDouble() / jdk.getAsDouble());
  }

  private OptionalDouble verify(String provider, String name, String algorithm, String figure) {
    return results.number("verify", provider, name, algorithm, figure);
  }

  /** Times by HS256, whose signature costs least and swings least; bytes by RS256. */
  private void overRaw() {
    over("whole claims", Contestants.OURS, new double[] {6.5, 9, 9.5 * KB, 12 * KB});
    over("lazy claims", Contestants.OURS_LAZY, new double[] {5, 7, 4.5 * KB, 6.5 * KB});
  }

  private void over(String what, String name, double[] limits) {
    OptionalDouble micros = verify("JDK", name, "HS256", "over");
    OptionalDouble bytes =
        difference(verify("JDK", name, "RS256", "bytes"), verify("JDK", RAW, "RS256", "bytes"));
    all.add(Gate.atMost("over raw verify, " + what + ": µs", micros, limits[0], limits[1]));
    all.add(Gate.atMost("over raw verify, " + what + ": B", bytes, limits[2], limits[3]));
  }

  private static OptionalDouble difference(OptionalDouble one, OptionalDouble other) {
    return one.isEmpty() || other.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(one.getAsDouble() - other.getAsDouble());
  }

  private void cached() {
    String name = Contestants.OURS_CACHED;
    OptionalDouble micros = verify("JDK", name, "RS256", "micros");
    all.add(Gate.atMost("cached check: µs", micros, 0.2, 0.5));
    all.add(Gate.atMost("cached check: B", verify("JDK", name, "RS256", "bytes"), 24, 64));
    OptionalDouble lapses = results.number("lapses", Contestants.OURS, "count");
    all.add(Gate.atMost("bad tokens that ours accepts", lapses, 0, 0));
  }

  private void peers() {
    for (String provider : PROVIDERS) {
      for (String algorithm : VerifyTable.ALGORITHMS) {
        OptionalDouble behind = behindTheBest(provider, algorithm);
        String name = "behind the best peer, " + algorithm + ", " + provider;
        all.add(Gate.atMost(name, behind, 0, 0.03));
      }
    }
    for (String algorithm : VerifyTable.ALGORITHMS) {
      all.add(
          Gate.atMost(
              "every value: behind the best peer, " + algorithm + ", JDK",
              behind("verify/JDK", "/" + algorithm, Gates::isPeerWhole, Contestants.OURS),
              0,
              0.03));
    }
  }

  /** How much more than the fastest peer, in raw verifies; below zero if none is as fast. */
  private OptionalDouble behindTheBest(String provider, String algorithm) {
    // As all others, it is asked for the subject.
    return behind(
        "verify/" + provider,
        "/" + algorithm,
        name -> isPeer(name, provider),
        Contestants.OURS_LAZY);
  }

  /**
   * Ours less the best of some.
   *
   * @param path where their names are
   * @param rest what stands between a name and the figure
   * @param who of those there
   */
  private OptionalDouble behind(String path, String rest, Predicate<String> who, String ours) {
    OptionalDouble best =
        results.below(path).stream()
            .filter(who)
            .map(name -> results.number(path, name + rest, "ratio"))
            .flatMapToDouble(OptionalDouble::stream)
            .min();
    return difference(results.number(path, ours + rest, "ratio"), best);
  }

  /** Tink's curve is no provider's, so where all use the JDK's it is no peer. */
  private static boolean isPeer(String name, String provider) {
    return !name.startsWith("raw ")
        && !name.startsWith(Contestants.OURS)
        && !isPeerWhole(name)
        && !(name.equals(Contestants.NIMBUS_TINK) && provider.equals("JDK"));
  }

  /** Who is asked for every value, as ours is. */
  private static boolean isPeerWhole(String name) {
    return name.endsWith(Contestants.EVERY_VALUE);
  }

  /** Claims as people have them, in a JVM that has seen everything. */
  private void shapes() {
    for (ClaimShape each : ClaimShape.values()) {
      String shape = each.label();
      String name = ", " + shape + ", RS256";
      // All are asked for the subject, here and in the peers' lanes.
      OptionalDouble ours = shape(shape, Contestants.OURS_LAZY, "ratio");
      if (each != ClaimShape.FIFTY_ROLES) {
        all.add(Gate.atMost("check / raw verify" + name, ours, 1.12, 1.20));
      }
      OptionalDouble behind =
          behind("shapes/" + shape, "", peer -> isPeer(peer, "JDK"), Contestants.OURS_LAZY);
      all.add(Gate.atMost("behind the best peer" + name, behind, 0, 0.03));
    }
    for (String algorithm : VerifyTable.ALGORITHMS) {
      // By RS256 each shape has a gate of its own above.
      if (!algorithm.equals("RS256")) {
        worst(algorithm, "", name -> isPeer(name, "JDK"), Contestants.OURS_LAZY);
      }
      worst(algorithm, "every value: ", Gates::isPeerWhole, Contestants.OURS);
    }
    OptionalDouble every = shape("accents", Contestants.OURS, "ratio");
    all.add(Gate.atMost("every value / raw verify, accents, RS256", every, 1.12, 1.20));
    algorithm("PS256", 1.12, 1.20);
    algorithm("ES256", 1.03, 1.08);
    algorithm("EdDSA", 1.03, 1.08);
    for (String shape : List.of("accents", "Cyrillic")) {
      beyondAscii(shape, "ratio", "time / raw verify", 1.03, 1.10);
      beyondAscii(shape, "bytes", "bytes", 1.05, 1.15);
    }
    OptionalDouble lazy =
        difference(
            shape("accents", Contestants.OURS_LAZY, "bytes"), shape("accents", RAW, "bytes"));
    all.add(Gate.atMost("over raw verify, accents, lazy claims: B", lazy, 4.5 * KB, 6.5 * KB));
    OptionalDouble whole =
        difference(shape("accents", Contestants.OURS, "bytes"), shape("accents", RAW, "bytes"));
    all.add(Gate.atMost("over raw verify, accents, whole claims: B", whole, 9 * KB, 12 * KB));
  }

  private void worst(String algorithm, String what, Predicate<String> who, String ours) {
    OptionalDouble worst =
        Arrays.stream(ClaimShape.values())
            .map(shape -> ShapesTable.path(algorithm) + "/" + shape.label())
            .map(path -> behind(path, "", who, ours))
            .reduce(Gates::larger)
            .orElseThrow();
    String name = what + "behind the best peer, worst of all shapes, " + algorithm;
    all.add(Gate.atMost(name, worst, 0, 0.03));
  }

  /** None if one was not measured. */
  private static OptionalDouble larger(OptionalDouble one, OptionalDouble other) {
    return one.isEmpty() || other.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(one.getAsDouble(), other.getAsDouble()));
  }

  private void algorithm(String name, double goal, double gate) {
    OptionalDouble found =
        results.number(ShapesTable.path(name), "accents", Contestants.OURS, "ratio");
    all.add(Gate.atMost("check / raw verify, accents, " + name, found, goal, gate));
  }

  private void beyondAscii(String shape, String figure, String what, double goal, double gate) {
    OptionalDouble some = shape(shape, Contestants.OURS_LAZY, figure);
    OptionalDouble ascii = shape("Keycloak", Contestants.OURS_LAZY, figure);
    OptionalDouble found =
        some.isEmpty() || ascii.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(some.getAsDouble() / ascii.getAsDouble());
    all.add(Gate.atMost(shape + " / ASCII, lazy claims: " + what, found, goal, gate));
  }

  private OptionalDouble shape(String shape, String name, String figure) {
    return results.number("shapes", shape, name, figure);
  }

  private void keySets() {
    OptionalDouble fetches = results.number("stress", "flood: fetches per second");
    all.add(Gate.atMost("flood of unknown keys: fetches/s", fetches, 0.5, 1));
    OptionalDouble seen = results.number("stress", "flood: a rotated key is accepted after, s");
    all.add(Gate.atMost("flood: a rotated key is accepted after, s", seen, 3, 5));
    hangs("bad signature, known kid: median / raw", 1.2, 2);
    hangs("bad signature, known kid: waits", 0, 0);
    hangs("bad signature, known kid: good tokens' waits", 0, 0);
    hangs("bad signature, known kid: good tokens' p99 / healthy", 1.1, 1.5);
    hangs("unknown kid: longest wait, ms", 250, 500);
    hangs("unknown kid: good tokens' waits", 0, 0);
    hangs("unknown kid: good tokens' p99 / healthy", 1.1, 1.5);
    String early = "keys rotated 0.2 s after a fetch: refused";
    all.add(Gate.atMost(early, results.number("stress", early), 0, 0));
    OptionalDouble good = results.number("stress", "outage of 65 min: good tokens accepted, %");
    all.add(Gate.atLeast("outage of 65 min: good tokens accepted, %", good, 100, 100));
    OptionalDouble cold = results.number("stress", "cold start: fetches of the key set");
    all.add(Gate.atMost("1,000 cold threads: fetches", cold, 1, 1));
  }

  /** The JWKS endpoint hangs, and the keys here are fresh. */
  private void hangs(String what, double goal, double gate) {
    String name = "keys hang, " + what;
    all.add(Gate.atMost(name, results.number("stress", name), goal, gate));
  }
}
