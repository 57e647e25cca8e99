package io.crossauth.tokenconsumer.jwks;

import java.time.Duration;

/**
 * How often all tokens together make a key set look for new keys. Immutable.
 *
 * @param atOnce how often at once, when it has been quiet
 * @param pause how long until another time is allowed, from the end of the last attempt
 * @param longestWait how long a token of an unknown key waits for a look
 */
record LookPace(int atOnce, Duration pause, Duration longestWait) {

  private static final int MOST_AT_ONCE = 100;
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final int MOST_DOUBLINGS = 2;

  /** What is usual; made after the bounds that it is held to. */
  static final LookPace USUAL = new LookPace(3, Duration.ofSeconds(3), Duration.ofMillis(200));

  LookPace {
    if (atOnce < 1 || atOnce > MOST_AT_ONCE) {
      throw new IllegalArgumentException(
          "looks: expected 1 to " + MOST_AT_ONCE + " at once, found " + atOnce);
    }
    check("looks, pause", pause, SHORTEST_PAUSE, LONGEST_PAUSE);
    check("lookWait", longestWait, Duration.ZERO, LONGEST_WAIT);
  }

  private static void check(String name, Duration time, Duration least, Duration most) {
    if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          name + ": expected " + least + " to " + most + ", found " + time);
    }
  }

  LookPace withLooks(int count, Duration then) {
    return new LookPace(count, then, longestWait);
  }

  LookPace withLongestWait(Duration most) {
    return new LookPace(atOnce, pause, most);
  }

  /** The pause after so many failures in a row. */
  Duration pauseAfter(int failures) {
    return pause.multipliedBy(1L << Math.min(Math.max(0, failures - 1), MOST_DOUBLINGS));
  }

  Duration longestPause() {
    return pauseAfter(Integer.MAX_VALUE);
  }
}
