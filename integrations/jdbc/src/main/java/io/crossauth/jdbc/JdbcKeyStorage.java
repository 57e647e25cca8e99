package io.crossauth.jdbc;

import io.crossauth.error.StorageException;
import io.crossauth.tokenconsumer.storage.KeyStorage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keys in the table {@code crossauth_key}; times are milliseconds since 1970. */
final class JdbcKeyStorage implements KeyStorage {

  private static final int TRIES = 3;

  private static final String FIND = "SELECT * FROM crossauth_key WHERE key_value = ?";
  private static final String REPLACE =
      """
      UPDATE crossauth_key SET user_id = ?, created_at = ?, expires_at = ?, data = ?
      WHERE key_value = ?\
      """;
  private static final String INSERT =
      """
      INSERT INTO crossauth_key (user_id, created_at, expires_at, data, key_value)
      VALUES (?, ?, ?, ?, ?)\
      """;
  private static final String DELETE = "DELETE FROM crossauth_key WHERE key_value = ?";
  private static final String OF_USER =
      "SELECT * FROM crossauth_key WHERE user_id = ? ORDER BY key_value";
  private static final String DELETE_OF_USER =
      """
      DELETE FROM crossauth_key WHERE user_id = ?
      AND SUBSTRING(key_value FROM 1 FOR CHAR_LENGTH(CAST(? AS VARCHAR))) = CAST(? AS VARCHAR)\
      """;

  private final Database database;
  private final Expiry expiry;

  JdbcKeyStorage(Database database, Expiry expiry) {
    this.database = database;
    this.expiry = expiry;
  }

  @Override
  public Optional<StoredKey> getKey(String value) {
    return database.query(FIND, JdbcKeyStorage::read, value).stream().findFirst();
  }

  @Override
  public void saveKey(StoredKey key) {
    expiry.afterWrite();
    for (int i = 0; i < TRIES; i++) {
      // Another may write or delete the record between the two.
      if (database.update(REPLACE, columns(key)) == 1 || database.insert(INSERT, columns(key))) {
        return;
      }
    }
    throw new StorageException(
        "database: expected to store the key, found a constraint against it", null);
  }

  @Override
  public boolean deleteKey(String value) {
    return database.update(DELETE, value) == 1;
  }

  @Override
  public List<StoredKey> getAllForUser(String userid) {
    return database.query(OF_USER, JdbcKeyStorage::read, userid);
  }

  @Override
  public void deleteAllForUser(String userid, String prefix) {
    database.update(DELETE_OF_USER, userid, prefix, prefix);
  }

  private static @Nullable Object[] columns(StoredKey key) {
    Instant expires = key.expires();
    return new @Nullable Object[] {
      key.userid(),
      key.created().toEpochMilli(),
      expires == null ? null : expires.toEpochMilli(),
      key.data(),
      key.value()
    };
  }

  private static StoredKey read(ResultSet row) throws SQLException {
    long expires = row.getLong("expires_at");
    return new StoredKey(
        row.getString("key_value"),
        row.getString("user_id"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        row.getObject("expires_at") == null ? null : Instant.ofEpochMilli(expires),
        row.getString("data"));
  }
}
