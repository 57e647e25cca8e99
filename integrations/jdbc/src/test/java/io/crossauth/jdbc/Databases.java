package io.crossauth.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** Databases that are really there, each with its tables and nothing in them. */
final class Databases {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private Databases() {}

  /** One server for all tests of a JVM, on a free port; it ends with the JVM. */
  private static final class Postgres {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** H2 in a file of its own. */
  static DataSource h2() {
    return pooledH2();
  }

  static JdbcConnectionPool pooledH2() {
    try {
      Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
      Path folder = Files.createTempDirectory(target, "h2-");
      JdbcConnectionPool h2 =
          JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("test"), "sa", "");
      JdbcStorage.in(h2).createTables();
      return h2;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A database of its own in the PostgreSQL server, by a pool that must be disposed of. */
  static JdbcConnectionPool pooledPostgres() {
    return pooledPostgres(empty());
  }

  static JdbcConnectionPool pooledPostgres(String address) {
    PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
    source.setURL(address);
    source.setUser("postgres");
    JdbcConnectionPool pool = JdbcConnectionPool.create(source);
    JdbcStorage.in(pool).createTables();
    return pool;
  }

  /** The address of a database of its own, with nothing in it. */
  static String empty() {
    String name = "test" + COUNT.incrementAndGet();
    execute(Postgres.SERVER.getPostgresDatabase(), "CREATE DATABASE " + name);
    return Postgres.SERVER.getJdbcUrl("postgres", name);
  }

  /** A database of its own in the PostgreSQL server. */
  static DataSource postgres() {
    String name = "test" + COUNT.incrementAndGet();
    execute(Postgres.SERVER.getPostgresDatabase(), "CREATE DATABASE " + name);
    DataSource postgres = Postgres.SERVER.getDatabase("postgres", name);
    JdbcStorage.in(postgres).createTables();
    return postgres;
  }

  /** Does something to a database that the library has no method for. */
  static int execute(DataSource database, String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A data source that has no connection to give. */
  static DataSource failing(SQLException failure) {
    return (DataSource)
        Proxy.newProxyInstance(
            Databases.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, args) -> {
              throw failure;
            });
  }
}
