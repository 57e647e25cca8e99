package io.crossauth.client.internal.session;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.StorageException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.platform.Platform;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Renews one session: leases it, presents its refresh token, saves what comes back, and only then
 * gives it out.
 */
final class LeasedRefresh {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  /** What such an answer brings is not this session's, its refresh token included. */
  private static final Set<RejectionReason> ANOTHER_LOGIN =
      Set.of(
          RejectionReason.WRONG_ISSUER,
          RejectionReason.WRONG_SUBJECT,
          RejectionReason.WRONG_AUDIENCE);

  private final TokenStore store;
  private final SessionRefresh refresh;
  private final RenewalPolicy policy;
  private final Platform platform;
  private final RenewalFailures troubles;
  private final UnsavedTokens unsaved;

  LeasedRefresh(
      TokenStore store,
      SessionRefresh refresh,
      RenewalPolicy policy,
      Platform platform,
      RenewalFailures troubles,
      UnsavedTokens unsaved) {
    this.store = store;
    this.refresh = refresh;
    this.policy = policy;
    this.platform = platform;
    this.troubles = troubles;
    this.unsaved = unsaved;
  }

  /** Whether the access token may be given out. */
  boolean usable(String session, StoredTokens tokens) {
    return !SessionAge.over(tokens, platform) && !troubles.isRefused(session, tokens);
  }

  /** Whether it may, and need not be renewed yet. */
  boolean good(String session, StoredTokens tokens) {
    return usable(session, tokens) && !SessionAge.wantsRenewal(tokens, platform);
  }

  StoredTokens find(String session) {
    return store
        .find(session)
        .orElseThrow(
            () ->
                new LoginRequiredException(
                    "session: expected one of this name, found none; log the user in", null));
  }

  /** Tokens that are good: renewed by us or by another. */
  StoredTokens renewed(String session) {
    long end = platform.ticker().nanos() + policy.patience().toNanos();
    while (platform.ticker().nanos() - end < 0) {
      Optional<StoredTokens> held = unsaved.saved(session);
      if (held.filter(tokens -> good(session, tokens)).isPresent()) {
        return held.get();
      }
      StoredTokens tokens = find(session);
      if (good(session, tokens)) {
        return tokens;
      }
      troubles.check(session, tokens);
      Optional<TokenStore.Lease> lease = lease(session);
      if (lease.isPresent()) {
        Optional<StoredTokens> next = under(lease.get(), session);
        if (next.isPresent()) {
          return next.get();
        }
      } else if (usable(session, tokens)) {
        // Another process renews it.
        return tokens;
      } else {
        pause();
      }
    }
    throw overtime();
  }

  private Optional<TokenStore.Lease> lease(String session) {
    Duration ttl = policy.lease();
    return store
        .lease(session, ttl)
        .or(() -> store.overdue(session).flatMap(overdue -> store.takeOver(session, overdue, ttl)));
  }

  /** Empty if the store has changed meanwhile and must be looked at again. */
  private Optional<StoredTokens> under(TokenStore.Lease lease, String session) {
    try {
      StoredTokens tokens = find(session);
      if (good(session, tokens)) {
        return Optional.of(tokens);
      }
      unsaved.checkRoom();
      Optional<SessionRefresh.Answer> answer = presented(session, tokens);
      if (answer.isEmpty()) {
        return Optional.empty();
      }
      StoredTokens next = judged(answer.get(), tokens, session, lease);
      unsaved.hold(session, next, lease);
      Optional<StoredTokens> saved = unsaved.saved(session);
      saved.ifPresent(now -> troubles.renewed(session, now));
      return saved;
    } finally {
      if (!unsaved.holds(session)) {
        UnsavedTokens.closeQuietly(lease);
      }
    }
  }

  /** Empty if somebody else has renewed the session although we held the lease. */
  private Optional<SessionRefresh.Answer> presented(String session, StoredTokens tokens) {
    if (tokens.refreshToken().isEmpty()) {
      throw new LoginRequiredException(
          "session: expected a refresh token, since the access token is over, found none; log the"
              + " user in again",
          null);
    }
    try {
      return Optional.of(refresh.present(tokens));
    } catch (RuntimeException e) {
      RuntimeException failure = e;
      if (e instanceof OAuthErrorException refusal && refusal.error().equals("invalid_grant")) {
        if (find(session).version() != tokens.version()) {
          return Optional.empty();
        }
        failure =
            new LoginRequiredException(
                "session: expected that the server takes its refresh token, found invalid_grant;"
                    + " log the user in again",
                refusal);
      }
      troubles.failed(session, tokens, tokens, failure);
      throw failure;
    }
  }

  private StoredTokens judged(
      SessionRefresh.Answer answer, StoredTokens tokens, String session, TokenStore.Lease lease) {
    try {
      return tokens.renewedBy(answer.checked());
    } catch (RuntimeException e) {
      StoredTokens kept = isOfAnotherLogin(e) ? tokens : kept(answer, tokens, session, lease);
      troubles.failed(session, tokens, kept, e);
      throw e;
    }
  }

  private static boolean isOfAnotherLogin(RuntimeException failure) {
    return failure instanceof TokenRejectedException refusal
        && (ANOTHER_LOGIN.contains(refusal.reason()) || isOfAnotherTime(refusal));
  }

  /** OpenID Connect Core section 12.2: {@code auth_time} is that of the login, or it is another. */
  private static boolean isOfAnotherTime(TokenRejectedException refusal) {
    return refusal.reason() == RejectionReason.WRONG_CLAIM_VALUE
        && refusal.claim().filter("auth_time"::equals).isPresent();
  }

  /**
   * The answer is no good, or could not be checked. The old refresh token is used up, and a server
   * that sees it again may end the login (RFC 9700 section 4.14.2): the next one is kept, with the
   * old access token, so that nobody sees what has not been checked.
   *
   * @return the tokens of which the failure is remembered
   */
  private StoredTokens kept(
      SessionRefresh.Answer answer, StoredTokens tokens, String session, TokenStore.Lease lease) {
    Optional<StoredTokens> next = answer.refreshToken().map(tokens::withRefreshToken);
    if (next.isEmpty()) {
      return tokens;
    }
    unsaved.hold(session, next.get(), lease);
    try {
      return unsaved.saved(session).orElse(tokens);
    } catch (RuntimeException e) {
      // It is held; what is reported is the failure before.
      return next.get();
    }
  }

  private void pause() {
    try {
      platform.scheduler().sleep(LOOK_AGAIN);
    } catch (InterruptedException e) {
      throw new InterruptedCallException("another process that renews the session", e);
    }
  }

  StorageException overtime() {
    return new StorageException(
        "token store: waited " + policy.patience() + " for another's renewal of the session", null);
  }
}
