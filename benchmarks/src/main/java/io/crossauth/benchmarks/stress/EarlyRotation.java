package io.crossauth.benchmarks.stress;

import io.crossauth.platform.Platform;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keys that rotate just after they were fetched: the first token of the new key counts. */
record EarlyRotation(int rounds) {

  private static final long AFTER_MILLIS = 200;

  List<Figure> measure() throws InterruptedException {
    int refused = 0;
    double longest = 0;
    // The first round loads what the others measure.
    for (int i = 0; i <= rounds; i++) {
      try (Site site = Site.open(Platform.system())) {
        boolean warm = site.accepts(site.token());
        TimeUnit.MILLISECONDS.sleep(AFTER_MILLIS);
        site.provider().rotateKeys();
        String fresh = site.token();
        long begin = System.nanoTime();
        boolean accepted = accepts(site, fresh);
        double took = (System.nanoTime() - begin) / 1e6;
        if (i > 0) {
          longest = Math.max(longest, took);
          refused += warm && accepted ? 0 : 1;
        }
      }
    }
    return List.of(
        Figure.exactly("keys rotated 0.2 s after a fetch: refused", refused, 0),
        Figure.atMost("keys rotated 0.2 s after a fetch: took, ms", longest, 50, 250));
  }

  /** Keys that cannot be had are a refusal here: the provider answers. */
  private static boolean accepts(Site site, String token) {
    try {
      return site.accepts(token);
    } catch (RuntimeException e) {
      return false;
    }
  }
}
