package io.crossauth.benchmarks.nodes;

import io.crossauth.client.session.TokenStore;
import io.crossauth.jdbc.JdbcStorage;
import io.crossauth.value.SealingKey;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** PostgreSQL by a pool of eight connections, with the limits that docs/storage.md asks for. */
record JdbcBackend(TokenStore tokens, LongAdder sent) implements Backend {

  static final String KIND = "jdbc";

  private static final int CONNECTIONS = 8;
  private static final int SECONDS_FOR_A_CONNECTION = 10;

  static JdbcBackend open(int port, SealingKey key) {
    LongAdder sent = new LongAdder();
    return new JdbcBackend(JdbcStorage.in(counting(pool(port), sent)).tokens(key), sent);
  }

  static JdbcConnectionPool pool(int port) {
    PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
    source.setURL("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
    source.setUser("postgres");
    source.setConnectTimeout(5);
    source.setCancelSignalTimeout(2);
    JdbcConnectionPool pool = JdbcConnectionPool.create(source);
    pool.setMaxConnections(CONNECTIONS);
    pool.setLoginTimeout(SECONDS_FOR_A_CONNECTION);
    return pool;
  }

  private static DataSource counting(DataSource inner, LongAdder sent) {
    return proxy(
        DataSource.class,
        inner,
        (name, result) ->
            result instanceof Connection connection
                ? proxy(
                    Connection.class,
                    connection,
                    (method, made) -> {
                      if (method.equals("prepareStatement")) {
                        sent.increment();
                      }
                      return made;
                    })
                : result);
  }

  /** Sees what the methods of an object give back. */
  @FunctionalInterface
  private interface Watch {
    Object seen(String method, Object result);
  }

  private static <T> T proxy(Class<T> type, T inner, Watch watch) {
    return type.cast(
        Proxy.newProxyInstance(
            JdbcBackend.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                return watch.seen(method.getName(), method.invoke(inner, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  @Override
  public long statements() {
    return sent.sum();
  }
}
