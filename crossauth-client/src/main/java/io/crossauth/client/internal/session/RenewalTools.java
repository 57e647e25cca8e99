package io.crossauth.client.internal.session;

import io.crossauth.client.session.TokenStore;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.StorageException;
import io.crossauth.platform.Platform;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * What the renewals of one manager have in common.
 *
 * @param store where the sessions are
 * @param refresh presents refresh tokens
 * @param policy the times
 * @param platform time, waiting and chance
 * @param failures what is known against tokens
 * @param open what is under way, and whether more may begin
 * @param judging changes what is judged of a session's tokens
 */
record RenewalTools(
    TokenStore store,
    SessionRefresh refresh,
    RenewalPolicy policy,
    Platform platform,
    RenewalFailures failures,
    OpenRenewals open,
    UnaryOperator<Judge> judging) {

  Judge judge(String session) {
    return judging.apply(new SessionJudge(session, failures, platform));
  }

  /** The same that present every refresh token, in this way. What fails there fails there alone. */
  RenewalTools presenting(SessionRefresh other) {
    return new RenewalTools(
        store,
        other,
        policy,
        platform,
        new RenewalFailures(platform),
        open,
        NarrowedRefresh.AlwaysJudge::new);
  }

  Moment now() {
    return Moment.now(platform);
  }

  void sleep(Duration time) {
    try {
      platform.scheduler().sleep(time);
    } catch (InterruptedException e) {
      throw new InterruptedCallException("the renewal of a session", e);
    }
  }

  /** Waits; an interruption ends the wait, and nothing else. */
  void sleepThrough(Duration time) {
    try {
      platform.scheduler().sleep(time);
    } catch (InterruptedException e) {
      // What has begun goes on.
    }
  }

  StorageException overtime() {
    return new StorageException(
        "token store: waited " + policy.patience() + " for another's renewal of the session", null);
  }

  static StorageException closed() {
    return new StorageException(
        "sessions: expected a manager that is open, found one that has been closed", null);
  }
}
