package io.crossauth.benchmarks.nodes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** All calls of a run, second by second, and its chapters. */
final class Timeline {

  /**
   * A part of the run.
   *
   * @param name what was done
   * @param from its first second
   * @param to the second after its last
   */
  record Chapter(String name, int from, int to) {}

  private final long begun = System.nanoTime();
  private final ConcurrentMap<Integer, Latencies.Seen> seconds = new ConcurrentHashMap<>();
  private final List<Chapter> chapters = new ArrayList<>();

  int second() {
    return (int) ((System.nanoTime() - begun) / 1_000_000_000L);
  }

  void add(Latencies.Seen calls) {
    seconds.merge(second(), calls, Latencies.Seen::plus);
  }

  void chapter(String name, int from) {
    chapters.add(new Chapter(name, from, second()));
  }

  List<Chapter> chapters() {
    return List.copyOf(chapters);
  }

  Latencies.Seen at(int second) {
    return seconds.getOrDefault(second, Latencies.Seen.none());
  }

  /** All calls that came back within a chapter. */
  Latencies.Seen within(int from, int to) {
    Latencies.Seen sum = Latencies.Seen.none();
    for (Map.Entry<Integer, Latencies.Seen> entry : seconds.entrySet()) {
      if (entry.getKey() >= from && entry.getKey() < to) {
        sum = sum.plus(entry.getValue());
      }
    }
    return sum;
  }
}
