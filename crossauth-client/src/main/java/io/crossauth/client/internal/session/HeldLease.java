package io.crossauth.client.internal.session;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A lease in the hands of who took it, who alone gives it back, and once.
 *
 * <p>Its time is counted from before it was asked for: the store has begun to count later.
 */
final class HeldLease {

  private final TokenStore.Lease lease;
  private final Moment asked;
  private final Duration time;
  private final AtomicBoolean held = new AtomicBoolean(true);

  /**
   * @param asked a moment before the store was asked
   * @param time how long the store was asked to keep it
   */
  HeldLease(TokenStore.Lease lease, Moment asked, Duration time) {
    this.lease = lease;
    this.asked = asked;
    this.time = time;
  }

  /** Whether so much of its time is left. */
  boolean leaves(Duration call, Moment now) {
    return time.minus(now.since(asked)).compareTo(call) >= 0;
  }

  /** Saves the next version; if that goes well, the lease is over. */
  boolean save(StoredTokens next) {
    return lease.save(next);
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
