package io.crossauth.client.internal.session;

import java.time.Duration;
import java.util.Optional;

/**
 * For how long one lease has been seen overdue, look by look. Only answers count, a second each at
 * most, and after a long silence they count from the beginning: a store that was away may have come
 * back this moment, and the lease's holder with it, who has tokens to save.
 *
 * @param lease the name of the overdue lease; empty if none has been seen
 * @param seen for how long
 * @param last when the last answer came
 */
record StoreWatch(Optional<String> lease, Duration seen, Moment last) {

  private static final Duration MOST_FOR_A_LOOK = Duration.ofSeconds(1);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(3);

  /** Nothing has been seen yet. */
  static StoreWatch from(Moment now) {
    return new StoreWatch(Optional.empty(), Duration.ZERO, now);
  }

  /** The store has answered that this lease is overdue, or none. */
  StoreWatch seen(Optional<String> overdue, Moment now) {
    Duration silence = now.since(last);
    if (!overdue.equals(lease) || silence.compareTo(LONGEST_SILENCE) > 0) {
      return new StoreWatch(overdue, Duration.ZERO, now);
    }
    boolean less = silence.compareTo(MOST_FOR_A_LOOK) < 0;
    return new StoreWatch(overdue, seen.plus(less ? silence : MOST_FOR_A_LOOK), now);
  }

  /** The lease that has been seen overdue for so long. */
  Optional<String> abandoned(Duration grace) {
    return seen.compareTo(grace) >= 0 ? lease : Optional.empty();
  }
}
