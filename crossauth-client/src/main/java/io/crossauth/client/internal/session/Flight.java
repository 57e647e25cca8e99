package io.crossauth.client.internal.session;

import io.crossauth.client.session.StoredTokens;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A renewal that all callers of this process share. It ends when it ends, whatever its callers do;
 * one that the scheduler has never begun is given up by who has waited for it in vain.
 *
 * @param result the tokens, or the failure
 * @param settled whether it has begun, or has been given up
 */
record Flight(CompletableFuture<StoredTokens> result, AtomicBoolean settled) {

  static Flight planned() {
    return new Flight(new CompletableFuture<>(), new AtomicBoolean());
  }

  /** Whether it may begin; it has begun then. */
  boolean begin() {
    return settled.compareAndSet(false, true);
  }

  /** Whether it had not begun; it never will then. */
  boolean giveUp() {
    return settled.compareAndSet(false, true);
  }
}
