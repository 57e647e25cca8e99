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

  /**
   * One server for all tests of a JVM, on a free port; it ends with the JVM. To connect costs more
   * than most tests do: those that need a schema and no database share a pool.
   */
  private static final class Postgres {
    static final EmbeddedPostgres SERVER = start();
    static final JdbcConnectionPool POOL = pool(SERVER.getJdbcUrl("postgres", "postgres"));

    static {
      // Four classes run beside each other, and ten nodes in some.
      POOL.setMaxConnections(100);
    }

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** H2 in memory, as long as its pool is not disposed of. */
  static DataSource h2() {
    return h2("mem:test" + COUNT.incrementAndGet());
  }

  /** H2 in a file of its own. */
  static JdbcConnectionPool h2InAFile() {
    try {
      Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
      return h2("file:" + Files.createTempDirectory(target, "h2-").resolve("test"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JdbcConnectionPool h2(String place) {
    JdbcConnectionPool h2 = JdbcConnectionPool.create("jdbc:h2:" + place, "sa", "");
    JdbcStorage.in(h2).createTables();
    return h2;
  }

  /** A database in the PostgreSQL server, by a pool of its own that must be disposed of. */
  static JdbcConnectionPool pooledPostgres(String address) {
    JdbcConnectionPool pool = pool(address);
    JdbcStorage.in(pool).createTables();
    return pool;
  }

  private static JdbcConnectionPool pool(String address) {
    PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
    source.setURL(address);
    source.setUser("postgres");
    return JdbcConnectionPool.create(source);
  }

  /** The address of a database of its own, with nothing in it. */
  static String empty() {
    String name = "test" + COUNT.incrementAndGet();
    execute(Postgres.POOL, "CREATE DATABASE " + name);
    return Postgres.SERVER.getJdbcUrl("postgres", name);
  }

  /** A schema of its own in the PostgreSQL server, by the pool of all, with nothing in it. */
  static DataSource emptyPostgres() {
    String name = "test" + COUNT.incrementAndGet();
    execute(Postgres.POOL, "CREATE SCHEMA " + name);
    return new InSchema(Postgres.POOL, name);
  }

  /** A schema of its own in the PostgreSQL server, by the pool of all. */
  static DataSource postgres() {
    DataSource postgres = emptyPostgres();
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
