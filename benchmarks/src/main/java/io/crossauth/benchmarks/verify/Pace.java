package io.crossauth.benchmarks.verify;

/**
 * How long a race takes.
 *
 * @param firstWarmUpMillis for each contestant's first algorithm, when all of its code is cold
 * @param warmUpMillis for each further algorithm
 * @param rounds how often all run
 * @param sliceMicros how long each runs in a round
 */
public record Pace(int firstWarmUpMillis, int warmUpMillis, int rounds, int sliceMicros) {

  /** By its name on the command line: {@code quick}, or anything else for figures to publish. */
  public static Pace of(String name) {
    return name.equals("quick") ? quick() : full();
  }

  /** For figures to publish. */
  static Pace full() {
    return new Pace(3_000, 1_000, 200, 4_000);
  }

  /** For a look. */
  static Pace quick() {
    return new Pace(700, 120, 40, 2_500);
  }

  /** For a further race in a JVM that has already run everything in it. */
  Pace again() {
    return new Pace(warmUpMillis / 5, warmUpMillis / 5, rounds / 3, sliceMicros);
  }

  Pace first() {
    return new Pace(firstWarmUpMillis, firstWarmUpMillis, rounds, sliceMicros);
  }
}
