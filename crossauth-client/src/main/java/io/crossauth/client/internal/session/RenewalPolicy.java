package io.crossauth.client.internal.session;

import java.time.Duration;

/**
 * The times of one renewal, each of which must fit into the next: a refresh token that was
 * presented while the lease is over may be presented by another too (RFC 9700 section 4.14.2).
 *
 * @param call the longest one call to the provider may take; nothing is presented without so much
 *     time left on the lease
 * @param lease how long a session is leased for one renewal: metadata, the token endpoint and the
 *     keys of the ID token are three calls
 * @param grace how long the store must have answered before a lease is taken over that has ended
 *     without being given back
 * @param patience how long callers wait: longer than both, so that a lease that was left behind has
 *     been taken over when they give up
 * @param repeats whether a refresh token is presented once more after its answer got lost
 * @param reuse for how long after the first time it is presented even more often, while answers get
 *     lost: as long as the provider is known to take it; zero if nothing is known
 */
public record RenewalPolicy(
    Duration call,
    Duration lease,
    Duration grace,
    Duration patience,
    boolean repeats,
    Duration reuse) {

  /** Checks the order. */
  public RenewalPolicy {
    if (call.isZero()
        || call.isNegative()
        || call.plus(call).plus(call).compareTo(lease) >= 0
        || grace.isZero()
        || grace.isNegative()
        || lease.plus(grace).compareTo(patience) >= 0) {
      throw new IllegalArgumentException(
          "renewal: expected 0 < three calls < lease, 0 < grace, lease + grace < patience, found"
              + " calls of "
              + call
              + ", "
              + lease
              + ", "
              + grace
              + ", "
              + patience);
    }
  }

  /** The same for a provider of which nothing is known. */
  public RenewalPolicy(
      Duration call, Duration lease, Duration grace, Duration patience, boolean repeats) {
    this(call, lease, grace, patience, repeats, Duration.ZERO);
  }

  /** Calls of 12 s, a lease of 40 s, a grace of 5 s, a patience of 50 s, and one repetition. */
  public static RenewalPolicy usual() {
    return new RenewalPolicy(
        Duration.ofSeconds(12),
        Duration.ofSeconds(40),
        Duration.ofSeconds(5),
        Duration.ofSeconds(50),
        true);
  }

  /** The same that presents nothing again after its answer got lost. */
  public RenewalPolicy withoutRepeat() {
    return new RenewalPolicy(call, lease, grace, patience, false, Duration.ZERO);
  }

  /**
   * The same for what is known of a provider.
   *
   * @param known how long it takes a refresh token that has been used; zero for one that takes a
   *     repetition for an incident
   */
  public RenewalPolicy withReuse(Duration known) {
    return known.isZero()
        ? withoutRepeat()
        : new RenewalPolicy(call, lease, grace, patience, repeats, known);
  }

  /**
   * Whether a refresh token whose answer got lost is presented again.
   *
   * @param again whether that was a repetition
   * @param age how long ago it will have been presented first
   */
  boolean mayRepeat(boolean again, Duration age) {
    return repeats && (!again || age.compareTo(reuse) < 0);
  }
}
