package io.crossauth.benchmarks.nodes;

import io.crossauth.client.session.TokenStore;
import io.crossauth.jdbc.JdbcStorage;
import io.crossauth.value.SealingKey;
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
    DataSource database =
        Connections.counted(
            Connections.queued(pool(port), CONNECTIONS, SECONDS_FOR_A_CONNECTION), sent);
    return new JdbcBackend(JdbcStorage.in(database).tokens(key), sent);
  }

  static JdbcConnectionPool pool(int port) {
    PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
    source.setURL("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
    source.setUser("postgres");
    source.setConnectTimeout(5);
    source.setCancelSignalTimeout(2);
    JdbcConnectionPool pool = JdbcConnectionPool.create(source);
    pool.setMaxConnections(CONNECTIONS);
    return pool;
  }

  @Override
  public long statements() {
    return sent.sum();
  }
}
