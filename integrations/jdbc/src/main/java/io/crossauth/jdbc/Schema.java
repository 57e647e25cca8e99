package io.crossauth.jdbc;

import io.crossauth.error.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * The SQL files that make the tables, one for each database product. Each makes what is not there,
 * and changes what an earlier version has made, so that it may run any number of times.
 */
final class Schema {

  /** Of the files; the last thing that they do is to write it down. */
  static final int VERSION = 2;

  private static final int TRIES = 10;

  /** "crossauth", as a number. */
  private static final String LOCK = "SELECT pg_advisory_xact_lock(7165064482716152936)";

  /** H2 copies a table to change it, and loses rows if two connections do so at the same time. */
  private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

  private Schema() {}

  static void create(DataSource dataSource) {
    ONE_AT_A_TIME.lock();
    try {
      for (int i = 1; !isThere(dataSource); i++) {
        make(dataSource, i == TRIES);
      }
    } catch (SQLException e) {
      throw DatabaseFailure.of("to make the tables", "", e);
    } finally {
      ONE_AT_A_TIME.unlock();
    }
  }

  /** Who may not make tables may still ask. */
  private static boolean isThere(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      boolean there = false;
      try (ResultSet row = statement.executeQuery("SELECT MAX(version) FROM crossauth_schema")) {
        there = row.next() && row.getInt(1) >= VERSION;
      } catch (SQLException e) {
        // There is no such table yet; whatever else is wrong, the next statement finds too.
      }
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
      return there;
    }
  }

  /**
   * All of it or nothing, and one node at a time, where the database can; else another node may
   * make a table at the same moment, and it is looked at once more.
   */
  private static void make(DataSource dataSource, boolean last) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      boolean before = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        String product = connection.getMetaData().getDatabaseProductName();
        if (product.equals("PostgreSQL")) {
          statement.execute(LOCK);
        }
        for (String command : script(product).split(";", -1)) {
          if (!command.isBlank()) {
            statement.execute(command);
          }
        }
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        if (last || !isOfAnother(e)) {
          throw e;
        }
      } finally {
        connection.setAutoCommit(before);
      }
    }
  }

  /** Taken keys and things that are there already: of the catalogue, as of tables. */
  private static boolean isOfAnother(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("23")
        || state.startsWith("42")
        || state.startsWith("40")
        || state.startsWith("HY")
        || state.startsWith("90");
  }

  private static String script(String product) {
    String file =
        switch (product) {
          case "PostgreSQL" -> "postgresql.sql";
          case "H2" -> "h2.sql";
          default ->
              throw StorageException.refused(
                  "database: expected H2 or PostgreSQL, found a different product", null);
        };
    try (InputStream in = Schema.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + ": expected beside this class, found none");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(file + ": cannot be read", e);
    }
  }
}
