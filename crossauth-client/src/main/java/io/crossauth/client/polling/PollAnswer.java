package io.crossauth.client.polling;

import java.time.Duration;
import java.util.Optional;

/**
 * What one poll has found. A refusal is no answer of this kind: it is thrown.
 *
 * @param <T> what is waited for
 */
public sealed interface PollAnswer<T> {

  /**
   * It is there.
   *
   * @param result what was waited for
   */
  record Done<T>(T result) implements PollAnswer<T> {}

  /** It is not there yet: ask again. */
  record Pending<T>() implements PollAnswer<T> {}

  /**
   * We ask too often: five seconds longer from now on, or as long as the server says.
   *
   * @param interval the new interval, if the server names one
   */
  record SlowDown<T>(Optional<Duration> interval) implements PollAnswer<T> {}
}
