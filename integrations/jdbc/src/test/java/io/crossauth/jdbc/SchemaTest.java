package io.crossauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.client.session.LoginReference;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import io.crossauth.error.StorageException;
import io.crossauth.tokenconsumer.OneTimeStore;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

@Timeout(300)
@DisplayName("The tables")
class SchemaTest {

  private static final SealingKey KEY = SealingKey.ephemeral();
  private static final int NODES = 10;

  private static DataSource emptyH2(String name) {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
    source.setUser("sa");
    return source;
  }

  private static void together(DataSource database) throws Exception {
    CyclicBarrier together = new CyclicBarrier(NODES);
    ExecutorService pool = Executors.newFixedThreadPool(NODES);
    try {
      List<Future<Boolean>> nodes = new ArrayList<>();
      for (int i = 0; i < NODES; i++) {
        nodes.add(
            pool.submit(
                () -> {
                  together.await();
                  JdbcStorage.in(database).createTables();
                  return JdbcStorage.in(database)
                      .oneTime()
                      .firstUse("login", "web", "first", Duration.ofMinutes(1));
                }));
      }
      int first = 0;
      for (Future<Boolean> node : nodes) {
        first += node.get() ? 1 : 0;
      }
      assertThat(first).isEqualTo(1);
    } finally {
      pool.shutdownNow();
    }
  }

  @RepeatedTest(
      value = 10,
      name = "node 5 case C3 are made by ten nodes at once in PostgreSQL, {currentRepetition}")
  void are_made_by_ten_nodes_at_once() throws Exception {
    DataSource database = Databases.emptyPostgres();
    together(database);
    assertThat(version(database)).isEqualTo(Schema.VERSION);
  }

  @RepeatedTest(
      value = 10,
      name =
          "node 5 case C3 are made by ten nodes at once without auto-commit, {currentRepetition}")
  void are_made_by_ten_nodes_at_once_without_auto_commit() throws Exception {
    DataSource database = Databases.emptyPostgres();
    together(new WithoutAutoCommit(database));
    assertThat(version(database)).isEqualTo(Schema.VERSION);
  }

  @RepeatedTest(
      value = 10,
      name = "node 5 case C3 are made by ten nodes at once in H2, {currentRepetition}")
  void are_made_by_ten_nodes_at_once_in_h2() throws Exception {
    DataSource database = emptyH2("ten" + System.nanoTime());
    together(database);
    assertThat(version(database)).isEqualTo(Schema.VERSION);
  }

  @ParameterizedTest(
      name = "node 5 of version 1 in {0} become those of this one, under ten nodes at once")
  @ValueSource(strings = {"h2", "postgresql"})
  void of_version_1_become_those_of_this_one(String product) throws Exception {
    DataSource database = product.equals("h2") ? emptyH2("one") : Databases.emptyPostgres();
    for (String command : script(product + "-1.sql").split(";", -1)) {
      if (!command.isBlank()) {
        Databases.execute(database, command);
      }
    }
    String row =
        "INSERT INTO crossauth_session (session_id, tokens, version, saved_at) VALUES ('%s', '%s',"
            + " 1, CURRENT_TIMESTAMP - INTERVAL '%s' DAY)";
    String sealed = tokens(1).seal(KEY, "alice's");
    Databases.execute(database, row.formatted(Names.of("alice's"), sealed, 1));
    Databases.execute(database, row.formatted(Names.of("old"), "rubbish", 90));

    together(database);

    TokenStore store = JdbcStorage.in(database).tokens(KEY);
    assertThat(store.find("alice's")).contains(tokens(1));
    assertThat(JdbcStorage.in(database).forgetSessions(Duration.ofDays(30))).isEqualTo(1);
    assertThat(store.lease("alice's", Duration.ofMinutes(1)).orElseThrow().save(tokens(2)))
        .isTrue();
    // A node of the version before goes on.
    Databases.execute(database, row.formatted(Names.of("bob's"), sealed, 0));
    assertThat(version(database)).isEqualTo(Schema.VERSION);
  }

