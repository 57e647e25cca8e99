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
public final class Race {

  /** The lane that the others are measured by, where signatures are checked. */
  static final String RAW = "raw verify";

  /** So many between two looks at the clock, which takes longer than some of the calls. */
  private static final int WARM_UP_CALLS = 16;

  private final Map<String, Verifier> lanes;
  private final String measure;
  private final List<String> tokens;
  private final Pace pace;
  private final Meter meter = new Meter();

  /**
   * Sets contestants on a track.
   *
   * @param lanes by name; one is {@link #RAW}
   */
  Race(Map<String, Verifier> lanes, List<String> tokens, Pace pace) {
    this(lanes, RAW, tokens, pace);
  }

  /**
   * Sets contestants on a track.
   *
   * @param lanes by name
   * @param measure the name of the lane that the others are measured by
   * @param tokens what each is given in turn
   */
  public Race(Map<String, Verifier> lanes, String measure, List<String> tokens, Pace pace) {
    this.lanes = new LinkedHashMap<>(lanes);
    this.measure = measure;
    this.tokens = List.copyOf(tokens);
    this.pace = pace;
  }

  /**
   * Runs.
   *
   * @throws Exception if somebody refuses a good token
   */
  public Map<String, Score> run() throws Exception {
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
    Slice raw = slices.get(measure);
    if (raw == null) {
      throw new IllegalStateException("lanes: expected one named " + measure + ", found " + order);
    }
    slices.forEach((name, slice) -> track(tracks, name).add(slice, raw));
  }

  private static Track track(Map<String, Track> tracks, String name) {
    return tracks.computeIfAbsent(name, unused -> new Track());
  }

  /**
   * Runs until the compilers are done; says how many calls fill a slice. What counts is the time
   * that this thread has had, which on a busy machine is less than has passed.
   */
  private int warmUp(Verifier verifier) throws Exception {
    long end = meter.cpuNanos() + TimeUnit.MILLISECONDS.toNanos(pace.warmUpMillis());
    Slice last;
    do {
      last = Slice.run(verifier, tokens, Math.max(WARM_UP_CALLS, tokens.size()), meter);
    } while (meter.cpuNanos() < end);
    double nanos = Math.max(last.nanos(), 50);
    return (int) Math.max(1, TimeUnit.MICROSECONDS.toNanos(pace.sliceMicros()) / nanos);
  }
}
