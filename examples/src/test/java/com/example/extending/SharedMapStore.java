package com.example.extending;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;

/** Sessions in a map that changes one entry at a time, as that of a data grid does. */
final class SharedMapStore implements TokenStore {

  /** A session, who may renew it, and until when; nobody if the holder is empty. */
  record Row(StoredTokens tokens, String holder, Instant until) {}

  private final ConcurrentMap<String, Row> rows;
  private final InstantSource clock;

  SharedMapStore(ConcurrentMap<String, Row> rows, InstantSource clock) {
    this.rows = rows;
    this.clock = clock;
  }

  @Override
  public Optional<StoredTokens> find(String session) {
    return Optional.ofNullable(rows.get(session)).map(Row::tokens);
  }

  @Override
  public void put(String session, StoredTokens tokens) {
    rows.put(session, new Row(tokens, "", Instant.EPOCH));
  }

  @Override
  public void remove(String session) {
    rows.remove(session);
  }

  @Override
  public Optional<Lease> lease(String session, Duration ttl) {
    return taken(session, "", ttl);
  }

  @Override
  public Optional<String> overdue(String session) {
    return Optional.ofNullable(rows.get(session))
        .filter(row -> !row.holder().isEmpty() && !clock.instant().isBefore(row.until()))
        .map(Row::holder);
  }

  @Override
  public Optional<Lease> takeOver(String session, String overdue, Duration ttl) {
    return overdue(session).filter(overdue::equals).flatMap(from -> taken(session, from, ttl));
  }

  /** Takes the right to renew a session from a holder, or from nobody. */
  private Optional<Lease> taken(String session, String from, Duration ttl) {
    String me = UUID.randomUUID().toString();
    Instant until = clock.instant().plus(ttl);
    Row after =
        rows.computeIfPresent(
            session,
            (name, row) -> row.holder().equals(from) ? new Row(row.tokens(), me, until) : row);
    return after != null && after.holder().equals(me)
        ? Optional.of(new Held(session, me))
        : Optional.empty();
  }

  private final class Held implements Lease {

    private final String session;
    private final String me;

    Held(String session, String me) {
      this.session = session;
      this.me = me;
    }

    @Override
    public boolean save(StoredTokens next) {
      Row after =
          change(
              row ->
                  row.tokens().version() == next.version() - 1
                      ? new Row(next, me, row.until())
                      : row);
      return after != null && after.holder().equals(me) && after.tokens() == next;
    }

    @Override
    public void close() {
      change(row -> new Row(row.tokens(), "", Instant.EPOCH));
    }

    /** Changes the session's row while this lease holds. */
    private Row change(UnaryOperator<Row> change) {
      return rows.computeIfPresent(
          session, (name, row) -> row.holder().equals(me) ? change.apply(row) : row);
    }
  }
}
