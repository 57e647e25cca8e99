package io.crossauth.internal.flight;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.platform.Ticker;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one caller do the work while the others wait, and shares its result or its failure with
 * them. The interruption of one is nobody else's. Safe for use by many threads.
 *
 * @param <T> what the work gives
 */
public final class SingleFlight<T> {

  private final AtomicReference<@Nullable Flight<T>> flight = new AtomicReference<>();
  private final String what;
  private final Duration patience;
  private final Ticker ticker;

  /**
   * Creates the place where callers meet.
   *
   * @param what what is waited for, for the message of a failure
   * @param patience the longest that a caller waits for others' work, however many begin it
   */
  public SingleFlight(String what, Duration patience) {
    this(what, patience, Ticker.system());
  }

  /**
   * Creates the place where callers meet.
   *
   * @param what what is waited for, for the message of a failure
   * @param patience the longest that a caller waits for others' work, however many begin it
   * @param ticker says when a flight began
   */
  public SingleFlight(String what, Duration patience, Ticker ticker) {
    this.what = what;
    this.patience = patience;
    this.ticker = ticker;
  }

  /**
   * Gives the result of the work under way, or does it.
   *
   * @param overtime makes the failure of a caller whose patience is over
   * @throws InterruptedCallException if this thread is interrupted
   */
  public T run(Supplier<T> work, Supplier<? extends RuntimeException> overtime) {
    return run(work, overtime, patience, null);
  }

  /**
   * Gives the result of work that began at this moment or later, or does it.
   *
   * @param overtime makes the failure of a caller whose patience is over
   * @param most how long to wait for others' work
   * @param from by the ticker
   * @throws InterruptedCallException if this thread is interrupted
   */
  public T runFrom(
      long from, Duration most, Supplier<T> work, Supplier<? extends RuntimeException> overtime) {
    return run(work, overtime, most, from);
  }

  private T run(
      Supplier<T> work,
      Supplier<? extends RuntimeException> overtime,
      Duration most,
      @Nullable Long from) {
    long end = Ticker.system().nanos() + most.toNanos();
    while (true) {
      Flight<T> mine = new Flight<>(what, ticker.nanos(), work);
      Flight<T> theirs = flight.compareAndExchange(null, mine);
      Flight<T> one = theirs == null ? mine : theirs;
      if (one.begin()) {
        return lead(one);
      }
      boolean late = from != null && one.since() - from < 0;
      try {
        T result = one.get(Math.max(0, end - Ticker.system().nanos()));
        if (!late) {
          return result;
        }
      } catch (InterruptedException e) {
        throw new InterruptedCallException(what, e);
      } catch (TimeoutException e) {
        throw overtime.get();
      } catch (CancellationException e) {
        // Nobody did it.
      } catch (ExecutionException e) {
        if (!late && !(e.getCause() instanceof InterruptedCallException)) {
          throw rethrown(e.getCause());
        }
      }
    }
  }

  /**
   * Has the work done elsewhere, unless some is under way; a caller of {@link #run} who comes
   * before it has been begun does it. Nobody hears of its failure but by the flight.
   *
   * @param elsewhere is given the work; it throws if it cannot take it
   * @return the work that is under way now
   */
  public Flight<T> start(Supplier<T> work, Consumer<Runnable> elsewhere) {
    Flight<T> mine = new Flight<>(what, ticker.nanos(), work);
    Flight<T> theirs = flight.compareAndExchange(null, mine);
    if (theirs != null) {
      return theirs;
    }
    try {
      elsewhere.accept(() -> leadQuietly(mine));
    } catch (RuntimeException e) {
      forget(mine);
      throw e;
    }
    return mine;
  }

  /** Whether work is under way. What nobody takes on in time is forgotten. */
  public boolean busy() {
    Flight<T> now = flight.get();
    if (now == null) {
      return false;
    }
    boolean alive = now.begun() || ticker.nanos() - now.since() <= patience.toNanos();
    if (!alive) {
      forget(now);
    }
    return alive;
  }

  /** Forgets work that nobody has taken on. */
  public void cancel() {
    Flight<T> now = flight.get();
    if (now != null) {
      forget(now);
    }
  }

  private void forget(Flight<T> planned) {
    if (planned.begin()) {
      flight.compareAndSet(planned, null);
      planned.cancel();
    }
  }

  private void leadQuietly(Flight<T> planned) {
    if (planned.begin()) {
      try {
        T unused = lead(planned);
      } catch (RuntimeException e) {
        // The flight has it.
      }
    }
  }

  private T lead(Flight<T> mine) {
    return mine.lead(() -> flight.compareAndSet(mine, null));
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
