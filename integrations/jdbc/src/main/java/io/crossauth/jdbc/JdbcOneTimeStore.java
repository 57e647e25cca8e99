package io.crossauth.jdbc;

import io.crossauth.tokenconsumer.OneTimeStore;
import java.time.Duration;

/**
 * What was used, in the table {@code crossauth_one_time}. The database's clock counts the time, and
 * a row that is over refuses until it is removed.
 */
final class JdbcOneTimeStore implements OneTimeStore {

  private static final String USE =
      """
      INSERT INTO crossauth_one_time (one_time_id, remembered_until)
      VALUES (?, CURRENT_TIMESTAMP + CAST(? AS DOUBLE PRECISION) * INTERVAL '1' SECOND)\
      """;

  private final Database database;
  private final Expiry expiry;

  JdbcOneTimeStore(Database database, Expiry expiry) {
    this.database = database;
    this.expiry = expiry;
  }

  @Override
  public boolean firstUse(String kind, String owner, String id, Duration remembered) {
    expiry.afterWrite();
    return database.insert(USE, Names.of(kind, owner, id), Database.seconds(remembered));
  }
}
