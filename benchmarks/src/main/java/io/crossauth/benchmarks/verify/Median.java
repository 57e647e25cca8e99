package io.crossauth.benchmarks.verify;

import java.util.Collection;

/** The value in the middle, which one bad round does not move. */
public final class Median {

  private Median() {}

  /** Half of the values are below, half above. */
  public static double of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("values: expected some, found none");
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
