package io.crossauth.benchmarks.verify;

import java.util.ArrayList;
import java.util.List;

/** The rounds of one contestant. */
final class Track {

  private final List<Double> ratios = new ArrayList<>();
  private final List<Double> micros = new ArrayList<>();
  private final List<Double> overRaw = new ArrayList<>();
  private final List<Double> bytes = new ArrayList<>();

  void add(Slice slice, Slice raw) {
    ratios.add(slice.nanos() / raw.nanos());
    micros.add(slice.nanos() / 1e3);
    overRaw.add((slice.nanos() - raw.nanos()) / 1e3);
    bytes.add(slice.bytes());
  }

  Score score() {
    return new Score(Median.of(ratios), Median.of(micros), Median.of(overRaw), Median.of(bytes));
  }
}
