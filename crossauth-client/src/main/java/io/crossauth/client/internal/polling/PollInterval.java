package io.crossauth.client.internal.polling;

import io.crossauth.client.token.PollAnswer;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TransportException;
import java.time.Duration;

/**
 * How long to wait before the next poll.
 *
 * @param interval the interval that the server asks for
 * @param failures how many polls in a row have not reached the server
 */
record PollInterval(Duration interval, int failures) {

  private static final Duration SLOW_DOWN = Duration.ofSeconds(5);
  private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(1);
  private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(10);

  PollInterval after(PollAnswer<?> answer) {
    if (answer instanceof PollAnswer.SlowDown<?> slow) {
      // RFC 8628 section 3.5: five seconds longer, for this and all later polls.
      Duration longer = interval.plus(SLOW_DOWN);
      return new PollInterval(
          shorter(
              slow.interval().filter(i -> i.compareTo(longer) > 0).orElse(longer),
              LONGEST_INTERVAL),
          0);
    }
    return new PollInterval(interval, 0);
  }

  /** RFC 8628 section 3.5: on a connection that fails, back off exponentially. */
  PollInterval afterFailure() {
    return new PollInterval(interval, failures + 1);
  }

  /**
   * Whether a poll that failed this way may be tried again: the server was not reached, or was busy
   * or down. An error that decides is not one of these, whatever its status.
   */
  static boolean survives(CrossauthException failure) {
    boolean mayHeal =
        failure instanceof OAuthErrorException
            || failure instanceof TransportException
            || failure instanceof InvalidResponseException;
    return mayHeal && failure.retryable();
  }

  Duration next() {
    Duration wait = interval;
    for (int i = 0; i < failures && wait.compareTo(LONGEST_BACK_OFF) < 0; i++) {
      wait = wait.isZero() ? Duration.ofSeconds(1) : wait.multipliedBy(2);
    }
    return failures == 0 ? wait : longer(interval, shorter(wait, LONGEST_BACK_OFF));
  }

  /** At least as long as the server asked for by {@code Retry-After}. */
  Duration nextAfter(CrossauthException failure) {
    if (failure instanceof OAuthErrorException refusal) {
      return longer(next(), refusal.retryAfter().orElse(Duration.ZERO));
    }
    return next();
  }

  /** At least as long as the server asked for by {@code Retry-After}. */
  Duration nextAfter(PollAnswer<?> answer) {
    Duration pause = Duration.ZERO;
    if (answer instanceof PollAnswer.Pending<?> pending) {
      pause = pending.pause();
    }
    if (answer instanceof PollAnswer.SlowDown<?> slow) {
      pause = slow.pause();
    }
    return longer(next(), pause);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
