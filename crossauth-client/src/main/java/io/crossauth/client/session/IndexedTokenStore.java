package io.crossauth.client.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.internal.time.Durations;
import java.time.Duration;
import java.util.Optional;

/**
 * A store of tokens, and the index that follows it. A session is noted before it begins, so that
 * none is ever there without being noted, and looked at again when it has begun: a logout that came
 * in between has found nothing to remove.
 */
final class IndexedTokenStore implements TokenStore {

  private static final Duration DAY = Duration.ofDays(1);
  static final int MOST = 100_000;

  private final TokenStore store;
  private final SessionIndex index;
  private final Duration kept;

  /** What this process has noted within the day: once a day is enough for a session in use. */
  private final Cache<String, LoginReference> noted =
      Caffeine.newBuilder()
          .maximumSize(MOST)
          .expireAfterWrite(DAY.dividedBy(2))
          .executor(Runnable::run)
          .build();

  IndexedTokenStore(TokenStore store, SessionIndex index, Duration rest) {
    this.store = store;
    this.index = index;
    this.kept = Durations.positive("rest", rest).plus(DAY);
  }

  /** How many sessions this process has noted within the day, as far as it remembers. */
  int noted() {
    noted.cleanUp();
    return noted.asMap().size();
  }

  @Override
  public Optional<StoredTokens> find(String session) {
    return store.find(session);
  }

  @Override
  public void put(String session, StoredTokens tokens) {
    Optional<LoginReference> login = tokens.login();
    if (login.isEmpty()) {
      // A session of the same name before it may have come from a login.
      forget(session);
      store.put(session, tokens);
      return;
    }
    note(session, login.get());
    store.put(session, tokens);
    note(session, login.get());
  }

  private void note(String session, LoginReference login) {
    if (!index.add(session, login, kept)) {
      remove(session);
      throw new LoginRequiredException(
          "session: expected a login that lasts, found that the provider has ended it meanwhile;"
              + " log the user in again",
          null);
    }
    noted.put(session, login);
  }

  @Override
  public void remove(String session) {
    store.remove(session);
    forget(session);
  }

  private void forget(String session) {
    noted.invalidate(session);
    index.remove(session);
  }

  @Override
  public Optional<Lease> lease(String session, Duration ttl) {
    return store.lease(session, ttl).map(lease -> new Noting(session, lease));
  }

  @Override
  public Optional<String> overdue(String session) {
    return store.overdue(session);
  }

  @Override
  public Optional<Lease> takeOver(String session, String overdue, Duration ttl) {
    return store.takeOver(session, overdue, ttl).map(lease -> new Noting(session, lease));
  }

  @Override
  public boolean neverWaits() {
    return store.neverWaits();
  }

  /** A session that goes on being used goes on being noted. */
  private final class Noting implements Lease {

    private final String session;
    private final Lease lease;

    Noting(String session, Lease lease) {
      this.session = session;
      this.lease = lease;
    }

    @Override
    public boolean save(StoredTokens next) {
      boolean saved = lease.save(next);
      return saved && noteAgain(next);
    }

    @Override
    public boolean saveAndClose(StoredTokens next) {
      boolean saved = lease.saveAndClose(next);
      return saved && noteAgain(next);
    }

    private boolean noteAgain(StoredTokens tokens) {
      Optional<LoginReference> login =
          tokens.login().filter(found -> !found.equals(noted.getIfPresent(session)));
      if (login.isPresent()) {
        note(session, login.get());
      }
      return true;
    }

    @Override
    public void close() {
      lease.close();
    }
  }
}
