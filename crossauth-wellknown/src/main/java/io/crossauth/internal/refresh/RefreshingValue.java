package io.crossauth.internal.refresh;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.internal.flight.Flight;
import io.crossauth.internal.flight.SingleFlight;
import io.crossauth.platform.Platform;
import io.crossauth.platform.Scheduler;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value from elsewhere, such as metadata, keys or a token: fetched when it is first needed, once
 * for all threads that ask at the same time; renewed in the background before it is over; and not
 * asked for again too early, whether the last attempt succeeded or failed.
 *
 * <p>Who has a usable value waits for a newer one as long as the policy says, counted from when it
 * was asked for: however long the server takes and however many wait, all of them are gone by then.
 *
 * <p>No locks: a value that is young enough costs a look at the ticker and allocates nothing. Safe
 * for use by many threads.
 *
 * @param <T> the type of the value, which is immutable
 */
public final class RefreshingValue<T> implements AutoCloseable {

  /** The longest that a caller who has no usable value waits for another thread's attempt. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private final BiFunction<@Nullable T, @Nullable Duration, T> loader;
  private final RefreshPolicy<T> policy;
  private final Platform platform;
  private final SingleFlight<Boolean> forAll;
  private final SingleFlight<Boolean> apart;
  private final AtomicReference<@Nullable Held<T>> held = new AtomicReference<>();
  private final Attempts attempts = new Attempts();
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
    this(what, (before, most) -> loader.apply(before), policy, platform);
  }

  /**
   * Creates a value whose loader can be told how much time it has. Nothing is fetched yet.
   *
   * @param what what it is, for the message of an interruption: {@code the key set}
   * @param loader fetches it; it is given the value before, or null, and the most time that it may
   *     take, or null
   * @param policy when and how often
   * @param platform ticker and scheduler
   */
  public RefreshingValue(
      String what,
      BiFunction<@Nullable T, @Nullable Duration, T> loader,
      RefreshPolicy<T> policy,
      Platform platform) {
    this.loader = loader;
    this.policy = policy;
    this.platform = platform;
    this.forAll = new SingleFlight<>(what, PATIENCE, platform.ticker());
    this.apart = new SingleFlight<>(what, PATIENCE, platform.ticker());
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
    long age = now.ageAt(platform.ticker().nanos());
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
    return Optional.ofNullable(held.get())
        .map(now -> Duration.ofNanos(now.ageAt(platform.ticker().nanos())));
  }

  /** Whether there is a value that nobody need wait to have renewed. */
  public boolean fresh() {
    return fresh(held.get());
  }

  /** Whether there is a value that may be given out while no newer one can be had. */
  public boolean usable() {
    Held<T> now = held.get();
    return now != null && now.usableAt(platform.ticker().nanos());
  }

