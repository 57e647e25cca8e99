package io.crossauth.client.internal.session;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.StorageException;
import io.crossauth.platform.Platform;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The renewals of a client or of one of its managers that are under way, and the tokens that wait
 * for their store. When it is closed no more begin; those that have presented a refresh token go on
 * to their end. Safe for use by many threads.
 */
public final class OpenRenewals {

  private static final int MOST_KEPT = 10_000;
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final @Nullable OpenRenewals parent;
  private final Set<Flight> flights = ConcurrentHashMap.newKeySet();
  private final ConcurrentMap<Renewing, UnsavedTokens> kept = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /** Those of a client. */
  public OpenRenewals() {
    this(null);
  }

  private OpenRenewals(@Nullable OpenRenewals parent) {
    this.parent = parent;
  }

  /** Those of one manager, which are the client's too. */
  OpenRenewals ofManager() {
    return new OpenRenewals(this);
  }

  boolean closed() {
    return closed || (parent != null && parent.closed());
  }

  /** Counts a flight until it is over. */
  void add(Flight flight) {
    for (OpenRenewals all = this; all != null; all = all.parent) {
      OpenRenewals counted = all;
      counted.flights.add(flight);
      CompletableFuture<?> unused =
          flight.result().whenComplete((tokens, failure) -> counted.flights.remove(flight));
    }
  }

  void keep(Renewing renewal, UnsavedTokens by) {
    for (OpenRenewals all = this; all != null; all = all.parent) {
      all.kept.put(renewal, by);
    }
  }

  void forget(Renewing renewal) {
    for (OpenRenewals all = this; all != null; all = all.parent) {
      all.kept.remove(renewal);
    }
  }

  /** How many wait for their store. */
  int unsaved() {
    return kept.size();
  }

  /** While so many wait for the store, no more refresh tokens are presented. */
  void checkRoom() {
    if (kept.size() >= MOST_KEPT) {
      throw new StorageException(
          "token store: expected to save, found " + MOST_KEPT + " sessions that wait for it", null);
    }
  }

  /**
   * Begins no more renewals, waits for those that have begun, and saves what is not saved.
   *
   * @param most how long
   * @return whether nothing is left
   * @throws InterruptedCallException if interrupted while waiting; no more begin all the same
   */
  public boolean drain(Duration most, Platform platform) {
    closed = true;
    long end = platform.ticker().nanos() + most.toNanos();
    try {
      for (Flight flight : flights) {
        if (!ended(flight.result(), left(end, platform))) {
          return false;
        }
      }
      return saved(end, platform);
    } catch (InterruptedException e) {
      throw new InterruptedCallException("the end of the renewals under way", e);
    }
  }

  private boolean saved(long end, Platform platform) throws InterruptedException {
    while (!kept.isEmpty()) {
      for (UnsavedTokens unsaved : Set.copyOf(kept.values())) {
        // On a thread of its own: a store that hangs does not hang us.
        CompletableFuture<?> tried = new CompletableFuture<>();
        Object unused =
            platform
                .scheduler()
                .schedule(
                    Duration.ZERO,
                    () -> {
                      unsaved.tryAll();
                      tried.complete(null);
                    });
        boolean ended = ended(tried, left(end, platform));
        if (!ended) {
          return kept.isEmpty();
        }
      }
      Duration left = left(end, platform);
      if (left.isZero() || kept.isEmpty()) {
        break;
      }
      platform.scheduler().sleep(left.compareTo(AGAIN) < 0 ? left : AGAIN);
    }
    return kept.isEmpty();
  }

  private static Duration left(long end, Platform platform) {
    return Duration.ofNanos(Math.max(0, end - platform.ticker().nanos()));
  }

  private static boolean ended(CompletableFuture<?> work, Duration most)
      throws InterruptedException {
    try {
      Object unused = work.get(most.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      // Its callers have the failure.
      return true;
    }
  }
}
