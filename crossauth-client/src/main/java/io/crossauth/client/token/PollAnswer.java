package io.crossauth.client.token;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one poll has found. A refusal is no answer of this kind: it is thrown.
 *
 * <p>Immutable and safe for use by many threads, if what is waited for is.
 *
 * @param <T> what is waited for
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.5">RFC 8628 section 3.5</a>
 */
public sealed interface PollAnswer<T> {

  /**
   * It is there.
   *
   * @param result what was waited for
   * @param <T> what is waited for
   */
  record Done<T>(T result) implements PollAnswer<T> {}

  /**
   * It is not there yet ({@code authorization_pending}): ask again.
   *
   * @param pause the least to wait this time, as the server's {@code Retry-After} says; zero if it
   *     says nothing
   * @param <T> what is waited for
   */
  record Pending<T>(Duration pause) implements PollAnswer<T> {

    /** It is not there yet: ask again after the interval. */
    public Pending() {
      this(Duration.ZERO);
    }
  }

  /**
   * We ask too often ({@code slow_down}): five seconds longer from now on, or as long as the server
   * says.
   *
   * @param interval the new interval, if the server names one
   * @param pause the least to wait this time, as the server's {@code Retry-After} says; zero if it
   *     says nothing
   * @param <T> what is waited for
   */
  record SlowDown<T>(Optional<Duration> interval, Duration pause) implements PollAnswer<T> {

    /**
     * We ask too often; the server asks for no pause besides the interval.
     *
     * @param interval the new interval; empty for five seconds more than the last one
     */
    public SlowDown(Optional<Duration> interval) {
      this(interval, Duration.ZERO);
    }
  }

  /**
   * The same answer; what was waited for, if it is there, changed by a function.
   *
   * @param change makes the new result; called only for {@link Done}, and what it throws is thrown
   * @param <R> the type of the new result
   * @return the answer with the new result, or the same pause and interval
   */
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
