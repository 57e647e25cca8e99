package io.crossauth.jdbc;

import io.crossauth.error.StorageException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Removes what is over, some rows at a time, each time in a transaction of its own: nobody waits
 * for it, and it is never broken off with nothing done.
 */
final class Expiry {

  private static final int BETWEEN = 256;
  private static final int ROWS = 1_000;

  private static final String ONE_TIME =
      """
      DELETE FROM crossauth_one_time WHERE one_time_id IN (
        SELECT one_time_id FROM crossauth_one_time WHERE remembered_until < CURRENT_TIMESTAMP
        ORDER BY remembered_until FETCH FIRST 1000 ROWS ONLY %s)\
      """;
  private static final String INDEX =
      """
      DELETE FROM crossauth_index WHERE session_id IN (
        SELECT session_id FROM crossauth_index WHERE kept_until < CURRENT_TIMESTAMP
        ORDER BY kept_until FETCH FIRST 1000 ROWS ONLY %s)\
      """;
  private static final String LOGOUTS =
      """
      DELETE FROM crossauth_logout WHERE logout_id IN (
        SELECT logout_id FROM crossauth_logout WHERE kept_until < CURRENT_TIMESTAMP
        ORDER BY kept_until FETCH FIRST 1000 ROWS ONLY %s)\
      """;
  private static final String KEYS =
      """
      DELETE FROM crossauth_key WHERE key_value IN (
        SELECT key_value FROM crossauth_key
        WHERE expires_at <= CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)
        ORDER BY expires_at FETCH FIRST 1000 ROWS ONLY %s)\
      """;

  // The day is indexed, since it seldom changes; the moment is not, since it always does.
  private static final String SESSIONS =
      """
      DELETE FROM crossauth_session WHERE session_id IN (
        SELECT session_id FROM crossauth_session
        WHERE saved_day <= CAST(
          CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) - CAST(? AS DOUBLE PRECISION) AS BIGINT) / 86400
          AS INTEGER)
        AND saved_at < CURRENT_TIMESTAMP - CAST(? AS DOUBLE PRECISION) * INTERVAL '1' SECOND
        ORDER BY saved_day FETCH FIRST 1000 ROWS ONLY %s)\
      """;

  private final Database database;
  private final @Nullable Duration sessions;
  private final AtomicInteger writes;

  /**
   * @param sessions how long sessions may rest until they are removed too; for ever if null
   * @param writes counts them, for all stores of one storage together
   */
  Expiry(Database database, @Nullable Duration sessions, AtomicInteger writes) {
    this.database = database;
    this.sessions = sessions;
    this.writes = writes;
  }

  /** Removes some of what is over, now and then: more than comes in between. */
  void afterWrite() {
    if (Math.floorMod(writes.incrementAndGet(), BETWEEN) == 0) {
      removeSome();
    }
  }

  private void removeSome() {
    try {
      for (String statement : new String[] {ONE_TIME, INDEX, LOGOUTS, KEYS}) {
        int unused = database.update(locking(statement));
      }
      if (sessions != null) {
        int unused = forgetSome(sessions);
      }
    } catch (StorageException e) {
      // What was written is written; the next time finds the same rows.
    }
  }

  /** Removes all sessions that have rested for so long. */
  int forgetSessions(Duration unchangedFor) {
    int all = 0;
    int some = ROWS;
    while (some > 0) {
      some = forgetSome(unchangedFor);
      all += some;
    }
    return all;
  }

  private int forgetSome(Duration unchangedFor) {
    double seconds = Database.seconds(unchangedFor);
    return database.update(locking(SESSIONS), seconds, seconds);
  }

  /** Nodes that remove at the same time leave each other's rows alone. H2 has one at a time. */
  private String locking(String statement) {
    return statement.formatted(database.isPostgresql() ? "FOR UPDATE SKIP LOCKED" : "");
  }
}
