package io.crossauth.client.internal.session;

import java.time.Duration;
import java.util.Optional;

/**
 * For how long one lease has been seen overdue, look by look. A look that came long after the last
 * says nothing of the time between: a store that was away may have come back this moment, and the
 * lease's holder with it, who has tokens to save.
 *
 * @param lease the name of the overdue lease; empty if none has been seen
 * @param since when it was seen first
 * @param last when the last answer came
 */
record StoreWatch(Optional<String> lease, Moment since, Moment last) {

  private static final Duration LONGEST_GAP = Duration.ofSeconds(3);

  /** Nothing has been seen yet. */
  static StoreWatch from(Moment now) {
    return new StoreWatch(Optional.empty(), now, now);
  }

  /** The store has answered that this lease is overdue, or none. */
  StoreWatch seen(Optional<String> overdue, Moment now) {
    boolean goesOn = overdue.equals(lease) && now.since(last).compareTo(LONGEST_GAP) <= 0;
    return new StoreWatch(overdue, goesOn ? since : now, now);
  }

  /** The lease that has been overdue for so long. */
  Optional<String> abandoned(Duration grace) {
    return last.since(since).compareTo(grace) >= 0 ? lease : Optional.empty();
  }
}
