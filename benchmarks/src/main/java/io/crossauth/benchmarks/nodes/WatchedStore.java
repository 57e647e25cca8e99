package io.crossauth.benchmarks.nodes;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.Optional;

/** A store that tells what is saved, and at whose steps traps work. */
final class WatchedStore implements TokenStore {

  private final TokenStore inner;
  private final Traps traps;
  private final Report report;

  WatchedStore(TokenStore inner, Traps traps, Report report) {
    this.inner = inner;
    this.traps = traps;
    this.report = report;
  }

  @Override
  public Optional<StoredTokens> find(String session) {
    return inner.find(session);
  }

  @Override
  public void put(String session, StoredTokens tokens) {
    inner.put(session, tokens);
  }

  @Override
  public void remove(String session) {
    inner.remove(session);
  }

  @Override
  public Optional<Lease> lease(String session, Duration ttl) {
    return watched(session, inner.lease(session, ttl));
  }

  @Override
  public Optional<String> overdue(String session) {
    return inner.overdue(session);
  }

  @Override
  public Optional<Lease> takeOver(String session, String overdue, Duration ttl) {
    return watched(session, inner.takeOver(session, overdue, ttl));
  }

  private Optional<Lease> watched(String session, Optional<Lease> lease) {
    if (lease.isPresent()) {
      report.held(session);
      traps.at(Step.LEASED, session);
    }
    return lease.map(held -> new WatchedLease(session, held));
  }

  private final class WatchedLease implements Lease {

    private final String session;
    private final Lease lease;

    WatchedLease(String session, Lease lease) {
      this.session = session;
      this.lease = lease;
    }

    @Override
    public boolean save(StoredTokens next) {
      return lease.save(next);
    }

    @Override
    public boolean saveAndClose(StoredTokens next) {
      traps.at(Step.SAVING, session);
      boolean saved = lease.saveAndClose(next);
      if (saved) {
        traps.at(Step.SAVED, session);
        report.saved(next.refreshToken().map(Secret::reveal).orElse("none"));
        report.free(session);
      }
      return saved;
    }

    @Override
    public void close() {
      lease.close();
      report.free(session);
    }
  }
}
