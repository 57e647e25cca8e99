package io.crossauth.benchmarks.growth;

import io.crossauth.benchmarks.report.Results;
import io.crossauth.benchmarks.verify.Median;
import io.crossauth.benchmarks.verify.Meter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * All sizes of a curve by turns, a few milliseconds each. Each is compared with the smallest of the
 * same round, which has met the same machine.
 *
 * @param warmUpMillis how long each is called before
 * @param rounds how often they take turns
 */
record Rounds(int warmUpMillis, int rounds) {

  private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(2);
  private static final int FEWEST_CALLS = 4;

  /** One size. */
  private static final class Track {
    final Curve.Lane lane;
    int calls;
    int next;
    double nanos;
    final List<Double> times = new ArrayList<>();
    final List<Double> ratios = new ArrayList<>();
    final List<Double> bytes = new ArrayList<>();

    Track(Curve.Lane lane) {
      this.lane = lane;
    }
  }

  void measure(Curve curve, Results results) throws Exception {
    Meter meter = new Meter();
    List<Track> tracks = new ArrayList<>();
    for (int size : curve.sizes()) {
      Track track = new Track(curve.maker().make(size));
      warmUp(track, meter);
      tracks.add(track);
    }
    List<Track> order = new ArrayList<>(tracks);
    Random chance = new Random(rounds);
    for (int round = 0; round < rounds; round++) {
      Collections.shuffle(order, chance);
      for (Track track : order) {
        slice(track, meter);
      }
      double least = tracks.get(0).nanos;
      tracks.forEach(track -> track.ratios.add(track.nanos / least));
    }
    for (int i = 0; i < tracks.size(); i++) {
      put(results, "growth/" + curve.name() + "/" + curve.sizes().get(i), tracks.get(i));
    }
  }

  private static void put(Results results, String name, Track track) {
    results
        .put(name + "/micros", Median.of(track.times) / 1e3)
        .put(name + "/ratio", Median.of(track.ratios))
        .put(name + "/bytes", Median.of(track.bytes))
        .put(name + "/input", track.lane.input());
  }

  private void warmUp(Track track, Meter meter) throws Exception {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(warmUpMillis);
    track.calls = FEWEST_CALLS;
    do {
      slice(track, meter);
      track.calls = (int) Math.max(FEWEST_CALLS, Math.min(SLICE / track.nanos, 20_000));
    } while (System.nanoTime() < end);
    track.times.clear();
    track.bytes.clear();
  }

  /** A few calls before are not counted: they bring code and data back to the caches. */
  private static void slice(Track track, Meter meter) throws Exception {
    for (int i = 0; i < track.calls / 8; i++) {
      call(track);
    }
    long bytes = meter.bytes();
    long begin = meter.cpuNanos();
    for (int i = 0; i < track.calls; i++) {
      call(track);
    }
    track.nanos = Math.max(1, (double) (meter.cpuNanos() - begin) / track.calls);
    track.times.add(track.nanos);
    track.bytes.add((double) (meter.bytes() - bytes) / track.calls);
  }

  private static void call(Track track) throws Exception {
    if (track.lane.step().call(track.next++ & Integer.MAX_VALUE) == 0) {
      throw new IllegalStateException("expected an outcome, found none");
    }
  }
}
