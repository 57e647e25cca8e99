package io.crossauth.internal.refresh;

/**
 * A value that has come, and how long it serves. Immutable.
 *
 * @param value the value
 * @param startedAt when the attempt began that brought it, by the ticker
 * @param renewNanos from which age on it is renewed in the background
 * @param freshNanos from which age on a caller waits for a new one
 * @param usableNanos from which age on it is not given out any more
 * @param <T> the type of the value
 */
record Held<T>(T value, long startedAt, long renewNanos, long freshNanos, long usableNanos) {

  static <T> Held<T> of(T value, long startedAt, Lifetime lifetime) {
    return new Held<>(
        value,
        startedAt,
        lifetime.renewAfter().toNanos(),
        lifetime.freshFor().toNanos(),
        lifetime.usableFor().toNanos());
  }

  long ageAt(long now) {
    return now - startedAt;
  }

  boolean freshAt(long now) {
    return ageAt(now) < freshNanos;
  }

  boolean usableAt(long now) {
    return ageAt(now) < usableNanos;
  }
}
