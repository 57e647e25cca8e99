package io.crossauth.client.source;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.crossauth.client.store.StoredTokens;
import io.crossauth.client.store.TokenStore;
import io.crossauth.client.store.TokenStoreException;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.internal.flight.SingleFlight;
import io.crossauth.value.Secret;
import io.crossauth.world.World;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Renews sessions: within this process one thread at a time for each session, between processes
 * under a lease of the store.
 */
final class SessionRenewal {

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final Duration REJECT_PAUSE = Duration.ofSeconds(2);

  private final TokenStore store;
  private final TokenManager.Refresh refresh;
  private final World world;
  private final ConcurrentMap<String, SingleFlight<StoredTokens>> flights =
      new ConcurrentHashMap<>();
  private final UnsavedTokens unsaved;
  private final Cache<String, Boolean> justRejected;

  SessionRenewal(TokenStore store, TokenManager.Refresh refresh, World world) {
    this.store = store;
    this.refresh = refresh;
    this.world = world;
    this.unsaved = new UnsavedTokens(world);
    this.justRejected =
        Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(REJECT_PAUSE)
            .ticker(world.ticker()::nanos)
            .build();
  }

  /** Tokens that are not about to end, and whose access token is not the one refused. */
  StoredTokens fresh(String session, Optional<Secret> refused) {
    if (!unsaved.holds(session)) {
      StoredTokens tokens = find(session);
      if (good(tokens, refused)) {
        return tokens;
      }
    }
    SingleFlight<StoredTokens> mine = new SingleFlight<>("a session's tokens", PATIENCE);
    SingleFlight<StoredTokens> flight = flights.computeIfAbsent(session, key -> mine);
    try {
      return flight.run(() -> renew(session, refused), SessionRenewal::overtime);
    } finally {
      if (!flight.busy()) {
        flights.remove(session, flight);
      }
    }
  }

  /** Once in two seconds, so that a server that refuses everything causes no flood. */
  boolean mayReject(String session) {
    return justRejected.asMap().putIfAbsent(session, true) == null;
  }

  void forget(String session) {
    unsaved.drop(session);
  }

  private StoredTokens renew(String session, Optional<Secret> refused) {
    long end = world.ticker().nanos() + PATIENCE.toNanos();
    while (world.ticker().nanos() - end < 0) {
      Optional<StoredTokens> held = unsaved.saved(session);
      if (held.isPresent()) {
        return held.get();
      }
      StoredTokens tokens = find(session);
      if (good(tokens, refused)) {
        return tokens;
      }
      Optional<TokenStore.Lease> lease = store.lease(session, LEASE);
      if (lease.isPresent()) {
        Optional<StoredTokens> next = renewUnder(lease.get(), session, refused);
        if (next.isPresent()) {
          return next.get();
        }
      } else {
        pause();
      }
    }
    throw overtime();
  }

  /** Empty if the store has changed meanwhile and must be looked at again. */
  private Optional<StoredTokens> renewUnder(
      TokenStore.Lease lease, String session, Optional<Secret> refused) {
    boolean keepLease = false;
    try {
      StoredTokens tokens = find(session);
      if (good(tokens, refused)) {
        return Optional.of(tokens);
      }
      StoredTokens next = tokens.renewedBy(presented(session, tokens));
      try {
        return lease.save(next) ? Optional.of(next) : Optional.empty();
      } catch (TokenStoreException e) {
        // The old refresh token is used up: hold the new one, and the lease, until it is saved.
        keepLease = true;
        unsaved.hold(session, next, lease);
        throw e;
      }
    } catch (StaleException e) {
      return Optional.empty();
    } finally {
      if (!keepLease) {
        lease.close();
      }
    }
  }

  private OAuthTokenResponse presented(String session, StoredTokens tokens) {
    if (tokens.refreshToken().isEmpty()) {
      throw loginRequired("the session's tokens are over, and it has no refresh token");
    }
    try {
      return refresh.renew(tokens);
    } catch (OAuthErrorException e) {
      boolean changed =
          e.error().equals("invalid_grant") && find(session).version() != tokens.version();
      if (changed) {
        throw new StaleException();
      }
      throw e;
    }
  }

  private boolean good(StoredTokens tokens, Optional<Secret> refused) {
    return !TokenManager.wantsRenewal(tokens, world)
        && refused.filter(tokens.accessToken()::equals).isEmpty();
  }

  private StoredTokens find(String session) {
    return store.find(session).orElseThrow(() -> loginRequired("there is no such session"));
  }

  private void pause() {
    try {
      world.scheduler().sleep(LOOK_AGAIN);
    } catch (InterruptedException e) {
      throw new InterruptedCallException("another process that renews the session", e);
    }
  }

  private static OAuthErrorException loginRequired(String why) {
    return new OAuthErrorException("login_required", why, null, 0, null, "log the user in again");
  }

  private static TokenStoreException overtime() {
    return new TokenStoreException(
        "token store: waited " + PATIENCE + " for another holder of the session's lease", null);
  }

  /** Somebody else has renewed the session although we held the lease. */
  private static final class StaleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StaleException() {
      super(null, null, false, false);
    }
  }
}
