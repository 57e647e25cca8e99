package io.crossauth.client.internal.session;

import io.crossauth.platform.RandomSource;
import java.time.Duration;

/**
 * How long a node waits before it looks again whether another has renewed the session: 50 ms, then
 * ever longer, a second at most; less up to half of it by chance, so that nodes do not look
 * together.
 */
final class GrowingWait {

  private static final long FIRST_MILLIS = 50;
  private static final long LONGEST_MILLIS = 1000;
  private static final int DOUBLINGS = 5;

  private GrowingWait() {}

  /**
   * The next wait.
   *
   * @param before how many there were before it
   */
  static Duration after(int before, RandomSource random) {
    long longest = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(before, DOUBLINGS));
    int chance = random.bytes(1)[0] & 0xff;
    return Duration.ofMillis(longest - longest * chance / (2 * 255));
  }
}
