package io.crossauth.benchmarks.verify;

import io.crossauth.benchmarks.peers.Verifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Contestants in turn, a few milliseconds each, round after round, in one JVM.
 *
 * <p>A shared machine swings by a factor of two within minutes. Whoever is measured one after the
 * other (as JMH does) meets different machines; in one short round all meet the same, so the ratios
 * of a round are true even where its times are not.
 */
final class Race {

  /** The lane that the others are measured by. */
  static final String RAW = "raw verify";

  private final Map<String, Verifier> lanes;
  private final List<String> tokens;
  private final Pace pace;
  private final Meter meter = new Meter();

  /**
   * Sets contestants on a track.
   *
   * @param lanes by name; one is {@link #RAW}
   */
  Race(Map<String, Verifier> lanes, List<String> tokens, Pace pace) {
    this.lanes = new LinkedHashMap<>(lanes);
    this.tokens = List.copyOf(tokens);
    this.pace = pace;
  }

  /**
   * Runs.
   *
   * @throws Exception if somebody refuses a good token
   */
  Map<String, Score> run() throws Exception {
    Map<String, Integer> calls = new LinkedHashMap<>();
    for (Map.Entry<String, Verifier> lane : lanes.entrySet()) {
      calls.put(lane.getKey(), warmUp(lane.getValue()));
    }
    Map<String, Track> tracks = new LinkedHashMap<>();
    lanes.keySet().forEach(name -> tracks.put(name, new Track()));
    List<String> order = new ArrayList<>(lanes.keySet());
    Random chance = new Random(pace.rounds());
    for (int round = 0; round < pace.rounds(); round++) {
      // Nobody always runs behind the same one, whose warm caches it would inherit.
      Collections.shuffle(order, chance);
      run(order, calls, tracks);
    }
    Map<String, Score> scores = new LinkedHashMap<>();
    tracks.forEach((name, track) -> scores.put(name, track.score()));
    return scores;
  }

  private void run(List<String> order, Map<String, Integer> calls, Map<String, Track> tracks)
      throws Exception {
    Map<String, Slice> slices = new LinkedHashMap<>();
    for (String name : order) {
      Verifier verifier = lanes.get(name);
      Integer count = calls.get(name);
      if (verifier != null && count != null) {
        slices.put(name, Slice.run(verifier, tokens, count, meter));
      }
    }
    Slice raw = slices.get(RAW);
    if (raw == null) {
      throw new IllegalStateException("lanes: expected one named " + RAW + ", found " + order);
    }
    slices.forEach((name, slice) -> track(tracks, name).add(slice, raw));
  }

  private static Track track(Map<String, Track> tracks, String name) {
    return tracks.computeIfAbsent(name, unused -> new Track());
  }

  /** Runs until the compilers are done; says how many calls fill a slice. */
  private int warmUp(Verifier verifier) throws Exception {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pace.warmUpMillis());
    Slice last;
    do {
      last = Slice.run(verifier, tokens, tokens.size(), meter);
    } while (System.nanoTime() < end);
    double nanos = Math.max(last.nanos(), 50);
    return (int) Math.max(1, TimeUnit.MICROSECONDS.toNanos(pace.sliceMicros()) / nanos);
  }
}
