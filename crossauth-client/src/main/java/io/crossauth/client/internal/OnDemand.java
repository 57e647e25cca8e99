package io.crossauth.client.internal;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is made when it is first asked for: a program that never asks does not load the
 * classes behind it. Where several threads ask at once, more than one may be made, and all are
 * given the same. Safe for use by many threads.
 *
 * @param <T> what is made
 */
public final class OnDemand<T> {

  private final Supplier<T> maker;
  private final AtomicReference<@Nullable T> made = new AtomicReference<>();

  /**
   * Makes nothing yet.
   *
   * @param maker makes it
   */
  public OnDemand(Supplier<T> maker) {
    this.maker = maker;
  }

  /** The one thing. */
  public T get() {
    T known = made.get();
    if (known != null) {
      return known;
    }
    T fresh = maker.get();
    T other = made.compareAndExchange(null, fresh);
    return other == null ? fresh : other;
  }

  /** The same, if somebody has asked for it. */
  public Optional<T> ifMade() {
    return Optional.ofNullable(made.get());
  }
}
