package io.crossauth.examples.nodes;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import java.time.Duration;
import java.util.Optional;

/** A store that tells what is asked of it. */
record ToldStore(TokenStore inner, Steps steps) implements TokenStore {

  @Override
  public Optional<StoredTokens> find(String session) {
    Optional<StoredTokens> found = inner.find(session);
    told("find: " + (found.isPresent() ? "there, sealed" : "no such session"));
    return found;
  }

  @Override
  public void put(String session, StoredTokens tokens) {
    inner.put(session, tokens);
    told("put, sealed");
  }

  @Override
  public void remove(String session) {
    inner.remove(session);
    told("remove");
  }

  @Override
  public Optional<Lease> lease(String session, Duration ttl) {
    Optional<Lease> lease = inner.lease(session, ttl);
    told("lease: " + (lease.isPresent() ? "taken for " + ttl.toSeconds() + " s" : "another's"));
    return lease.map(ToldLease::new);
  }

  @Override
  public Optional<String> overdue(String session) {
    return inner.overdue(session);
  }

  @Override
  public Optional<Lease> takeOver(String session, String overdue, Duration ttl) {
    return inner.takeOver(session, overdue, ttl);
  }

  private void told(String what) {
    steps.asked(Picture.STORE, what);
  }

  private final class ToldLease implements Lease {

    private final Lease held;

    ToldLease(Lease held) {
      this.held = held;
    }

    @Override
    public boolean save(StoredTokens next) {
      return held.save(next);
    }

    @Override
    public boolean saveAndClose(StoredTokens next) {
      boolean saved = held.saveAndClose(next);
      told("save, and give the lease back: " + (saved ? "saved" : "refused"));
      return saved;
    }

    @Override
    public void close() {
      held.close();
    }
  }
}
