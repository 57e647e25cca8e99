package io.crossauth.jdbc;

import io.crossauth.error.StorageException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs one statement at a time, each on a connection of its own and each a transaction. A statement
 * that takes too long is cancelled; where not even that helps, since the database is silent, its
 * connection is broken off.
 */
final class Database {

  /** Longer than any database keeps a row: a hundred years, in seconds. */
  private static final double LONGEST = 36_525 * 86_400.0;

  /** Makes something of the row that a result stands at. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  @FunctionalInterface
  private interface Work<T> {
    T run(PreparedStatement statement) throws SQLException;
  }

  /**
   * A connection with our network time-out, until it is closed: not every pool looks at what it
   * gets back, and its next caller would be broken off by our time.
   */
  private record Limited(Connection connection, int before) implements AutoCloseable {

    @Override
    public void close() throws SQLException {
      connection.setNetworkTimeout(Runnable::run, before);
    }
  }

  /** Which database it is, once that has been asked. */
  private enum Product {
    UNKNOWN,
    POSTGRESQL,
    OTHER
  }

  private final DataSource dataSource;
  private final int seconds;
  private final AtomicReference<Product> product = new AtomicReference<>(Product.UNKNOWN);

  /**
   * @param seconds how long a statement may take
   */
  Database(DataSource dataSource, int seconds) {
    this.dataSource = dataSource;
    this.seconds = seconds;
  }

  static double seconds(Duration time) {
    return Math.min(LONGEST, time.toSeconds() + time.toMillisPart() / 1000.0);
  }

  boolean isPostgresql() {
    if (product.get() == Product.UNKNOWN) {
      try (Connection connection = connection()) {
        String name = connection.getMetaData().getDatabaseProductName();
        product.set(name.equals("PostgreSQL") ? Product.POSTGRESQL : Product.OTHER);
      } catch (SQLException e) {
        throw failed(e);
      }
    }
    return product.get() == Product.POSTGRESQL;
  }

  /** Reads all rows of a query, each by {@code row}, in the order of the result. */
  <T> List<T> query(String sql, Row<T> row, @Nullable Object... parameters) {
    return guarded(
        sql,
        statement -> {
          List<T> found = new ArrayList<>();
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              found.add(row.read(rows));
            }
          }
          return found;
        },
        parameters);
  }

  /** Runs a statement that changes rows; tells how many it has changed. */
  int update(String sql, @Nullable Object... parameters) {
    return guarded(sql, PreparedStatement::executeUpdate, parameters);
  }

  /** Adds a row; false if a constraint is against it: most likely, the key is taken. */
  boolean insert(String sql, @Nullable Object... parameters) {
    try {
      return run(sql, PreparedStatement::executeUpdate, parameters) == 1;
    } catch (SQLException e) {
      if (DatabaseFailure.isOfClass(e, "23")) {
        return false;
      }
      throw failed(e);
    }
  }

  /** The failure of a row that cannot be understood. */
  StorageException unreadable() {
    return StorageException.unreadable(
        "database: expected a row of this version, found one that cannot be read", null);
  }

  private <T> T guarded(String sql, Work<T> work, @Nullable Object... parameters) {
    try {
      return run(sql, work, parameters);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private <T> T run(String sql, Work<T> work, @Nullable Object... parameters) throws SQLException {
    try (Connection connection = connection();
        Limited limited = limited(connection)) {
      return transaction(limited.connection(), sql, work, parameters);
    }
  }

  private Limited limited(Connection connection) throws SQLException {
    int before = connection.getNetworkTimeout();
    connection.setNetworkTimeout(Runnable::run, networkLimit(before));
    return new Limited(connection, before);
  }

  /** After that of the statement, so that as a rule the statement is cancelled and not the line. */
  private int networkLimit(int before) {
    int ours = seconds * 1_500;
    return before > 0 ? Math.min(before, ours) : ours;
  }

  private <T> T transaction(
      Connection connection, String sql, Work<T> work, @Nullable Object... parameters)
      throws SQLException {
    boolean transaction = !connection.getAutoCommit();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setQueryTimeout(seconds);
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      T result = work.run(statement);
      if (transaction) {
        connection.commit();
      }
      return result;
    } catch (SQLException e) {
      if (transaction) {
        rollback(connection, e);
      }
      throw e;
    }
  }

  private static void rollback(Connection connection, SQLException failure) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // The connection is no good any more; what matters is why.
      failure.addSuppressed(e);
    }
  }

  private Connection connection() {
    try {
      return dataSource.getConnection();
    } catch (SQLException e) {
      throw DatabaseFailure.of("a connection", "; is the pool full, or the database away?", e);
    }
  }

  private static StorageException failed(SQLException e) {
    return DatabaseFailure.of("an answer", "", e);
  }
}
