package io.crossauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.client.session.TokenStore;
import io.crossauth.error.StorageException;
import io.crossauth.value.SealingKey;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGConnectionPoolDataSource;

@Timeout(120)
@DisplayName("A database that hangs")
@Execution(ExecutionMode.CONCURRENT)
class SilentDatabaseTest {

  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final SealingKey KEY = SealingKey.ephemeral();

  private final String address = Databases.empty();
  private final Line line = Line.to(Line.portOf(address));
  private final JdbcConnectionPool pool = pool();
  private final JdbcStorage storage = JdbcStorage.in(pool).withStatementLimit(LIMIT);

  private JdbcConnectionPool pool() {
    PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
    source.setURL(address.replace(":" + Line.portOf(address) + "/", ":" + line.port() + "/"));
    source.setUser("postgres");
    source.setConnectTimeout(2);
    source.setLoginTimeout(2);
    source.setCancelSignalTimeout(2);
    return JdbcConnectionPool.create(source);
  }

  @AfterEach
  void close() throws IOException {
    line.resume();
    pool.dispose();
    line.close();
  }

  @ParameterizedTest(name = "node 6 {0} ends within its limit")
  @ValueSource(strings = {"find", "put", "lease", "oneTime", "keys", "index"})
  void ends_within_its_limit(String what) {
    storage.createTables();
    TokenStore tokens = storage.tokens(KEY);
    assertThat(tokens.find("alice's")).isEmpty();
    line.pause();
    long begin = System.nanoTime();

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(
            () -> {
              switch (what) {
                case "find" -> tokens.find("alice's");
                case "put" -> tokens.remove("alice's");
                case "lease" -> tokens.lease("alice's", LIMIT);
                case "oneTime" -> storage.oneTime().firstUse("login", "web", "a", LIMIT);
                case "keys" -> storage.keys().getKey("access:1");
                default -> storage.sessionIndex(KEY).remove("alice's");
              }
            })
        .satisfies(e -> assertThat(e.retryable()).isTrue());

    // The second of the statement, and the two that the driver waits for its cancelling; twelve if
    // the limit were the usual one.
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(11));
    line.resume();
    // The connections of before are broken; this plain pool does not look at what it gives out.
    JdbcConnectionPool again = pool();
    assertThat(JdbcStorage.in(again).tokens(KEY).find("alice's")).isEmpty();
    again.dispose();
  }

  @Test
  @DisplayName("node 6 is waited for between one second and ten minutes")
  void has_a_limit() {
    for (Duration limit : new Duration[] {Duration.ZERO, Duration.ofMinutes(11)}) {
      assertThatIllegalArgumentException().isThrownBy(() -> storage.withStatementLimit(limit));
    }
  }

  @Test
  @DisplayName("node 11 a full pool is called one, and not an answer without SQLSTATE")
  void a_full_pool_is_called_one() throws Exception {
    storage.createTables();
    pool.setMaxConnections(1);
    pool.setLoginTimeout(1);
    try (Connection taken = pool.getConnection()) {
      assertThat(taken.isClosed()).isFalse();
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> storage.tokens(KEY).find("alice's"))
          .withMessageContaining("expected a connection, found")
          .withMessageContaining("is the pool full")
          .withMessageNotContaining("null");
    }
  }

  @Test
  @DisplayName("node 11 a failure without SQLSTATE is named by its class")
  void a_failure_without_state_is_named() {
    DataSource full =
        Databases.failing(new SQLTransientConnectionException("Connection is not available"));
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> JdbcStorage.in(full).tokens(KEY).find("alice's"))
        .withMessageContaining("SQLTransientConnectionException")
        .withMessageNotContaining("null");
  }
}
