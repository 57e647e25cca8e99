package io.crossauth.client.token;

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

  /**
   * It is not there yet: ask again.
   *
   * @param pause the least to wait this time, as the server's {@code Retry-After} says; zero if it
   *     says nothing
   */
  record Pending<T>(Duration pause) implements PollAnswer<T> {

    /** It is not there yet: ask again after the interval. */
    public Pending() {
      this(Duration.ZERO);
    }
  }

  /**
   * We ask too often: five seconds longer from now on, or as long as the server says.
   *
   * @param interval the new interval, if the server names one
   * @param pause the least to wait this time, as the server's {@code Retry-After} says; zero if it
   *     says nothing
   */
  record SlowDown<T>(Optional<Duration> interval, Duration pause) implements PollAnswer<T> {

    /** We ask too often. */
    public SlowDown(Optional<Duration> interval) {
      this(interval, Duration.ZERO);
    }
  }

  /** The same answer; what was waited for, if it is there, changed by this function. */
  default <R> PollAnswer<R> map(Function<? super T, ? extends R> change) {
    if (this instanceof SlowDown<T> slow) {
      return new SlowDown<>(slow.interval(), slow.pause());
    }
    if (this instanceof Pending<T> pending) {
      return new Pending<>(pending.pause());
    }
    return new Done<>(change.apply(((Done<T>) this).result()));
  }
}
