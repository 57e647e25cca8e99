package io.crossauth.client.internal.session;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.StorageException;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
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

  private final RenewalTools tools;
  private final StoreReads reads;
  private final UnsavedTokens unsaved;
  private final ConcurrentMap<String, Flight> flights = new ConcurrentHashMap<>();

  SessionRenewal(RenewalTools tools) {
    this.tools = tools;
    this.reads = new StoreReads(tools.store(), tools.platform());
    this.unsaved = new UnsavedTokens(tools.open(), tools.platform());
  }

  /** Tokens that are not over, and whose access token has not been refused. */
  StoredTokens fresh(String session) {
    long end = tools.platform().ticker().nanos() + tools.policy().patience().toNanos();
    Judge judge = tools.judge(session);
    Phase first = new Phase.Looking();
    if (!unsaved.holds(session)) {
      Optional<StoredTokens> found = reads.find(session, left(end));
      first = new Phase.Looking().found(found, judge);
      if (found.isEmpty() && first instanceof Phase.Failed gone) {
        throw gone.failure();
      }
      Optional<StoredTokens> living = withoutWaiting(session, first, judge);
      if (living.isPresent()) {
        return living.get();
      }
    }
    for (int i = 0; i < TRIES; i++) {
      Optional<StoredTokens> tokens = awaited(session, flight(session, first), left(end));
      // A renewal may have looked at the store before the server refused what it found there.
      if (tokens.filter(found -> !tools.failures().isRefused(session, found)).isPresent()) {
        return tokens.get();
      }
      first = new Phase.Looking();
    }
    throw tools.overtime();
  }

  /** Tokens that live; if they are to be renewed, that begins in the background. */
  private Optional<StoredTokens> withoutWaiting(String session, Phase looked, Judge judge) {
    if (looked instanceof Phase.Given given) {
      return Optional.of(given.tokens());
    }
    if (looked instanceof Phase.Leasing wanted && judge.usable(wanted.seen())) {
      if (!tools.open().closed()) {
        Flight unused = flight(session, looked);
      }
      return Optional.of(wanted.seen());
    }
    return Optional.empty();
  }

  Optional<StoredTokens> find(String session) {
    return reads.find(session, tools.policy().patience());
  }

  /** A server has refused this access token: if it is still the one, the next call renews it. */
  void rejected(String session, Secret accessToken) {
    try {
      find(session)
          .filter(tokens -> tokens.accessToken().equals(accessToken))
          .ifPresent(tokens -> tools.failures().refused(session, tokens));
    } catch (StorageException e) {
      // Who asks for a token next gets the failure.
    }
  }

  void forget(String session) {
    unsaved.drop(session);
    tools.failures().forget(session);
  }

  private Duration left(long end) {
    return Duration.ofNanos(Math.max(0, end - tools.platform().ticker().nanos()));
  }

  private Flight flight(String session, Phase first) {
    Flight mine = Flight.planned();
    Flight theirs = flights.putIfAbsent(session, mine);
    if (theirs != null) {
      return theirs;
    }
    return begun(session, mine, first, tools);
  }

  /**
   * Presents the session's refresh token for an access token that allows less; the session keeps
   * its own.
   *
   * @param scopes all that it is to allow
   */
  OAuthTokenResponse narrowed(String session, Set<String> scopes) {
    long end = tools.platform().ticker().nanos() + tools.policy().patience().toNanos();
    for (int i = 0; i < TRIES; i++) {
      NarrowedRefresh less = new NarrowedRefresh(tools.refresh().narrowedTo(scopes));
      Flight flight = begun(session, Flight.planned(), new Phase.Looking(), tools.presenting(less));
      if (awaited(session, flight, left(end)).isPresent()) {
        return less.got();
      }
    }
    throw tools.overtime();
  }

  private Flight begun(String session, Flight mine, Phase first, RenewalTools by) {
    // Whoever closes first closes and then looks here; whoever begins comes here and then looks.
    tools.open().add(mine);
    try {
      if (tools.open().closed()) {
        throw RenewalTools.closed();
      }
      Object unused =
          tools.platform().scheduler().schedule(Duration.ZERO, () -> fly(session, mine, first, by));
    } catch (RuntimeException | Error e) {
      flights.remove(session, mine);
      mine.result().completeExceptionally(e);
    }
    return mine;
  }

  private void fly(String session, Flight flight, Phase first, RenewalTools by) {
    if (!flight.begin()) {
      return;
    }
    try {
      StoredTokens tokens = renewed(session, first, by);
      flights.remove(session, flight);
      flight.result().complete(tokens);
    } catch (RuntimeException | Error e) {
      flights.remove(session, flight);
      flight.result().completeExceptionally(e);
    }
  }

  /** Tokens that are good: renewed by us or by another, or, while another renews them, living. */
  private StoredTokens renewed(String session, Phase first, RenewalTools by) {
    Optional<StoredTokens> held = unsaved.saved(session);
    if (held.filter(by.judge(session)::good).isPresent()) {
      return held.get();
    }
    Renewing renewal = new Renewing(session, by, held.isPresent() ? new Phase.Looking() : first);
    while (true) {
      Phase after = renewal.untilAnswered();
      if (after instanceof Phase.Keeping keeping) {
        unsaved.hold(session, renewal);
        Optional<StoredTokens> saved = saved(session, keeping);
        if (saved.isPresent()) {
          return saved.get();
        }
      } else if (after instanceof Phase.Given given) {
        return given.tokens();
      } else if (after instanceof Phase.Failed failed) {
        throw failed.failure();
      }
    }
  }

  /** If the store fails too, what is reported is the failure before. */
  private Optional<StoredTokens> saved(String session, Phase.Keeping keeping) {
    try {
      return unsaved.saved(session);
    } catch (RuntimeException e) {
      RuntimeException before = keeping.failure();
      throw before == null ? e : before;
    }
  }

  /** Empty if the renewal was broken off by the end of its thread; another may do better. */
  private Optional<StoredTokens> awaited(String session, Flight flight, Duration most) {
    try {
      return Optional.of(flight.result().get(most.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      throw new InterruptedCallException("a session's tokens", e);
    } catch (TimeoutException e) {
      if (flight.giveUp()) {
        flights.remove(session, flight);
        flight.result().completeExceptionally(tools.overtime());
      }
      throw tools.overtime();
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
