package io.crossauth.internal.refresh;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a {@link RefreshingValue} is renewed, how long nobody asks again, and what callers are told.
 * Safe for use by many threads.
 *
 * @param <T> the type of the value
 */
public interface RefreshPolicy<T> {

  /** How long a value that has just come serves. */
  Lifetime lifetimeOf(T value);

  /**
   * Whether it is too early for another attempt, whoever asks; never by default. While it is, a
   * caller who needs a new value gets the last failure {@linkplain #again again}.
   *
   * @param last the last attempt, failed or not
   * @param now the ticker
   */
  default boolean tooEarly(Attempt last, long now) {
    return false;
  }

  /**
   * Whether it is too early to plan an attempt in the background; as for whoever waits by default.
   *
   * @param last the last attempt, failed or not
   * @param now the ticker
   */
  default boolean tooEarlyInBackground(Attempt last, long now) {
    return tooEarly(last, now);
  }

  /**
   * How long after the end of an attempt the next one in the background may begin; at once by
   * default.
   *
   * @param last the attempt that has just ended, or null if it does not count
   */
  default Duration backgroundPause(@Nullable Attempt last) {
    return Duration.ZERO;
  }

  /**
   * Whether a value that is young enough may be asked for again all the same, because somebody
   * thinks that there is a newer one; as for whoever needs one by default.
   *
   * @param last the last attempt, failed or not; null before the first
   * @param now the ticker
   */
  default boolean mayLook(@Nullable Attempt last, long now) {
    return last == null || !tooEarly(last, now);
  }

  /**
   * How long a caller who has a usable value waits for a newer one, from when it was asked for; not
   * at all by default.
   */
  default Duration lookWait() {
    return Duration.ZERO;
  }

  /**
   * Told after each attempt that was made for all, whatever came of it.
   *
   * @param startedAt when it began, by the ticker
   * @param endedAt when it ended, by the ticker
   */
  default void asked(long startedAt, long endedAt) {}

  /**
   * Whether a failure counts as the outcome of an attempt; any other is thrown to whoever made the
   * attempt, and is forgotten. An interruption never counts.
   */
  boolean counts(RuntimeException failure);

  /** The last failure, as a caller is told who comes too early for another attempt. */
  default RuntimeException again(RuntimeException failure) {
    return failure;
  }

  /** What a caller is told who has waited too long for another thread's attempt. */
  RuntimeException overtime(Duration patience);

  /** Told after a value has come and is in place. */
  default void loaded(T value, Duration took) {}

  /** Told after an attempt has failed. */
  default void failed(RuntimeException failure) {}
}
