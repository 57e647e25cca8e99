package io.crossauth.client.polling;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

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

  /** The same answer; what was waited for, if it is there, changed by this function. */
  default <R> PollAnswer<R> map(Function<? super T, ? extends R> change) {
    if (this instanceof Done<T> done) {
      return new Done<>(change.apply(done.result()));
    }
    return this instanceof SlowDown<T> slow ? new SlowDown<>(slow.interval()) : new Pending<>();
  }
}
