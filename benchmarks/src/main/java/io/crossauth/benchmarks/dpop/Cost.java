package io.crossauth.benchmarks.dpop;

import io.crossauth.benchmarks.verify.Median;
import io.crossauth.benchmarks.verify.Meter;
import java.util.ArrayList;
import java.util.List;

/** What one piece of work takes of its thread, round by round. */
final class Cost {

  /** Something that is done once, for the n-th time in its round. */
  @FunctionalInterface
  interface Work {
    void run(int number) throws Exception;
  }

  private final Meter meter = new Meter();
  private final List<Double> nanos = new ArrayList<>();
  private final List<Double> bytes = new ArrayList<>();

  void round(int times, Work work) throws Exception {
    long allocated = meter.bytes();
    long begin = meter.cpuNanos();
    for (int i = 0; i < times; i++) {
      work.run(i);
    }
    nanos.add((double) (meter.cpuNanos() - begin) / times);
    bytes.add((double) (meter.bytes() - allocated) / times);
  }

  /** Microseconds of the second half of the rounds: the first is for the compilers. */
  double micros() {
    return Median.of(nanos.subList(nanos.size() / 2, nanos.size())) / 1_000;
  }

  /** By what other work took in the same rounds. */
  double by(Cost other) {
    List<Double> ratios = new ArrayList<>();
    for (int i = nanos.size() / 2; i < nanos.size(); i++) {
      ratios.add(nanos.get(i) / other.nanos.get(i));
    }
    return Median.of(ratios);
  }

  double bytes() {
    return Median.of(bytes.subList(bytes.size() / 2, bytes.size()));
  }
}
