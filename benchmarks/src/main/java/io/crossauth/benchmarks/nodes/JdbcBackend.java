package io.crossauth.benchmarks.nodes;

import io.crossauth.client.session.TokenStore;
import io.crossauth.jdbc.JdbcStorage;
import io.crossauth.value.SealingKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** PostgreSQL by a pool of eight connections, with the limits that docs/storage.md asks for. */
record JdbcBackend(TokenStore tokens, DataSource database, LongAdder sent, Peak inUse)
    implements Backend {

  static final String KIND = "jdbc";

  private static final int CONNECTIONS = 8;
  private static final int SECONDS_FOR_A_CONNECTION = 10;

  static JdbcBackend open(int port, SealingKey key) {
    LongAdder sent = new LongAdder();
    Peak inUse = new Peak();
    DataSource pool = Connections.queued(pool(port), CONNECTIONS, SECONDS_FOR_A_CONNECTION);
    DataSource watched = Connections.watched(Connections.counted(pool, sent), inUse);
    return new JdbcBackend(JdbcStorage.in(watched).tokens(key), watched, sent, inUse);
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

  @Override
  public void bare() {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement("SELECT 1");
        ResultSet row = statement.executeQuery()) {
      row.next();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int connections() {
    return inUse.take();
  }
}