  @OneOfEach
  @DisplayName("W-15: rows that release 0.1 has written are read")
  void rows_of_release_0_1_are_read(Kind kind) throws IOException {
    DataSource database = kind.fresh();
    DataSource plain = database instanceof WithoutAutoCommit slow ? slow.inner() : database;
    for (String command : script("rows-2.sql").split(";", -1)) {
      if (!command.isBlank()) {
        Databases.execute(plain, command);
      }
    }
    SealingKey then = SealingKey.of(Secret.of("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));
    JdbcStorage storage = JdbcStorage.in(database);
    LoginReference alice =
        new LoginReference(
            "https://id.example",
            Optional.of("alice"),
            Optional.empty(),
            Instant.parse("2026-01-01T00:00:00Z"));

    for (SealingKey first : List.of(then, KEY)) {
      // A new key that seals, and the one of then that opens.
      TokenStore tokens = storage.tokens(first, then);
      assertThat(tokens.find("alice's").orElseThrow().login().orElseThrow().sessionId())
          .contains("sid-1");
      assertThat(storage.sessionIndex(first, then).end(alice, Duration.ofMinutes(1)))
          .containsExactly("alice's");
    }
    assertThat(storage.oneTime().firstUse("login", "web", "login-1", Duration.ofMinutes(1)))
        .isFalse();
    assertThat(storage.keys().getKey("access:1").orElseThrow().owner()).contains("alice");
  }

  @Test
  @DisplayName("node 7 sessions that rest are removed in batches, each a transaction of its own")
  void sessions_that_rest_are_removed_in_batches() {
    DataSource database = Databases.postgres();
    Databases.execute(
        database,
        "INSERT INTO crossauth_session (session_id, tokens, version, saved_at)"
            + " SELECT 'old ' || n, repeat('x', 100), 1, CURRENT_TIMESTAMP - INTERVAL '90 days'"
            + " FROM generate_series(1, 25500) AS n");
    Databases.execute(
        database,
        "INSERT INTO crossauth_session (session_id, tokens, version, saved_at, saved_day)"
            + " SELECT 'new ' || n, repeat('x', 100), 1, CURRENT_TIMESTAMP,"
            + " FLOOR(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) / 86400)"
            + " FROM generate_series(1, 100) AS n");
    Recording recording = new Recording(database);

    assertThat(JdbcStorage.in(recording).forgetSessions(Duration.ofDays(30))).isEqualTo(25_500);

    // 26 batches, and one that finds nothing more.
    assertThat(recording.statements()).hasSize(27);
    assertThat(Databases.execute(database, "DELETE FROM crossauth_session")).isEqualTo(100);
  }

  @Test
  @DisplayName("node 7 what is over is removed by and by, by those who write")
  void what_is_over_is_removed_by_and_by() {
    DataSource database = Databases.postgres();
    for (String table :
        List.of(
            "one_time (one_time_id, remembered_until",
            "logout (logout_id, kept_until, issued_at")) {
      Databases.execute(
          database,
          "INSERT INTO crossauth_"
              + table
              + ") SELECT 'old ' || n, CURRENT_TIMESTAMP"
              + " - INTERVAL '1 day'"
              + (table.startsWith("logout") ? ", 1" : "")
              + " FROM generate_series(1, 1500) AS n");
    }
    Databases.execute(
        database,
        "INSERT INTO crossauth_key (key_value, created_at, expires_at)"
            + " SELECT 'old ' || n, 1, 2 FROM generate_series(1, 1500) AS n");
    Databases.execute(
        database,
        "INSERT INTO crossauth_session (session_id, tokens, version, saved_at)"
            + " SELECT 'old ' || n, 'x', 1, CURRENT_TIMESTAMP - INTERVAL '90 days'"
            + " FROM generate_series(1, 1500) AS n");
    JdbcStorage storage = JdbcStorage.in(database).withSessionsForgotten(Duration.ofDays(30));
    OneTimeStore once = storage.oneTime();
    for (int i = 0; i < 2 * 256; i++) {
      assertThat(once.firstUse("login", "web", "login " + i, Duration.ofDays(1))).isTrue();
    }
    assertThat(Databases.execute(database, "DELETE FROM crossauth_one_time")).isEqualTo(512);
    for (String table : List.of("logout", "key", "session")) {
      assertThat(Databases.execute(database, "DELETE FROM crossauth_" + table)).isZero();
    }
  }

  @Test
  void that_are_there_are_not_touched() throws SQLException {
    // Roles and rights are of a database: it has one of its own.
    String address = Databases.empty();
    DataSource database = as("postgres", address);
    JdbcStorage.in(database).createTables();
    Databases.execute(database, "UPDATE crossauth_schema SET version = 99");
    Databases.execute(database, "CREATE ROLE reader LOGIN");
    Databases.execute(database, "REVOKE ALL ON SCHEMA public FROM PUBLIC");
    Databases.execute(database, "GRANT USAGE ON SCHEMA public TO reader");
    Databases.execute(database, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader");
    DataSource reader = as("reader", address);

    JdbcStorage.in(reader).createTables();
    assertThat(version(database)).isEqualTo(99);
    Databases.execute(database, "UPDATE crossauth_schema SET version = 1");
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> JdbcStorage.in(reader).createTables())
        .withMessageContaining("42501");
  }

  private static DataSource as(String user, String address) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(address);
    source.setUser(user);
    return source;
  }

  private static int version(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT MAX(version) FROM crossauth_schema")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static String script(String file) throws IOException {
    try (InputStream in = SchemaTest.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static StoredTokens tokens(long version) {
    return new StoredTokens(
        version,
        Secret.of("access"),
        Optional.of(Secret.of("refresh")),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        AuthorizationDetails.none());
  }
}
