package io.crossauth.client.internal.session;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.error.StorageException;
import java.util.Optional;

/**
 * A login without a refresh token, in a session whose earlier login has brought one that is kept.
 * It may be in the middle of a renewal, which uses it up: it is read under the session's lease, or
 * not kept.
 */
final class SecondLogin {

  private final RenewalTools tools;
  private final SessionRenewal renewal;

  SecondLogin(RenewalTools tools, SessionRenewal renewal) {
    this.tools = tools;
    this.renewal = renewal;
  }

  /**
   * Begins the session anew.
   *
   * @throws StorageException if the store fails or does not answer in time
   */
  void begin(String session, StoredTokens next) {
    long end = tools.platform().ticker().nanos() + tools.policy().call().toNanos();
    for (int waits = 0; keeps(before(session), next); waits++) {
      if (begunUnderLease(session, next)) {
        return;
      }
      if (tools.platform().ticker().nanos() - end >= 0) {
        break;
      }
      tools.sleep(GrowingWait.after(waits, tools.platform().random()));
    }
    put(session, next);
  }

  private boolean begunUnderLease(String session, StoredTokens next) {
    LeaseTime time = new LeaseTime(tools.now(), tools.policy().lease());
    Optional<HeldLease> lease =
        tools.store().lease(session, time.whole()).map(taken -> new HeldLease(taken, time));
    lease.ifPresent(
        held -> {
          try {
            StoredTokens kept = KeptRefreshToken.of(before(session), next);
            put(session, time.leaves(tools.policy().call(), tools.now()) ? kept : next);
          } finally {
            held.giveBack();
          }
        });
    return lease.isPresent();
  }

  /** What cannot be read is replaced all the same. */
  private Optional<StoredTokens> before(String session) {
    try {
      return renewal.find(session);
    } catch (StorageException e) {
      if (e.retryable()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static boolean keeps(Optional<StoredTokens> before, StoredTokens next) {
    return KeptRefreshToken.of(before, next).refreshToken().isPresent();
  }

  private void put(String session, StoredTokens tokens) {
    renewal.forget(session);
    tools.store().put(session, tokens);
  }
}
