package io.crossauth.client.session;

import io.crossauth.internal.time.Durations;
import io.crossauth.platform.Ticker;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in memory: so many, each for so long after its last use. Of more, the one that has not
 * been used for longest goes: a new one is never refused for an old one.
 */
final class InMemoryTokenStore implements TokenStore {

  /** A session, when it was used last, and the lease on it, if there is one. */
  private record Entry(StoredTokens tokens, long used, @Nullable Held lease) {}

  private final int most;
  private final long unusedFor;
  private final Ticker ticker;
  private final AtomicLong leases = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();

  /** Those that were used last are at its end. */
  private final Map<String, Entry> sessions = new LinkedHashMap<>();

  InMemoryTokenStore(int most, Duration unusedFor, Ticker ticker) {
    if (most < 1) {
      throw new IllegalArgumentException("most: expected 1 session or more, found " + most);
    }
    this.most = most;
    this.unusedFor = Durations.positive("unusedFor", unusedFor).toNanos();
    this.ticker = ticker;
  }

  @Override
  public Optional<StoredTokens> find(String session) {
    return alone(session, Optional::ofNullable).map(Entry::tokens);
  }

  @Override
  public void put(String session, StoredTokens tokens) {
    StoredTokens now = alone(session, entry -> kept(session, tokens, null)).tokens();
    assert now.equals(tokens);
  }

  @Override
  public void remove(String session) {
    Optional<Entry> unused = alone(session, entry -> Optional.ofNullable(sessions.remove(session)));
  }

  @Override
  public Optional<Lease> lease(String session, Duration ttl) {
    return alone(
        session,
        entry ->
            entry == null || entry.lease != null
                ? Optional.empty()
                : Optional.of(leased(session, entry, ttl)));
  }

  @Override
  public Optional<String> overdue(String session) {
    return alone(session, entry -> Optional.ofNullable(overdue(entry))).map(held -> held.name);
  }

  @Override
  public Optional<Lease> takeOver(String session, String overdue, Duration ttl) {
    return alone(
        session,
        entry -> {
          Held held = overdue(entry);
          return entry == null || held == null || !held.name.equals(overdue)
              ? Optional.empty()
              : Optional.of(leased(session, entry, ttl));
        });
  }

  private @Nullable Held overdue(@Nullable Entry entry) {
    Held held = entry == null ? null : entry.lease;
    return held != null && ticker.nanos() - held.until >= 0 ? held : null;
  }

  private Held leased(String session, Entry entry, Duration ttl) {
    Held held = new Held(session, "" + leases.incrementAndGet(), ticker.nanos() + ttl.toNanos());
    Entry unused = kept(session, entry.tokens, held);
    return held;
  }

  /** Does something to a session while nobody else does, which counts as a use of it. */
  private <T> T alone(String session, Function<@Nullable Entry, T> action) {
    lock.lock();
    try {
      forget();
      Entry entry = sessions.get(session);
      return action.apply(entry == null ? null : kept(session, entry.tokens, entry.lease));
    } finally {
      lock.unlock();
    }
  }

  private Entry kept(String session, StoredTokens tokens, @Nullable Held lease) {
    Entry entry = new Entry(tokens, ticker.nanos(), lease);
    // The order of the map is that of the last use.
    sessions.remove(session);
    sessions.put(session, entry);
    if (sessions.size() > most) {
      Iterator<String> oldest = sessions.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return entry;
  }

  /** Forgets the sessions that have not been used for so long; they are at the beginning. */
  private void forget() {
    long now = ticker.nanos();
    Iterator<Entry> oldest = sessions.values().iterator();
    while (oldest.hasNext() && now - oldest.next().used >= unusedFor) {
      oldest.remove();
    }
  }

  @Override
  public boolean neverWaits() {
    return true;
  }

  private final class Held implements Lease {

    private final String session;
    private final String name;
    private final long until;

    Held(String session, String name, long until) {
      this.session = session;
      this.name = name;
      this.until = until;
    }

    @Override
    public boolean save(StoredTokens next) {
      return alone(session, entry -> saved(entry, next, this));
    }

    @Override
    public boolean saveAndClose(StoredTokens next) {
      return alone(session, entry -> saved(entry, next, null));
    }

    private boolean saved(@Nullable Entry entry, StoredTokens next, @Nullable Held after) {
      boolean newest =
          entry != null && equals(entry.lease) && entry.tokens.version() == next.version() - 1;
      if (newest) {
        Entry unused = kept(session, next, after);
      }
      return newest;
    }

    @Override
    public void close() {
      boolean unused =
          alone(
              session,
              entry -> {
                boolean mine = entry != null && equals(entry.lease);
                if (entry != null && mine) {
                  Entry unusedEntry = kept(session, entry.tokens, null);
                }
                return mine;
              });
    }
  }
}
