package io.crossauth.jdbc;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import io.crossauth.error.StorageException;
import io.crossauth.platform.RandomSource;
import io.crossauth.value.SealingKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sessions in the table {@code crossauth_session}. A lease is a random fence in the session's row
 * with an end by the database's clock; a save names the fence and the version before, so a holder
 * whose lease another has taken saves nothing.
 */
final class JdbcTokenStore implements TokenStore {

  private static final int FENCE_BYTES = 16;

  private static final String FIND = "SELECT tokens FROM crossauth_session WHERE session_id = ?";

  /** Days since 1970: an index on what seldom changes lets PostgreSQL change rows in place. */
  private static final String DAY =
      "CAST(CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) AS BIGINT) / 86400 AS INTEGER)";

  // A session that begins anew ends the lease on the one before.
  private static final String REPLACE =
      """
      UPDATE crossauth_session SET tokens = ?, version = ?, saved_at = CURRENT_TIMESTAMP,
        saved_day = %s, lease_fence = NULL, lease_until = NULL
      WHERE session_id = ?\
      """
          .formatted(DAY);
  private static final String INSERT =
      """
      INSERT INTO crossauth_session (tokens, version, session_id, saved_at, saved_day)
      VALUES (?, ?, ?, CURRENT_TIMESTAMP, %s)\
      """
          .formatted(DAY);
  private static final String REMOVE = "DELETE FROM crossauth_session WHERE session_id = ?";
  private static final String LEASE =
      """
      UPDATE crossauth_session SET lease_fence = ?,
        lease_until = CURRENT_TIMESTAMP + CAST(? AS DOUBLE PRECISION) * INTERVAL '1' SECOND
      WHERE session_id = ? AND lease_fence IS NULL\
      """;
  private static final String OVERDUE =
      """
      SELECT lease_fence FROM crossauth_session
      WHERE session_id = ? AND lease_until <= CURRENT_TIMESTAMP\
      """;
  private static final String TAKE_OVER =
      """
      UPDATE crossauth_session SET lease_fence = ?,
        lease_until = CURRENT_TIMESTAMP + CAST(? AS DOUBLE PRECISION) * INTERVAL '1' SECOND
      WHERE session_id = ? AND lease_fence = ? AND lease_until <= CURRENT_TIMESTAMP\
      """;
  private static final String SAVE =
      """
      UPDATE crossauth_session SET tokens = ?, version = ?, saved_at = CURRENT_TIMESTAMP,
        saved_day = %s
      WHERE session_id = ? AND lease_fence = ? AND version = ?\
      """
          .formatted(DAY);
  private static final String SAVE_AND_RELEASE =
      """
      UPDATE crossauth_session SET tokens = ?, version = ?, saved_at = CURRENT_TIMESTAMP,
        saved_day = %s, lease_fence = NULL, lease_until = NULL
      WHERE session_id = ? AND lease_fence = ? AND version = ?\
      """
          .formatted(DAY);
  private static final String RELEASE =
      """
      UPDATE crossauth_session SET lease_fence = NULL, lease_until = NULL
      WHERE session_id = ? AND lease_fence = ?\
      """;
  private final Database database;
  private final SealingKey key;
  private final List<SealingKey> others;
  private final RandomSource random;
  private final Expiry expiry;

  JdbcTokenStore(
      Database database,
      SealingKey key,
      List<SealingKey> others,
      RandomSource random,
      Expiry expiry) {
    this.database = database;
    this.key = key;
    this.others = others;
    this.random = random;
    this.expiry = expiry;
  }

  @Override
  public Optional<StoredTokens> find(String session) {
    return database.query(FIND, row -> row.getString("tokens"), Names.of(session)).stream()
        .findFirst()
        .map(text -> StoredTokens.open(text, key, others, session));
  }

  @Override
  public void put(String session, StoredTokens tokens) {
    expiry.afterWrite();
    String sealed = tokens.seal(key, session);
    String name = Names.of(session);
    boolean stored = false;
    for (int i = 0; i < 3 && !stored; i++) {
      // Another may begin or end the session between the two.
      stored =
          database.update(REPLACE, sealed, tokens.version(), name) == 1
              || database.insert(INSERT, sealed, tokens.version(), name);
    }
    if (!stored) {
      throw new StorageException(
          "database: expected to store the session, found a constraint against it", null);
    }
  }

  @Override
  public void remove(String session) {
    database.update(REMOVE, Names.of(session));
  }

  @Override
  public Optional<Lease> lease(String session, Duration ttl) {
    String fence = random.text(FENCE_BYTES);
    boolean leased = database.update(LEASE, fence, Database.seconds(ttl), Names.of(session)) == 1;
    return leased ? Optional.of(new Held(session, fence)) : Optional.empty();
  }

  @Override
  public Optional<String> overdue(String session) {
    return database.query(OVERDUE, row -> row.getString("lease_fence"), Names.of(session)).stream()
        .findFirst();
  }

  @Override
  public Optional<Lease> takeOver(String session, String overdue, Duration ttl) {
    String fence = random.text(FENCE_BYTES);
    String name = Names.of(session);
    boolean leased = database.update(TAKE_OVER, fence, Database.seconds(ttl), name, overdue) == 1;
    return leased ? Optional.of(new Held(session, fence)) : Optional.empty();
  }

  private final class Held implements Lease {

    private final String session;
    private final String fence;
    private final AtomicBoolean open = new AtomicBoolean(true);

    Held(String session, String fence) {
      this.session = session;
      this.fence = fence;
    }

    @Override
    public boolean save(StoredTokens next) {
      return saved(SAVE, next);
    }

    @Override
    public boolean saveAndClose(StoredTokens next) {
      boolean saved = saved(SAVE_AND_RELEASE, next);
      if (saved) {
        open.set(false);
      }
      return saved;
    }

    private boolean saved(String statement, StoredTokens next) {
      String sealed = next.seal(key, session);
      String name = Names.of(session);
      return open.get()
          && database.update(statement, sealed, next.version(), name, fence, next.version() - 1)
              == 1;
    }

    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        try {
          database.update(RELEASE, Names.of(session), fence);
        } catch (StorageException e) {
          // What was saved is saved; the lease ends by itself.
        }
      }
    }
  }
}
