package io.crossauth.jdbc;

import io.crossauth.error.StorageException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs one statement at a time, each on a connection of its own and each a transaction. */
final class Database {

  private static final int SECONDS = 10;

  /** Makes something of the row that a result stands at. */
  @FunctionalInterface
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  @FunctionalInterface
  private interface Work<T> {
    T run(PreparedStatement statement) throws SQLException;
  }

  private final DataSource dataSource;

  Database(DataSource dataSource) {
    this.dataSource = dataSource;
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
      if (isOfClass(e, "23")) {
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
    try (Connection connection = dataSource.getConnection()) {
      boolean transaction = !connection.getAutoCommit();
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setQueryTimeout(SECONDS);
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
          connection.rollback();
        }
        throw e;
      }
    }
  }

  private StorageException failed(SQLException e) {
    String state = e.getSQLState();
    String hint = isOfClass(e, "42") ? "; are the tables there? (createTables)" : "";
    // Errors about data quote the data, which may be a hash or a session.
    boolean quotes = isOfClass(e, "22") || isOfClass(e, "23");
    return new StorageException(
        "database: expected an answer, found SQLSTATE " + state + hint, quotes ? null : e);
  }

  private static boolean isOfClass(SQLException e, String prefix) {
    String state = e.getSQLState();
    return state != null && state.startsWith(prefix);
  }
}
