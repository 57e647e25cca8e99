package io.crossauth.benchmarks.soak;

import io.crossauth.benchmarks.verify.Median;
import java.util.List;
import java.util.Locale;

/**
 * Whether a heap grows: its last third is compared with the third before it, by their medians,
 * which one odd sample does not move. The first third is for caches to fill and classes to load.
 *
 * @param heaps bytes in use after each collection
 */
record Growth(List<Long> heaps) {

  /** What is put down to chance. */
  private static final double TOLERANCE = 0.03;

  Growth {
    heaps = List.copyOf(heaps);
  }

  boolean flat() {
    return heaps.size() < 3 || share() <= TOLERANCE;
  }

  /** How much more there is, as a share of what there was. */
  private double share() {
    int third = heaps.size() / 3;
    double before = median(heaps.subList(heaps.size() - 2 * third, heaps.size() - third));
    double after = median(heaps.subList(heaps.size() - third, heaps.size()));
    return after / before - 1;
  }

  private static double median(List<Long> part) {
    return Median.of(part.stream().map(Long::doubleValue).toList());
  }

  /** The last line. */
  String text() {
    if (heaps.size() < 3) {
      return "heap: too few samples to say";
    }
    return String.format(
        Locale.ROOT, "heap: %s (%+.1f %%)", flat() ? "flat" : "GROWING", 100 * share());
  }
}
