package io.crossauth.client.internal.session;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import java.util.concurrent.atomic.AtomicBoolean;

/** A lease in the hands of who took it, who alone gives it back, and once. */
final class HeldLease {

  private final TokenStore.Lease lease;
  private final LeaseTime time;
  private final AtomicBoolean held = new AtomicBoolean(true);

  HeldLease(TokenStore.Lease lease, LeaseTime time) {
    this.lease = lease;
    this.time = time;
  }

  LeaseTime time() {
    return time;
  }

  /** Saves the next version; if that goes well, the lease has been given back. */
  boolean save(StoredTokens next) {
    boolean saved = lease.saveAndClose(next);
    if (saved) {
      held.set(false);
    }
    return saved;
  }

  /** What was saved is saved; a lease that cannot be given back ends by itself. */
  void giveBack() {
    if (held.compareAndSet(true, false)) {
      try {
        lease.close();
      } catch (RuntimeException e) {
        // Its time ends it.
      }
    }
  }
}
