package io.crossauth.servlet.testing;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import io.crossauth.error.StorageException;
import java.time.Duration;
import java.util.Optional;

/** A store that fails when it is told to. */
public final class BrokenStore implements TokenStore {

  private final TokenStore store;
  private volatile boolean failing;

  public BrokenStore(TokenStore store) {
    this.store = store;
  }

  public void fail(boolean now) {
    failing = now;
  }

  private void check() {
    if (failing) {
      throw new StorageException("store: expected an answer, found none", null);
    }
  }

  @Override
  public Optional<StoredTokens> find(String session) {
    check();
    return store.find(session);
  }

  @Override
  public void put(String session, StoredTokens tokens) {
    check();
    store.put(session, tokens);
  }

  @Override
  public void remove(String session) {
    check();
    store.remove(session);
  }

  @Override
  public Optional<Lease> lease(String session, Duration ttl) {
    check();
    return store.lease(session, ttl);
  }
}
