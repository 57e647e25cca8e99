package io.crossauth.client.internal.session;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.StorageException;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Renews sessions: within this process one renewal at a time for each session, which all callers
 * share. It runs on a thread of the scheduler, so that nobody who gives up waiting breaks off a
 * call that has presented a refresh token.
 */
final class SessionRenewal {

  private static final int TRIES = 3;

  private final TokenStore store;
  private final RenewalPolicy policy;
  private final Platform platform;
  private final RenewalFailures troubles;
  private final UnsavedTokens unsaved;
  private final LeasedRefresh leased;
  private final ConcurrentMap<String, CompletableFuture<StoredTokens>> flights =
      new ConcurrentHashMap<>();

  SessionRenewal(
      TokenStore store, SessionRefresh refresh, RenewalPolicy policy, Platform platform) {
    this.store = store;
    this.policy = policy;
    this.platform = platform;
    this.troubles = new RenewalFailures(platform);
    this.unsaved = new UnsavedTokens(store, policy.lease(), platform);
    this.leased = new LeasedRefresh(store, refresh, policy, platform, troubles, unsaved);
  }

  /** Tokens that are not over, and whose access token has not been refused. */
  StoredTokens fresh(String session) {
    if (!unsaved.holds(session)) {
      StoredTokens tokens = leased.find(session);
      if (leased.good(session, tokens)) {
        return tokens;
      }
      if (leased.usable(session, tokens)) {
        if (troubles.mayTry(session, tokens)) {
          CompletableFuture<StoredTokens> unused = flight(session);
        }
        return tokens;
      }
    }
    long end = platform.ticker().nanos() + policy.patience().toNanos();
    for (int i = 0; i < TRIES; i++) {
      Optional<StoredTokens> tokens = awaited(session, flight(session), end);
      // A renewal may have looked at the store before the server refused what it found there.
      if (tokens.filter(found -> !troubles.isRefused(session, found)).isPresent()) {
        return tokens.get();
      }
    }
    throw leased.overtime();
  }

  /** A server has refused this access token: if it is still the one, the next call renews it. */
  void rejected(String session, Secret accessToken) {
    try {
      store
          .find(session)
          .filter(tokens -> tokens.accessToken().equals(accessToken))
          .ifPresent(tokens -> troubles.refused(session, tokens));
    } catch (StorageException e) {
      // Who asks for a token next gets the failure.
    }
  }

  int unsaved() {
    return unsaved.count();
  }

  void forget(String session) {
    unsaved.drop(session);
    troubles.forget(session);
  }

  private CompletableFuture<StoredTokens> flight(String session) {
    CompletableFuture<StoredTokens> mine = new CompletableFuture<>();
    CompletableFuture<StoredTokens> theirs = flights.putIfAbsent(session, mine);
    if (theirs != null) {
      return theirs;
    }
    try {
      platform.scheduler().schedule(Duration.ZERO, () -> fly(session, mine));
    } catch (RuntimeException | Error e) {
      flights.remove(session, mine);
      mine.completeExceptionally(e);
    }
    return mine;
  }

  private void fly(String session, CompletableFuture<StoredTokens> flight) {
    try {
      StoredTokens tokens = leased.renewed(session);
      flights.remove(session, flight);
      flight.complete(tokens);
    } catch (RuntimeException | Error e) {
      flights.remove(session, flight);
      flight.completeExceptionally(e);
    }
  }

  /** Empty if the renewal was broken off by the end of its thread; another may do better. */
  private Optional<StoredTokens> awaited(
      String session, CompletableFuture<StoredTokens> flight, long end) {
    try {
      long left = Math.max(0, end - platform.ticker().nanos());
      return Optional.of(flight.get(left, TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      throw new InterruptedCallException("a session's tokens", e);
    } catch (TimeoutException e) {
      // A scheduler that never runs its work must not hold the session for ever.
      flights.remove(session, flight);
      throw leased.overtime();
    } catch (ExecutionException e) {
      return broken(e.getCause());
    }
  }

  private static Optional<StoredTokens> broken(@Nullable Throwable cause) {
    if (cause instanceof InterruptedCallException) {
      return Optional.empty();
    }
    if (cause instanceof RuntimeException failure) {
      throw failure;
    }
    throw new StorageException("token store: the renewal of the session broke off", cause);
  }
}
