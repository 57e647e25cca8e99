package io.crossauth.benchmarks.nodes;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** How long calls took, in steps of a twentieth, and how they failed. */
final class Latencies {

  private static final double STEP = Math.log(1.05);

  private final ConcurrentMap<Integer, LongAdder> times = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, LongAdder> failures = new ConcurrentHashMap<>();

  void took(long nanos) {
    times.computeIfAbsent(bucket(nanos), bucket -> new LongAdder()).increment();
  }

  /** A call failed, after so long. */
  void failed(long nanos, String code) {
    took(nanos);
    failures.computeIfAbsent(code, other -> new LongAdder()).increment();
  }

  private static int bucket(long nanos) {
    return (int) (Math.log(Math.max(1, nanos / 1_000.0)) / STEP);
  }

  /** What there was since the last time. */
  Seen drain() {
    return new Seen(drained(times), drained(failures));
  }

  private static <K extends Comparable<K>> Map<K, Long> drained(ConcurrentMap<K, LongAdder> from) {
    Map<K, Long> drained = new TreeMap<>();
    from.forEach(
        (key, count) -> {
          long sum = count.sumThenReset();
          if (sum > 0) {
            drained.put(key, sum);
          }
        });
    return drained;
  }

  /**
   * Calls of some time.
   *
   * @param times how many, by the logarithm of how long they took
   * @param failures how many failed, by code
   */
  record Seen(Map<Integer, Long> times, Map<String, Long> failures) {

    static Seen none() {
      return new Seen(Map.of(), Map.of());
    }

    Seen plus(Seen other) {
      return new Seen(sum(times, other.times), sum(failures, other.failures));
    }

    private static <K extends Comparable<K>> Map<K, Long> sum(Map<K, Long> one, Map<K, Long> two) {
      Map<K, Long> both = new TreeMap<>(one);
      two.forEach((key, count) -> both.merge(key, count, Long::sum));
      return both;
    }

    long calls() {
      return total(times);
    }

    long failed() {
      return total(failures);
    }

    private static long total(Map<?, Long> counts) {
      return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** A quantile, in milliseconds; 0 if there were no calls. */
    double millis(double quantile) {
      long rank = (long) Math.ceil(calls() * quantile);
      long seen = 0;
      for (Map.Entry<Integer, Long> bucket : new TreeMap<>(times).entrySet()) {
        seen += bucket.getValue();
        if (seen >= rank) {
          return Math.exp((bucket.getKey() + 1) * STEP) / 1_000;
        }
      }
      return 0;
    }

    String text() {
      return join(times) + " " + join(failures);
    }

    private static String join(Map<?, Long> counts) {
      return counts.entrySet().stream()
          .map(entry -> entry.getKey() + "=" + entry.getValue())
          .collect(Collectors.joining(",", "{", "}"));
    }

    /** What {@link #text} has made. */
    static Seen parse(String text) {
      String[] parts = text.split(" ", 2);
      Map<Integer, Long> times = new TreeMap<>();
      split(parts[0]).forEach((key, count) -> times.put(Integer.valueOf(key), count));
      return new Seen(times, split(parts[1]));
    }

    private static Map<String, Long> split(String text) {
      Map<String, Long> counts = new TreeMap<>();
      for (String entry : text.substring(1, text.length() - 1).split(",", -1)) {
        int equal = entry.indexOf('=');
        if (equal > 0) {
          counts.put(entry.substring(0, equal), Long.valueOf(entry.substring(equal + 1)));
        }
      }
      return counts;
    }
  }
}
