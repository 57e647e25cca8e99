package io.crossauth.client.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sessions in memory. A holder of a lease is a thread of this process, so leases need no end. */
final class InMemoryTokenStore implements TokenStore {

  private final Cache<String, StoredTokens> sessions;
  private final ConcurrentMap<String, Object> leases = new ConcurrentHashMap<>();

  InMemoryTokenStore(int most) {
    this.sessions = Caffeine.newBuilder().maximumSize(most).build();
  }

  @Override
  public Optional<StoredTokens> find(String session) {
    return Optional.ofNullable(sessions.getIfPresent(session));
  }

  @Override
  public void put(String session, StoredTokens tokens) {
    sessions.put(session, tokens);
  }

  @Override
  public void remove(String session) {
    sessions.invalidate(session);
  }

  @Override
  public Optional<Lease> lease(String session, Duration ttl) {
    Object holder = new Object();
    return leases.putIfAbsent(session, holder) == null
        ? Optional.of(new Held(session, holder))
        : Optional.empty();
  }

  private final class Held implements Lease {

    private final String session;
    private final Object holder;
    private final AtomicBoolean open = new AtomicBoolean(true);

    Held(String session, Object holder) {
      this.session = session;
      this.holder = holder;
    }

    @Override
    public boolean save(StoredTokens next) {
      if (!open.get()) {
        return false;
      }
      StoredTokens saved =
          sessions
              .asMap()
              .computeIfPresent(
                  session, (key, now) -> now.version() == next.version() - 1 ? next : now);
      return next.equals(saved);
    }

    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        leases.remove(session, holder);
      }
    }
  }
}
