package io.crossauth.internal.time;

import java.time.Duration;

/**
 * Checks settings that are times, where they are set. A {@link Duration} holds more than can be
 * reckoned with: its nanoseconds fit into a {@code long} for 292 years only, a date for less than
 * its seconds. Whoever sets such a time hears of it at once, by the name of the setting, and not
 * from an {@link ArithmeticException} in the middle of a call.
 */
public final class Durations {

  /** The longest time of one call: a day. */
  public static final Duration LONGEST_CALL = Duration.ofDays(1);

  /** The longest time between two polls, or to wait for somebody: a leap year. */
  public static final Duration LONGEST_WAIT = Duration.ofDays(366);

  /** The longest time of any setting: a hundred years, whose nanoseconds fit twice. */
  public static final Duration LONGEST = Duration.ofDays(36_525);

  private Durations() {}

  /**
   * A time for one call: connecting, an answer, the whole of it.
   *
   * @param name the setting, for the message
   * @param time what was set
   * @return the time
   * @throws IllegalArgumentException if it is zero or less, or more than {@link #LONGEST_CALL}
   */
  public static Duration ofCall(String name, Duration time) {
    return moreThanZero(name, time, LONGEST_CALL);
  }

  /**
   * A time to wait for something or somebody, over several calls.
   *
   * @param name the setting, for the message
   * @param time what was set
   * @return the time
   * @throws IllegalArgumentException if it is zero or less, or more than {@link #LONGEST_WAIT}
   */
  public static Duration ofWait(String name, Duration time) {
    return moreThanZero(name, time, LONGEST_WAIT);
  }

  /**
   * How long something is kept or good for.
   *
   * @param name the setting, for the message
   * @param time what was set
   * @return the time
   * @throws IllegalArgumentException if it is zero or less, or more than {@link #LONGEST}
   */
  public static Duration positive(String name, Duration time) {
    return moreThanZero(name, time, LONGEST);
  }

  /**
   * A time that may be none: a leeway, an age.
   *
   * @param name the setting, for the message
   * @param time what was set
   * @return the time
   * @throws IllegalArgumentException if it is less than zero, or more than {@link #LONGEST}
   */
  public static Duration notNegative(String name, Duration time) {
    if (time.isNegative() || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + ": expected zero or more, and " + shown(LONGEST) + " at most, found " + time);
    }
    return time;
  }

  private static Duration moreThanZero(String name, Duration time, Duration most) {
    if (time.isNegative() || time.isZero() || time.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          name + ": expected more than zero and " + shown(most) + " at most, found " + time);
    }
    return time;
  }

  private static String shown(Duration time) {
    long days = time.toDays();
    return days == 1 ? "a day" : days + " days";
  }
}
