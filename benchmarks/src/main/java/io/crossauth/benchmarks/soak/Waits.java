package io.crossauth.benchmarks.soak;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long calls took, counted in classes that are an eighth wider each: any number of calls in the
 * same few kilobytes. Safe for use by many threads.
 */
final class Waits {

  /** So many classes for each doubling. */
  private static final int STEPS = 6;

  private static final int CLASSES = 64 * STEPS;

  private final AtomicLongArray counts = new AtomicLongArray(CLASSES);

  void add(long nanos) {
    double place = STEPS * Math.log((double) Math.max(1, nanos)) / Math.log(2);
    counts.incrementAndGet(Math.min(CLASSES - 1, (int) place));
  }

  /** The microseconds that so large a share of the calls stayed below; zero if there were none. */
  double micros(double share) {
    long all = 0;
    for (int i = 0; i < CLASSES; i++) {
      all += counts.get(i);
    }
    long seen = 0;
    for (int i = 0; i < CLASSES; i++) {
      seen += counts.get(i);
      if (seen > 0 && seen >= share * all) {
        return Math.pow(2, (i + 1.0) / STEPS) / 1e3;
      }
    }
    return 0;
  }
}