  /** The last attempt that is over; empty before the first. */
  public Optional<Attempt> lastAttempt() {
    return Optional.ofNullable(attempts.last());
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
          attempt(null);
          return true;
        });
    return Objects.requireNonNull(peek(), "an attempt that has not failed brings a value");
  }

  /**
   * Fetches the value now, apart from the attempts that are made for all: what others ask for, and
   * how often, neither delays nor forbids it. It is shared with those alone who ask in this way
   * before it begins.
   *
   * @param most the most time for it, more than zero
   * @throws RuntimeException why there is none, as the loader or the policy says it
   */
  public T loadWithin(Duration most) {
    long asked = platform.ticker().nanos();
    boolean unused =
        apart.runFrom(
            asked,
            most,
            () -> {
              Duration left = most.minusNanos(platform.ticker().nanos() - asked);
              if (left.isNegative() || left.isZero()) {
                throw policy.overtime(most);
              }
              attempt(left);
              return true;
            },
            () -> policy.overtime(most));
    return Objects.requireNonNull(peek(), "an attempt that has not failed brings a value");
  }

  /**
   * Asks for a newer value, unless it is too early, and waits for it a little.
   *
   * @param enough whether a value is what is looked for
   * @param heldBack told if it is too early
   * @return why what is here may not be the newest; empty if it is
   */
  public Optional<RuntimeException> lookAgain(Predicate<T> enough, Runnable heldBack) {
    long came = platform.ticker().nanos();
    while (true) {
      Attempt seen = attempts.last();
      T here = peek();
      if (here != null && enough.test(here)) {
        return Optional.empty();
      }
      if (seen != null && seen.startedAt() - came > 0) {
        return lastFailure().map(policy::again);
      }
      if (!forAll.busy() && !policy.mayLook(seen, platform.ticker().nanos())) {
        heldBack.run();
        return lastFailure().map(policy::again);
      }
      Flight<Boolean> flight = begin(seen);
      if (!awaitBriefly(flight, came)) {
        return Optional.of(policy.overtime(policy.lookWait()));
      }
      // What began before we came may be older than what is looked for.
      if (wasMade(flight) && flight.since() - came >= 0) {
        return lastFailure().map(policy::again);
      }
    }
  }

  /**
   * Asks for a newer value in the background, unless it is too early or somebody does so already.
   *
   * @param heldBack told if it is too early
   */
  public void lookLater(Runnable heldBack) {
    if (forAll.busy()) {
      return;
    }
    Attempt seen = attempts.last();
    if (policy.mayLook(seen, platform.ticker().nanos())) {
      beginQuietly(seen);
    } else {
      heldBack.run();
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
    if (now != null
        && which.test(now.value())
        && now.ageAt(platform.ticker().nanos()) >= tooYoung.toNanos()) {
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
    forAll.cancel();
  }

  private T require() {
    // In this order: the value of an attempt is in place before the attempt is over.
    Attempt seen = attempts.last();
    Held<T> before = held.get();
    if (before != null && fresh(before)) {
      return before.value();
    }
    try {
      join(seen);
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
    Attempt seen = attempts.last();
    if (seen != null && seen.failed()) {
      refreshInBackground();
    } else if (forAll.busy() || !tooEarly(seen)) {
      Flight<Boolean> flight = begin(seen);
      boolean unused = awaitBriefly(flight, platform.ticker().nanos()) && wasMade(flight);
    }
    Held<T> now = held.get();
    return now != null && fresh(now) ? now.value() : lastGood.value();
  }

  private void refreshInBackground() {
    Attempt last = attempts.last();
    long now = platform.ticker().nanos();
    long due = nextBackground.get();
    if (!forAll.busy()
        && (last == null || !policy.tooEarlyInBackground(last, now))
        && (due == Long.MIN_VALUE || now - due >= 0)) {
      beginQuietly(last);
    }
  }

  /** Has an attempt made in the background, or here if that cannot be, unless one is under way. */
  private Flight<Boolean> begin(@Nullable Attempt seen) {
    return begin(
        seen,
        work -> {
          try {
            schedule(work);
          } catch (RuntimeException e) {
            work.run();
          }
        });
  }

  private Flight<Boolean> begin(@Nullable Attempt seen, Consumer<Runnable> elsewhere) {
    return forAll.start(
        () -> {
          if (Objects.equals(attempts.last(), seen)) {
            attempt(null);
          }
          return true;
        },
        elsewhere);
  }

  private void schedule(Runnable work) {
    background.set(platform.scheduler().schedule(Duration.ZERO, work));
  }

  /** For those who do not wait: what cannot be begun is left to the next caller. */
  private void beginQuietly(@Nullable Attempt seen) {
    try {
      Flight<Boolean> unused = begin(seen, this::schedule);
    } catch (RuntimeException e) {
      long now = platform.ticker().nanos();
      nextBackground.set(now + policy.backgroundPause(seen).toNanos());
    }
  }

  /**
   * Whether somebody has made the attempt to its end; what does not count as its outcome is thrown.
   */
  private boolean wasMade(Flight<Boolean> flight) {
    Throwable failure = flight.failure().orElse(null);
    if (failure instanceof CancellationException || failure instanceof InterruptedCallException) {
      return false;
    }
    if (failure instanceof RuntimeException fault && !counts(fault)) {
      throw fault;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    return true;
  }

  private boolean awaitBriefly(Flight<Boolean> flight, long came) {
    return new BriefWait(policy.lookWait(), platform).awaitEnd(flight, came);
  }

  /** Waits for the attempt under way, or makes one, unless one has ended since we looked. */
  private void join(@Nullable Attempt seen) {
    fly(
        () -> {
          if (Objects.equals(attempts.last(), seen) && !tooEarly(seen)) {
            attempt(null);
          }
          return true;
        });
  }

  private void fly(Supplier<Boolean> work) {
    boolean unused = forAll.run(work, () -> policy.overtime(PATIENCE));
  }

  /**
   * Makes an attempt.
   *
   * @param most the most time for one that is made apart from those for all; null for one for all
   */
  private void attempt(@Nullable Duration most) {
    long start = platform.ticker().nanos();
    Attempt made = null;
    try {
      T fresh = loader.apply(peek(), most);
      Held<T> next = Held.of(fresh, start, policy.lifetimeOf(fresh));
      held.updateAndGet(now -> now != null && now.startedAt() - start > 0 ? now : next);
      made = attempts.succeeded(start, platform.ticker().nanos());
      policy.loaded(fresh, Duration.ofNanos(made.endedAt() - start));
    } catch (RuntimeException e) {
      if (made == null && counts(e)) {
        made = attempts.failed(start, platform.ticker().nanos(), e);
        policy.failed(e);
      }
      throw e;
    } finally {
      if (most == null) {
        ended(start, made);
      }
    }
  }

  private void ended(long start, @Nullable Attempt made) {
    long now = platform.ticker().nanos();
    policy.asked(start, now);
    nextBackground.set(now + policy.backgroundPause(made).toNanos());
  }

  private boolean tooEarly(@Nullable Attempt attempt) {
    return attempt != null && policy.tooEarly(attempt, platform.ticker().nanos());
  }

  private boolean counts(RuntimeException failure) {
    return !(failure instanceof InterruptedCallException) && policy.counts(failure);
  }

  private boolean fresh(@Nullable Held<T> value) {
    return value != null && value.freshAt(platform.ticker().nanos());
  }
}
