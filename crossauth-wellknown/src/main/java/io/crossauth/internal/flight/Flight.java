package io.crossauth.internal.flight;

import io.crossauth.error.InterruptedCallException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * One piece of work, from when it was asked for until it is over; done once, by whoever takes it on
 * first. Safe for use by many threads.
 *
 * @param <T> what the work gives
 */
public final class Flight<T> {

  private final String what;
  private final long since;
  private final Supplier<T> work;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CompletableFuture<T> end = new CompletableFuture<>();

  Flight(String what, long since, Supplier<T> work) {
    this.what = what;
    this.since = since;
    this.work = work;
  }

  /** When it was asked for, by the ticker. */
  public long since() {
    return since;
  }

  /**
   * Waits for its end, good or bad.
   *
   * @param most how long; nothing is waited for if it is zero or less
   * @return whether it is over
   * @throws InterruptedCallException if this thread is interrupted
   */
  public boolean awaitEnd(Duration most) {
    try {
      if (!end.isDone() && !most.isNegative()) {
        T unused = end.get(most.toNanos(), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      throw new InterruptedCallException(what, e);
    } catch (TimeoutException | ExecutionException | CancellationException e) {
      // Whether it is over is all that was asked.
    }
    return end.isDone();
  }

  /** Why it failed: nothing, before it is over and if it went well. */
  public Optional<Throwable> failure() {
    if (!end.isCompletedExceptionally()) {
      return Optional.empty();
    }
    return Optional.of(end.handle((result, failure) -> failure).join());
  }

  boolean begun() {
    return begun.get();
  }

  /** Takes the work on; false if somebody has. */
  boolean begin() {
    return begun.compareAndSet(false, true);
  }

  /** Does the work that has been taken on; whoever comes after {@code over} finds nobody here. */
  T lead(Runnable over) {
    T result;
    try {
      result = work.get();
    } catch (RuntimeException | Error e) {
      over.run();
      end.completeExceptionally(e);
      throw e;
    }
    over.run();
    end.complete(result);
    return result;
  }

  /** Ends it as if nobody had asked. */
  void cancel() {
    end.cancel(false);
  }

  /** Its result. */
  T get(long nanos) throws InterruptedException, TimeoutException, ExecutionException {
    return end.get(nanos, TimeUnit.NANOSECONDS);
  }
}
