package io.crossauth.client.internal.session;

import io.crossauth.error.OAuthErrorException;
import io.crossauth.platform.Platform;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong lately, and until when nobody tries again: at once after the first failure, then
 * one second, two, four, half a minute at most; longer if the server asks for it, five minutes at
 * most. A success forgets it all.
 *
 * @param failures how many tries in a row have failed
 * @param until when to try again, by the monotonic clock
 * @param last the last failure
 */
record BackOff(int failures, long until, @Nullable RuntimeException last) {

  static final BackOff NONE = new BackOff(0, 0, null);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration LONGEST_ASKED_FOR = Duration.ofMinutes(5);

  BackOff after(RuntimeException failure, Platform platform) {
    Duration wait = longer(ours(), askedFor(failure));
    return new BackOff(failures + 1, platform.ticker().nanos() + wait.toNanos(), failure);
  }

  private Duration ours() {
    return failures == 0
        ? Duration.ZERO
        : shorter(LONGEST, Duration.ofSeconds(1L << Math.min(failures - 1, 5)));
  }

  private static Duration askedFor(RuntimeException failure) {
    return failure instanceof OAuthErrorException refusal
        ? shorter(LONGEST_ASKED_FOR, refusal.retryAfter().orElse(Duration.ZERO))
        : Duration.ZERO;
  }

  /** Throws the last failure again while it is too early for another try. */
  void check(long now) {
    if (last != null && tooEarly(now)) {
      throw last;
    }
  }

  boolean tooEarly(long now) {
    return last != null && now - until < 0;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
