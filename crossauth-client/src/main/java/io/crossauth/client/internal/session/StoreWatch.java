package io.crossauth.client.internal.session;

import java.time.Duration;

/**
 * How long a store has answered, look by look. A look that took long, or one long after the last,
 * says nothing of the time between: a store that was away may have come back this moment.
 *
 * @param since from when on it has answered
 * @param last when the last answer came
 */
record StoreWatch(Moment since, Moment last) {

  private static final Duration LONGEST_GAP = Duration.ofSeconds(2);

  /** Nothing has been seen yet. */
  static StoreWatch from(Moment now) {
    return new StoreWatch(now, now);
  }

  /** The store has answered. */
  StoreWatch answered(Moment now) {
    return now.since(last).compareTo(LONGEST_GAP) > 0
        ? from(now)
        : new StoreWatch(since, now);
  }

  /** Whether it has answered for so long. */
  boolean lasts(Duration time) {
    return last.since(since).compareTo(time) >= 0;
  }
}
