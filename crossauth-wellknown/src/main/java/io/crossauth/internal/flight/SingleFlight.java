package io.crossauth.internal.flight;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.platform.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one caller do the work while the others wait, and shares its result or its failure with
 * them. The interruption of one is nobody else's.
 *
 * @param <T> what the work gives
 */
public final class SingleFlight<T> {

  private final AtomicReference<@Nullable CompletableFuture<T>> flight = new AtomicReference<>();
  private final String what;
  private final Duration patience;

  /**
   * Creates the place where callers meet.
   *
   * @param what what is waited for, for the message of a failure
   * @param patience the longest that a caller waits for others' work, however many begin it
   */
  public SingleFlight(String what, Duration patience) {
    this.what = what;
    this.patience = patience;
  }

  /**
   * Gives the result of the work under way, or does it.
   *
   * @param overtime makes the failure of a caller whose patience is over
   * @throws InterruptedCallException if this thread is interrupted
   */
  public T run(Supplier<T> work, Supplier<? extends RuntimeException> overtime) {
    long end = Ticker.system().nanos() + patience.toNanos();
    while (true) {
      CompletableFuture<T> mine = new CompletableFuture<>();
      CompletableFuture<T> theirs = flight.compareAndExchange(null, mine);
      if (theirs == null) {
        return lead(mine, work);
      }
      try {
        return theirs.get(Math.max(0, end - Ticker.system().nanos()), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        throw new InterruptedCallException(what, e);
      } catch (TimeoutException e) {
        throw overtime.get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof InterruptedCallException)) {
          throw rethrown(e.getCause());
        }
      }
    }
  }

  /** Whether work is under way. */
  public boolean busy() {
    return flight.get() != null;
  }

  private T lead(CompletableFuture<T> mine, Supplier<T> work) {
    try {
      T result = work.get();
      flight.set(null);
      mine.complete(result);
      return result;
    } catch (RuntimeException | Error e) {
      flight.set(null);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private static RuntimeException rethrown(@Nullable Throwable cause) {
    if (cause instanceof RuntimeException failure) {
      return failure;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(cause);
  }
}
