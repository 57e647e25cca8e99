package io.crossauth.jdbc;

import io.crossauth.error.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The SQL files that make the tables, one for each database product. */
final class Schema {

  private Schema() {}

  static void create(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (String command :
          script(connection.getMetaData().getDatabaseProductName()).split(";", -1)) {
        if (!command.isBlank()) {
          statement.execute(command);
        }
      }
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    } catch (SQLException e) {
      throw new StorageException(
          "database: expected to make the tables, found SQLSTATE " + e.getSQLState(), e);
    }
  }

  private static String script(String product) {
    String file =
        switch (product) {
          case "PostgreSQL" -> "postgresql.sql";
          case "H2" -> "h2.sql";
          default ->
              throw new StorageException(
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
