package io.crossauth.client.internal.session;

import java.time.Duration;

/**
 * The time of a lease, counted from before it was asked for: the store has begun to count later.
 *
 * @param asked a moment before the store was asked
 * @param whole how long the store was asked to keep it
 */
record LeaseTime(Moment asked, Duration whole) {

  /** Whether so much of it is left: what begins now is over before another can have the lease. */
  boolean leaves(Duration call, Moment now) {
    return whole.minus(now.since(asked)).compareTo(call) >= 0;
  }
}
