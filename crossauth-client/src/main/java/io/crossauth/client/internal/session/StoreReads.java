package io.crossauth.client.internal.session;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.StorageException;
import io.crossauth.platform.Platform;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads of a store on behalf of callers, who wait no longer than their time: a read that hangs
 * hangs a thread of the scheduler.
 */
final class StoreReads {

  private final TokenStore store;
  private final Platform platform;

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
    CompletableFuture<Optional<StoredTokens>> read = new CompletableFuture<>();
    Object unused = platform.scheduler().schedule(Duration.ZERO, () -> read(session, read));
    try {
      return read.get(most.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw new InterruptedCallException("a session's tokens", e);
    } catch (TimeoutException e) {
      throw new StorageException("token store: expected an answer within " + most, null);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new StorageException("token store: the read of the session broke off", e.getCause());
    }
  }

  private void read(String session, CompletableFuture<Optional<StoredTokens>> read) {
    try {
      read.complete(store.find(session));
    } catch (RuntimeException | Error e) {
      read.completeExceptionally(e);
    }
  }
}
