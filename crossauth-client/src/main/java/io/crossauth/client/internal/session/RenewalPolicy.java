package io.crossauth.client.internal.session;

import java.time.Duration;

/**
 * The times of one renewal, each of which must fit into the next: a refresh token that was
 * presented while the lease is over may be presented by another too (RFC 9700 section 4.14.2).
 *
 * @param call the longest one call to the provider may take
 * @param lease how long a session is leased for one renewal: metadata, the token endpoint and the
 *     keys of the ID token are three calls
 * @param patience how long callers wait: longer than the lease, so that one that was left behind
 *     has ended when they give up
 */
public record RenewalPolicy(Duration call, Duration lease, Duration patience) {

  private static final int CALLS = 3;

  /** Checks the order. */
  public RenewalPolicy {
    if (call.isZero()
        || call.isNegative()
        || call.multipliedBy(CALLS).compareTo(lease) >= 0
        || lease.compareTo(patience) >= 0) {
      throw new IllegalArgumentException(
          "renewal: expected 0 < three calls < lease < patience, found calls of "
              + call
              + ", "
              + lease
              + ", "
              + patience);
    }
  }

  /** Calls of 12 s, a lease of 45 s, a patience of 50 s. */
  public static RenewalPolicy usual() {
    return new RenewalPolicy(
        Duration.ofSeconds(12), Duration.ofSeconds(45), Duration.ofSeconds(50));
  }
}
