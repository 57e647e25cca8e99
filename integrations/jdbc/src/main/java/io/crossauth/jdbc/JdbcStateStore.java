package io.crossauth.jdbc;

import io.crossauth.client.login.AuthorizationStateStore;
import io.crossauth.error.StorageException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Logins that have had their callback, in the table {@code crossauth_login}. */
final class JdbcStateStore implements AuthorizationStateStore {

  private static final int BETWEEN_CLEANINGS = 256;

  private static final String TAKE =
      """
      INSERT INTO crossauth_login (login_id, remembered_until)
      VALUES (?, CURRENT_TIMESTAMP + CAST(? AS DOUBLE PRECISION) * INTERVAL '1' SECOND)\
      """;
  private static final String CLEAN =
      "DELETE FROM crossauth_login WHERE remembered_until < CURRENT_TIMESTAMP";

  private final Database database;
  private final AtomicInteger takes = new AtomicInteger();

  JdbcStateStore(Database database) {
    this.database = database;
  }

  @Override
  public boolean take(String id, Duration lifetime) {
    if (Math.floorMod(takes.incrementAndGet(), BETWEEN_CLEANINGS) == 0) {
      clean();
    }
    return database.insert(TAKE, Names.of(id), lifetime.toMillis() / 1000.0);
  }

  private void clean() {
    try {
      database.update(CLEAN);
    } catch (StorageException e) {
      // The login itself may go well; the next cleaning finds the same rows.
    }
  }
}
