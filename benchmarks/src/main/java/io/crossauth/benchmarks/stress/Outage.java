package io.crossauth.benchmarks.stress;

import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An issuer that cannot be reached for longer than its keys live: ten minutes of life, and nearly
 * the hour that the last good keys then serve.
 */
record Outage(int threads, int minutes) {

  private static final Duration STEP = Duration.ofMinutes(1);
  private static final double GIVE_UP_SECONDS = 30;

  List<Figure> measure() throws InterruptedException {
    MovedTicker ticker = new MovedTicker();
    try (Site site = Site.open(ticker.platform())) {
      String token = site.token();
      boolean warm = site.accepts(token);
      int sent = 0;
      int accepted = 0;
      AtomicInteger minute = new AtomicInteger();
      breakDown(site.provider(), minute);
      for (; warm && minute.get() < minutes; minute.incrementAndGet()) {
        ticker.advance(STEP);
        sent += threads;
        accepted += Crowd.run(threads, () -> site.accepts(token));
      }
      // An attempt that ends after the outage would plan the next one by what it met in it.
      ticker.settle();
      boolean stale = site.consumer().health().stream().noneMatch(keys -> keys.fresh());
      site.provider().faults().clear();
      double back = recover(site, ticker, token);
      String name = "outage of " + minutes + " min: ";
      return List.of(
          Figure.plain(name + "good tokens sent", sent),
          Figure.exactly(name + "keys past their lifetime", stale ? 1 : 0, 1),
          Figure.exactly(name + "good tokens accepted, %", percent(accepted, sent), 100),
          Figure.atMost("after the outage: fresh keys after, s", back, 1, 5));
    }
  }

  /** Rounded down, so that one lost token shows. */
  private static long percent(int accepted, int sent) {
    return sent == 0 ? 0 : 100L * accepted / sent;
  }

  /** Once for the whole outage: between two faults no renewal may slip through. */
  private static void breakDown(InProcessProvider provider, AtomicInteger minute) {
    Behaviour busy =
        Behaviour.reply(Reply.json("{\"error\":\"temporarily_unavailable\"}").status(503));
    for (Endpoint endpoint : List.of(Endpoint.JWKS, Endpoint.DISCOVERY)) {
      provider
          .faults()
          .at(endpoint)
          .behave(
              connection ->
                  (minute.get() % 2 == 0 ? Behaviour.resetOnConnect() : busy).serve(connection));
    }
  }

  private static double recover(Site site, MovedTicker ticker, String token)
      throws InterruptedException {
    ticker.advance(STEP);
    long begin = System.nanoTime();
    while (!fresh(site, token) && seconds(begin) < GIVE_UP_SECONDS) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return seconds(begin);
  }

  private static boolean fresh(Site site, String token) {
    return site.accepts(token) && site.consumer().health().stream().allMatch(keys -> keys.fresh());
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
