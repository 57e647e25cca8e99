package io.crossauth.benchmarks.nodes;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Some time in which nothing happens to anybody.
 *
 * @param seconds how long
 * @param calls of {@code accessToken()}
 * @param refreshes how many refresh tokens were taken
 * @param statements how many were sent
 * @param roundTrips how many there were
 */
record Steady(int seconds, Latencies.Seen calls, long refreshes, long statements, long roundTrips) {

  static Steady during(int seconds, Cluster cluster, StrictProvider provider, Timeline timeline)
      throws InterruptedException {
    int from = timeline.second();
    long refreshes = provider.refreshes();
    long statements = cluster.statements();
    long roundTrips = cluster.roundTrips();
    TimeUnit.SECONDS.sleep(seconds);
    Steady steady =
        new Steady(
            seconds,
            timeline.within(from, timeline.second()),
            provider.refreshes() - refreshes,
            cluster.statements() - statements,
            cluster.roundTrips() - roundTrips);
    timeline.chapter("steady load", from);
    return steady;
  }

  /** Those of a refresh and of the call that began it: each other call has looked once. */
  double statementsPerRefresh() {
    return perRefresh(statements);
  }

  double roundTripsPerRefresh() {
    return perRefresh(roundTrips);
  }

  private double perRefresh(long all) {
    return refreshes == 0 ? 0 : 1 + (all - calls.calls()) / (double) refreshes;
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "steady load, %d s: %d calls, %d failed %s, p50 %.1f ms, p99 %.1f ms, max %.0f ms;"
            + " %d refreshes, each with %.2f statements and %.2f round trips",
        seconds,
        calls.calls(),
        calls.failed(),
        calls.failures(),
        calls.millis(0.5),
        calls.millis(0.99),
        calls.millis(1),
        refreshes,
        statementsPerRefresh(),
        roundTripsPerRefresh());
  }
}
