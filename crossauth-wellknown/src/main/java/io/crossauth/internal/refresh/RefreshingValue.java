package io.crossauth.internal.refresh;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.internal.flight.SingleFlight;
import io.crossauth.platform.Platform;
import io.crossauth.platform.Scheduler;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value from elsewhere, such as metadata, keys or a token: fetched when it is first needed, once
 * for all threads that ask at the same time; renewed in the background before it is over; and not
 * asked for again too early, whether the last attempt succeeded or failed.
 *
 * <p>No locks: a value that is young enough costs a look at the ticker and allocates nothing. Safe
 * for use by many threads.
 *
 * @param <T> the type of the value, which is immutable
 */
public final class RefreshingValue<T> implements AutoCloseable {

  /** The longest that a caller waits for another thread's attempt. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private record Held<T>(
      T value, long startedAt, long renewNanos, long freshNanos, long usableNanos) {}

  private final Function<@Nullable T, T> loader;
  private final RefreshPolicy<T> policy;
  private final Platform platform;
  private final SingleFlight<Boolean> flight;
  private final AtomicReference<@Nullable Held<T>> held = new AtomicReference<>();
  private final AtomicReference<@Nullable Attempt> lastAttempt = new AtomicReference<>();
  private final AtomicLong nextBackground = new AtomicLong(Long.MIN_VALUE);
  private final AtomicReference<Scheduler.@Nullable Task> background = new AtomicReference<>();

  /**
   * Creates a value. Nothing is fetched yet.
   *
   * @param what what it is, for the message of an interruption: {@code the key set}
   * @param loader fetches it; it is given the value before, or null
   * @param policy when and how often
   * @param platform ticker and scheduler
   */
  public RefreshingValue(
      String what, Function<@Nullable T, T> loader, RefreshPolicy<T> policy, Platform platform) {
    this.loader = loader;
    this.policy = policy;
    this.platform = platform;
    this.flight = new SingleFlight<>(what, PATIENCE);
  }

  /**
   * The value: as it is here, if it is young enough; else a new one. Whoever needs none at once
   * does not wait for it.
   *
   * @throws RuntimeException why there is none, as the loader or the policy says it
   * @throws InterruptedCallException if this thread is interrupted while it waits
   */
  public T get() {
    Held<T> now = held.get();
    if (now == null) {
      return require();
    }
    long age = platform.ticker().nanos() - now.startedAt();
    if (age < now.renewNanos()) {
      return now.value();
    }
    if (age < now.freshNanos()) {
      refreshInBackground();
      return now.value();
    }
    return age < now.usableNanos() ? overdue(now) : require();
  }

  /** The value as it is here, whatever its age; null if none has come yet. */
  public @Nullable T peek() {
    Held<T> now = held.get();
    return now == null ? null : now.value();
  }

  /** How old the value is; empty if none has come yet. */
  public Optional<Duration> age() {
    return Optional.ofNullable(held.get()).map(now -> Duration.ofNanos(ageOf(now)));
  }

  /** Whether there is a value that nobody need wait to have renewed. */
  public boolean fresh() {
    return fresh(held.get());
  }

  /** The last attempt that is over; empty before the first. */
  public Optional<Attempt> lastAttempt() {
    return Optional.ofNullable(lastAttempt.get());
  }

  /** Why the last attempt failed; empty if it did not. */
  public Optional<RuntimeException> lastFailure() {
    return lastAttempt().flatMap(Attempt::cause);
  }

  /**
   * Fetches the value now, whether or not one is here, and however early it is. An attempt under
   * way is shared.
   *
   * @throws RuntimeException why there is none, as the loader or the policy says it
   */
  public T load() {
    fly(
        () -> {
          attempt();
          return true;
        });
    return Objects.requireNonNull(peek(), "an attempt that has not failed brings a value");
  }

  /**
   * Asks for a newer value, unless somebody has just done so.
   *
   * @param heldBack told if it is too early
   * @return why what is here may not be the newest; empty if it is
   */
  public Optional<RuntimeException> lookAgain(Runnable heldBack) {
    Attempt seen = lastAttempt.get();
    if (!flight.busy() && tooEarly(seen)) {
      heldBack.run();
      return lastFailure().map(policy::again);
    }
    try {
      join(seen);
      return lastFailure().map(policy::again);
    } catch (RuntimeException e) {
      if (!counts(e)) {
        throw e;
      }
      return Optional.of(e);
    }
  }

