package io.crossauth.benchmarks.stress;

import io.crossauth.platform.Platform;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Tokens of unknown keys from many threads, and a true rotation in the middle of them. */
record Flood(int threads, Duration length) {

  private static final double GIVE_UP_SECONDS = 30;

  List<Figure> measure() throws InterruptedException {
    try (Site site = Site.open(Platform.system())) {
      String old = site.token();
      UnknownKeys unknown = new UnknownKeys(old);
      AtomicBoolean over = new AtomicBoolean();
      AtomicLong refused = new AtomicLong();
      AtomicLong wrong = new AtomicLong();
      boolean warm = site.accepts(old);
      int before = site.fetches();
      long begin = System.nanoTime();
      ExecutorService attackers = Executors.newFixedThreadPool(threads);
      for (int i = 0; i < threads; i++) {
        attackers.execute(() -> pour(site, unknown, over, refused, wrong));
      }
      TimeUnit.NANOSECONDS.sleep(length.toNanos() / 2);
      double seen = rotate(site);
      TimeUnit.NANOSECONDS.sleep(Math.max(0, begin + length.toNanos() - System.nanoTime()));
      double fetches = site.fetches() - before;
      double elapsed = seconds(begin);
      boolean stillGood = warm && site.accepts(old);
      over.set(true);
      attackers.shutdown();
      attackers.awaitTermination(1, TimeUnit.MINUTES);
      String name = "flood of unknown keys, " + threads + " threads: ";
      return List.of(
          Figure.plain(name + "refusals/s", Math.round(refused.get() / elapsed)),
          Figure.exactly(name + "other outcomes", wrong.get(), 0),
          Figure.atMost("flood: fetches/s", fetches / elapsed, 0.5, 1),
          Figure.atMost("flood: a rotated key is accepted after, s", seen, 3, 5),
          Figure.exactly("flood: good tokens refused", stillGood ? 0 : 1, 0));
    }
  }

  private static void pour(
      Site site, UnknownKeys unknown, AtomicBoolean over, AtomicLong refused, AtomicLong wrong) {
    while (!over.get()) {
      try {
        (site.accepts(unknown.next()) ? wrong : refused).incrementAndGet();
      } catch (RuntimeException e) {
        // Keys that could not be had, with a provider that answers.
        wrong.incrementAndGet();
      }
    }
  }

  /** The seconds from a rotation to the first accepted token of the new key. */
  private static double rotate(Site site) throws InterruptedException {
    long begin = System.nanoTime();
    site.provider().rotateKeys();
    String fresh = site.token();
    while (!site.accepts(fresh) && seconds(begin) < GIVE_UP_SECONDS) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return seconds(begin);
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
