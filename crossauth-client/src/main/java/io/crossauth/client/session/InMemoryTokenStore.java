package io.crossauth.client.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.crossauth.internal.time.Durations;
import io.crossauth.platform.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Sessions in memory: so many, each for so long after its last use. */
final class InMemoryTokenStore implements TokenStore {

  private final Cache<String, StoredTokens> sessions;
  private final ConcurrentMap<String, Held> leases = new ConcurrentHashMap<>();
  private final Ticker ticker;

  InMemoryTokenStore(int most, Duration unusedFor, Ticker ticker) {
    if (most < 1) {
      throw new IllegalArgumentException("most: expected 1 session or more, found " + most);
    }
    Durations.positive("unusedFor", unusedFor);
    this.ticker = ticker;
    this.sessions =
        Caffeine.newBuilder()
            .maximumSize(most)
            .expireAfterAccess(unusedFor)
            .ticker(ticker::nanos)
            .executor(Runnable::run)
            .build();
  }

  @Override
  public Optional<StoredTokens> find(String session) {
    return Optional.ofNullable(sessions.getIfPresent(session));
  }

  @Override
  public void put(String session, StoredTokens tokens) {
    leases.remove(session);
    sessions.put(session, tokens);
  }

  @Override
  public void remove(String session) {
    leases.remove(session);
    sessions.invalidate(session);
  }

  @Override
  public Optional<Lease> lease(String session, Duration ttl) {
    Held mine = new Held(session, ticker.nanos() + ttl.toNanos());
    return leases.putIfAbsent(session, mine) == null ? Optional.of(mine) : Optional.empty();
  }

  @Override
  public Optional<Lease> takeOver(String session, Duration ttl, Duration endedFor) {
    long now = ticker.nanos();
    Held mine = new Held(session, now + ttl.toNanos());
    long before = now - endedFor.toNanos();
    Held holder =
        leases.compute(session, (key, other) -> other == null || other.over(before) ? mine : other);
    return mine.equals(holder) ? Optional.of(mine) : Optional.empty();
  }

  @Override
  public boolean neverWaits() {
    return true;
  }

  private final class Held implements Lease {

    private final String session;
    private final long until;

    Held(String session, long until) {
      this.session = session;
      this.until = until;
    }

    boolean over(long now) {
      return now - until >= 0;
    }

    @Override
    public boolean save(StoredTokens next) {
      if (!equals(leases.get(session))) {
        return false;
      }
      StoredTokens now = sessions.getIfPresent(session);
      boolean saved =
          now != null
              && now.version() == next.version() - 1
              && sessions.asMap().replace(session, now, next);
      if (saved) {
        close();
      }
      return saved;
    }

    @Override
    public void close() {
      leases.remove(session, this);
    }
  }
}
