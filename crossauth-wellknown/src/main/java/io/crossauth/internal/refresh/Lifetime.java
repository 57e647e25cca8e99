package io.crossauth.internal.refresh;

import java.time.Duration;

/**
 * How long a value serves, each time counted from the beginning of the attempt that brought it.
 *
 * @param renewAfter from when on it is renewed in the background
 * @param freshFor from when on a caller waits for a new one; not before {@code renewAfter}
 * @param usableFor from when on it is not given out any more, even if no new one can be had; not
 *     before {@code freshFor}
 */
public record Lifetime(Duration renewAfter, Duration freshFor, Duration usableFor) {

  /** Some 292 years. */
  public static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  /** Checks the order of the times. */
  public Lifetime {
    if (renewAfter.compareTo(freshFor) > 0 || freshFor.compareTo(usableFor) > 0) {
      throw new IllegalArgumentException(
          "lifetime: expected renewAfter <= freshFor <= usableFor, found "
              + renewAfter
              + ", "
              + freshFor
              + ", "
              + usableFor);
    }
  }

  /**
   * A value that is renewed in the background and serves for as long as no new one comes.
   *
   * @param renewAfter from when on it is renewed
   */
  public static Lifetime renewedAfter(Duration renewAfter) {
    return new Lifetime(renewAfter, FOREVER, FOREVER);
  }

  /**
   * A value that is over at a fixed time, whether or not there is a new one: a token.
   *
   * @param renewAfter from when on it is renewed in the background
   * @param end from when on it is not given out any more
   */
  public static Lifetime endingAfter(Duration renewAfter, Duration end) {
    return new Lifetime(renewAfter, end, end);
  }
}
