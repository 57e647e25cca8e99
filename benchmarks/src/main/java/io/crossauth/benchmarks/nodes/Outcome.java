package io.crossauth.benchmarks.nodes;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a chapter has come to.
 *
 * @param name what was done
 * @param calls of {@code accessToken()} that came back in it
 * @param refreshes how many refresh tokens were taken
 * @param again how many were presented again, by reason
 * @param ended how many sessions have ended, by reason
 */
record Outcome(
    String name,
    Latencies.Seen calls,
    long refreshes,
    Map<Ledger.Why, Long> again,
    Map<Ledger.Why, Long> ended) {

  /** The counts before it. */
  record Before(
      Ledger ledger,
      StrictProvider provider,
      Timeline timeline,
      int second,
      long refreshes,
      Map<Ledger.Why, Long> again,
      Map<Ledger.Why, Long> ended) {

    Outcome after(String name) {
      Outcome outcome =
          new Outcome(
              name,
              timeline.within(second, timeline.second()),
              provider.refreshes() - refreshes,
              less(Outcome.again(ledger), again),
              less(Outcome.ended(ledger), ended));
      timeline.chapter(name, second);
      return outcome;
    }
  }

  static Before before(Ledger ledger, StrictProvider provider, Timeline timeline) {
    return new Before(
        ledger,
        provider,
        timeline,
        timeline.second(),
        provider.refreshes(),
        again(ledger),
        ended(ledger));
  }

  private static Map<Ledger.Why, Long> again(Ledger ledger) {
    Map<Ledger.Why, Long> counts = new EnumMap<>(Ledger.Why.class);
    for (Ledger.Why why : Ledger.Why.values()) {
      counts.put(why, ledger.again(why));
    }
    return counts;
  }

  private static Map<Ledger.Why, Long> ended(Ledger ledger) {
    Map<Ledger.Why, Long> counts = new EnumMap<>(Ledger.Why.class);
    for (Ledger.Why why : Ledger.Why.values()) {
      counts.put(why, ledger.ended(why));
    }
    return counts;
  }

  private static Map<Ledger.Why, Long> less(
      Map<Ledger.Why, Long> now, Map<Ledger.Why, Long> before) {
    Map<Ledger.Why, Long> counts = new EnumMap<>(Ledger.Why.class);
    now.forEach((why, count) -> counts.put(why, count - before.getOrDefault(why, 0L)));
    return counts;
  }

  static long of(Map<Ledger.Why, Long> counts, Ledger.Why why) {
    return counts.getOrDefault(why, 0L);
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "%s: %d calls, %d failed %s, p50 %.1f ms, p99 %.0f ms, longest %.1f s; %d refreshes;"
            + " presented twice %d (window %d, lost answer %d, store %d); sessions lost %d"
            + " (window %d, lost answer %d, store %d)",
        name,
        calls.calls(),
        calls.failed(),
        calls.failures(),
        calls.millis(0.5),
        calls.millis(0.99),
        calls.millis(1) / 1_000,
        refreshes,
        of(again, Ledger.Why.FAULT),
        of(again, Ledger.Why.WINDOW),
        of(again, Ledger.Why.REPEAT),
        of(again, Ledger.Why.STORE),
        of(ended, Ledger.Why.FAULT),
        of(ended, Ledger.Why.WINDOW),
        of(ended, Ledger.Why.REPEAT),
        of(ended, Ledger.Why.STORE));
  }
}
