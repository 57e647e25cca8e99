package io.crossauth.client.internal.session;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.StorageException;
import io.crossauth.platform.Platform;
import io.crossauth.platform.Scheduler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Reads of a store on behalf of callers, who wait no longer than their time. A read that hangs
 * hangs a thread of the scheduler, and is interrupted when its caller gives up. So many are under
 * way at most; further callers wait for a place, within their time.
 */
final class StoreReads {

  static final int MOST = 100;

  private final TokenStore store;
  private final Platform platform;
  private final Semaphore places = new Semaphore(MOST);

  StoreReads(TokenStore store, Platform platform) {
    this.store = store;
    this.platform = platform;
  }

  /**
   * The tokens of a session.
   *
   * @param most how long the caller waits
   * @throws StorageException if the store fails or the time is over
   */
  Optional<StoredTokens> find(String session, Duration most) {
    if (store.neverWaits()) {
      return store.find(session);
    }
    long begun = platform.ticker().nanos();
    try {
      if (!places.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new StorageException(
            "token store: expected an answer, found "
                + MOST
                + " reads that have waited for one for "
                + most,
            null);
      }
      return answered(session, most, most.toNanos() - (platform.ticker().nanos() - begun));
    } catch (InterruptedException e) {
      throw new InterruptedCallException("a session's tokens", e);
    }
  }

  private Optional<StoredTokens> answered(String session, Duration most, long left)
      throws InterruptedException {
    Read read = new Read(session, new CompletableFuture<>(), new AtomicBoolean());
    try {
      Scheduler.Task task = platform.scheduler().schedule(Duration.ZERO, () -> run(read));
      try {
        return read.result().get(Math.max(0, left), TimeUnit.NANOSECONDS);
      } catch (InterruptedException | TimeoutException e) {
        task.cancel();
        throw e;
      }
    } catch (TimeoutException e) {
      throw new StorageException("token store: expected an answer within " + most, null);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      // One that has not begun never will, and one that has begun frees its place itself.
      if (read.settle()) {
        places.release();
      }
    }
  }

  private static RuntimeException failure(@Nullable Throwable cause) {
    return cause instanceof RuntimeException failure
        ? failure
        : new StorageException("token store: the read of the session broke off", cause);
  }

  private void run(Read read) {
    if (!read.settle()) {
      return;
    }
    try {
      read.result().complete(store.find(read.session()));
    } catch (RuntimeException | Error e) {
      read.result().completeExceptionally(e);
    } finally {
      places.release();
    }
  }

  /**
   * One read.
   *
   * @param settled whether it has begun, or never will
   */
  private record Read(
      String session, CompletableFuture<Optional<StoredTokens>> result, AtomicBoolean settled) {

    /** Whether it had neither begun nor been given up. */
    boolean settle() {
      return settled.compareAndSet(false, true);
    }
  }
}