  /**
   * Forgets the value, if it is such and has been here for a while: the next caller waits for a new
   * one.
   *
   * @param which whether it is the value to forget
   * @param tooYoung the age below which it stays
   */
  public void forget(Predicate<T> which, Duration tooYoung) {
    Held<T> now = held.get();
    if (now != null && which.test(now.value()) && ageOf(now) >= tooYoung.toNanos()) {
      held.compareAndSet(now, null);
    }
  }

  /** Ends the work in the background. */
  @Override
  public void close() {
    Scheduler.Task task = background.get();
    if (task != null) {
      task.cancel();
    }
  }

  private T require() {
    Held<T> before = held.get();
    try {
      join(lastAttempt.get());
    } catch (RuntimeException e) {
      // The failure that we have waited for may be older than the value that is here by now.
      Held<T> now = held.get();
      if (counts(e) && now != null && !now.equals(before) && fresh(now)) {
        return now.value();
      }
      throw e;
    }
    Held<T> now = held.get();
    Optional<RuntimeException> failure = lastFailure();
    if (failure.isPresent() && !fresh(now)) {
      throw policy.again(failure.get());
    }
    return now == null ? load() : now.value();
  }

  /** A value past its time: nobody has used it for a while, or no new one can be had. */
  private T overdue(Held<T> lastGood) {
    if (lastFailure().isPresent()) {
      refreshInBackground();
      return lastGood.value();
    }
    try {
      return require();
    } catch (RuntimeException e) {
      if (!counts(e)) {
        throw e;
      }
      return lastGood.value();
    }
  }

  private void refreshInBackground() {
    Attempt last = lastAttempt.get();
    long now = platform.ticker().nanos();
    long due = nextBackground.get();
    boolean mine =
        !flight.busy()
            && (last == null || !policy.tooEarlyInBackground(last, now))
            && (due == Long.MIN_VALUE || now - due >= 0)
            && nextBackground.compareAndSet(due, now + PATIENCE.toNanos());
    if (mine) {
      long next = now + policy.backgroundPause(last).toNanos();
      try {
        background.set(
            platform.scheduler().schedule(Duration.ZERO, () -> refreshQuietly(last, next)));
      } catch (RuntimeException e) {
        // No scheduler: a caller renews the value when it is over.
        nextBackground.set(next);
      }
    }
  }

  private void refreshQuietly(@Nullable Attempt seen, long next) {
    try {
      join(seen);
    } catch (RuntimeException e) {
      // The value still serves; the policy says when the next caller tries again.
    } finally {
      nextBackground.set(next);
    }
  }

  /** Waits for the attempt under way, or makes one, unless one has ended since we looked. */
  private void join(@Nullable Attempt seen) {
    fly(
        () -> {
          if (Objects.equals(lastAttempt.get(), seen) && !tooEarly(seen)) {
            attempt();
          }
          return true;
        });
  }

  private void fly(Supplier<Boolean> work) {
    boolean unused = flight.run(work, () -> policy.overtime(PATIENCE));
  }

  private void attempt() {
    Attempt before = lastAttempt.get();
    long start = platform.ticker().nanos();
    T fresh;
    try {
      fresh = loader.apply(peek());
    } catch (RuntimeException e) {
      if (counts(e)) {
        int failures = before == null ? 1 : before.failures() + 1;
        lastAttempt.set(new Attempt(start, platform.ticker().nanos(), failures, e));
        policy.failed(e);
      }
      throw e;
    }
    held.set(held(fresh, start));
    long end = platform.ticker().nanos();
    lastAttempt.set(new Attempt(start, end, 0, null));
    policy.loaded(fresh, Duration.ofNanos(end - start));
  }

  private Held<T> held(T value, long start) {
    Lifetime lifetime = policy.lifetimeOf(value);
    return new Held<>(
        value,
        start,
        lifetime.renewAfter().toNanos(),
        lifetime.freshFor().toNanos(),
        lifetime.usableFor().toNanos());
  }

  private boolean tooEarly(@Nullable Attempt attempt) {
    return attempt != null && policy.tooEarly(attempt, platform.ticker().nanos());
  }

  private boolean counts(RuntimeException failure) {
    return !(failure instanceof InterruptedCallException) && policy.counts(failure);
  }

  private boolean fresh(@Nullable Held<T> value) {
    return value != null && ageOf(value) < value.freshNanos();
  }

  private long ageOf(Held<T> value) {
    return platform.ticker().nanos() - value.startedAt();
  }
}
