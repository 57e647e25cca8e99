package io.crossauth.client.source;

import io.crossauth.error.CrossauthException;
import io.crossauth.world.World;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong lately, and until when nobody tries again: at once after the first failure, then
 * one second, two, four, half a minute at most. A success forgets it all.
 *
 * @param failures how many tries in a row have failed
 * @param until when to try again, by the monotonic clock
 * @param last the last failure
 */
record BackOff(int failures, long until, @Nullable CrossauthException last) {

  static final BackOff NONE = new BackOff(0, 0, null);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  BackOff after(CrossauthException failure, World world) {
    long wait = 0;
    if (failures > 0) {
      wait =
          Math.min(
              LONGEST.toNanos(), Duration.ofSeconds(1L << Math.min(failures - 1, 5)).toNanos());
    }
    return new BackOff(failures + 1, world.ticker().nanos() + wait, failure);
  }

  /** Throws the last failure again while it is too early for another try. */
  void check(long now) {
    if (last != null && now - until < 0) {
      throw last;
    }
  }
}
