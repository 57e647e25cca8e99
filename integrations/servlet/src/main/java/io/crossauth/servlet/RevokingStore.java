package io.crossauth.servlet;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import io.crossauth.error.LoginRequiredException;
import java.time.Duration;
import java.util.Optional;

/**
 * A store that tells of tokens which nobody has: those that a renewal brings for a session that has
 * ended meanwhile. The end has seen the tokens before them only.
 */
final class RevokingStore implements TokenStore {

  private final TokenStore store;
  private final Revocation revocation;

  RevokingStore(TokenStore store, Revocation revocation) {
    this.store = store;
    this.revocation = revocation;
  }

  @Override
  public Optional<StoredTokens> find(String session) {
    return store.find(session);
  }

  @Override
  public void put(String session, StoredTokens tokens) {
    try {
      store.put(session, tokens);
    } catch (LoginRequiredException e) {
      revocation.revoke(tokens);
      throw e;
    }
  }

  @Override
  public void remove(String session) {
    store.remove(session);
  }

  @Override
  public Optional<Lease> lease(String session, Duration ttl) {
    return store.lease(session, ttl).map(lease -> new Telling(session, lease));
  }

  @Override
  public Optional<String> overdue(String session) {
    return store.overdue(session);
  }

  @Override
  public Optional<Lease> takeOver(String session, String overdue, Duration ttl) {
    return store.takeOver(session, overdue, ttl).map(lease -> new Telling(session, lease));
  }

  @Override
  public boolean neverWaits() {
    return store.neverWaits();
  }

  private final class Telling implements Lease {

    private final String session;
    private final Lease lease;

    Telling(String session, Lease lease) {
      this.session = session;
      this.lease = lease;
    }

    @Override
    public boolean save(StoredTokens next) {
      return told(next, false);
    }

    @Override
    public boolean saveAndClose(StoredTokens next) {
      return told(next, true);
    }

    private boolean told(StoredTokens next, boolean last) {
      boolean saved;
      try {
        saved = last ? lease.saveAndClose(next) : lease.save(next);
      } catch (LoginRequiredException e) {
        // The provider has ended the login while it was renewed.
        revocation.revoke(next);
        throw e;
      }
      // Where a session is left, another has renewed it, and its tokens are of the same grant.
      if (!saved && store.find(session).isEmpty()) {
        revocation.revoke(next);
      }
      return saved;
    }

    @Override
    public void close() {
      lease.close();
    }
  }
}
