package io.crossauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.client.manager.ClientDetails;
import io.crossauth.client.manager.ClientOwner;
import io.crossauth.client.manager.OAuthClientStorage;
import io.crossauth.client.manager.RegisteredClient;
import io.crossauth.client.session.LoginReference;
import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import io.crossauth.tokenconsumer.OneTimeStore;
import io.crossauth.tokenconsumer.storage.KeyStorage;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

@Timeout(300)
@DisplayName("The statements of the stores")
class StatementsTest {

  private static final SealingKey KEY = SealingKey.ephemeral();
  private static final Duration LONG = Duration.ofMinutes(10);

  private final String address = Databases.empty();
  private final JdbcConnectionPool pool = Databases.pooledPostgres(address);
  private final Recording database = new Recording(pool);
  private final JdbcStorage storage =
      JdbcStorage.in(database).withSessionsForgotten(Duration.ofDays(30));
  private final TokenStore tokens = storage.tokens(KEY);

  @BeforeEach
  void one_connection_is_enough() {
    pool.setMaxConnections(1);
  }

  @AfterEach
  void close() {
    pool.dispose();
  }

  @Test
  @DisplayName("node 10 a renewal is three, and the caller's own makes four, on one connection")
  void a_renewal_is_three() {
    tokens.put("alice's", version(1));
    assertThat(database.statements()).hasSize(2);

    assertThat(tokens.find("alice's")).isPresent();
    TokenStore.Lease lease = tokens.lease("alice's", LONG).orElseThrow();
    assertThat(tokens.find("alice's")).isPresent();
    assertThat(lease.saveAndClose(version(2))).isTrue();
    lease.close();
    lease.close();

    assertThat(database.statements()).hasSize(4);
  }

  @Test
  @DisplayName("node 10 a lease is given back once, however often it is closed")
  void a_lease_is_given_back_once() {
    tokens.put("alice's", version(1));
    TokenStore.Lease lease = tokens.lease("alice's", LONG).orElseThrow();
    assertThat(database.statements()).hasSize(3);
    lease.close();
    lease.close();
    assertThat(database.statements()).hasSize(1);
  }

  @Test
  @DisplayName("node 6 a connection goes back with the network time-out that it came with")
  void a_connection_goes_back_as_it_came() throws SQLException {
    OneTimeStore once = storage.oneTime();
    assertThat(once.firstUse("login", "web", "login 1", LONG)).isTrue();
    assertThat(networkTimeout()).isZero();
    // A key that is taken is a failure for the driver.
    assertThat(once.firstUse("login", "web", "login 1", LONG)).isFalse();
    assertThat(networkTimeout()).isZero();
  }

  private int networkTimeout() throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return connection.getNetworkTimeout();
    }
  }

  @Test
  @DisplayName("node 7 each has an index, as EXPLAIN says")
  void each_has_an_index() throws SQLException {
    everything();
    Set<String> all = new LinkedHashSet<>(database.statements());
    assertThat(all).hasSizeGreaterThan(35);
    List<String> without = new ArrayList<>();
    PGSimpleDataSource plain = new PGSimpleDataSource();
    plain.setURL(address);
    plain.setUser("postgres");
    plain.setPreferQueryMode(PreferQueryMode.SIMPLE);
    try (Connection connection = plain.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET enable_seqscan = off");
      statement.execute("SET enable_sort = off");
      for (String sql : all) {
        String plan = plan(statement, sql);
        if (plan.contains("Seq Scan") || plan.contains("->  Sort")) {
          without.add(sql + "\n" + plan);
        }
      }
    }
    assertThat(without).isEmpty();
  }

  @Test
  @DisplayName("node 7 those that remove what is over leave the rows of other nodes alone")
  void those_that_remove_leave_rows_of_others_alone() {
    OneTimeStore once = storage.oneTime();
    for (int i = 0; i < 256; i++) {
      assertThat(once.firstUse("login", "web", "login " + i, LONG)).isTrue();
    }
    assertThat(database.statements())
        .filteredOn(sql -> sql.startsWith("DELETE"))
        .hasSize(5)
        .allMatch(sql -> sql.contains("FOR UPDATE SKIP LOCKED"));
  }

  private static String plan(Statement statement, String sql) throws SQLException {
    StringBuilder numbered = new StringBuilder("EXPLAIN (GENERIC_PLAN) ");
    int number = 0;
    for (char c : sql.toCharArray()) {
      numbered.append(c == '?' ? "$" + ++number : String.valueOf(c));
    }
    StringBuilder plan = new StringBuilder();
    try (ResultSet lines = statement.executeQuery(numbered.toString())) {
      while (lines.next()) {
        plan.append(lines.getString(1)).append('\n');
      }
    }
    return plan.toString();
  }

  /** Calls all methods of all stores, so often that what is over is removed too. */
  private void everything() {
    tokens.put("alice's", version(1));
    TokenStore.Lease lease = tokens.lease("alice's", LONG).orElseThrow();
    assertThat(lease.save(version(2))).isTrue();
    lease.close();
    assertThat(tokens.overdue("alice's")).isEmpty();
    assertThat(tokens.takeOver("alice's", "none", LONG)).isEmpty();
    lease = tokens.lease("alice's", LONG).orElseThrow();
    assertThat(lease.saveAndClose(version(3))).isTrue();
    assertThat(tokens.find("alice's")).isPresent();
    tokens.remove("alice's");
    OneTimeStore once = storage.oneTime();
    for (int i = 0; i < 300; i++) {
      assertThat(once.firstUse("login", "web", "login " + i, LONG)).isTrue();
    }
    SessionIndex index = storage.sessionIndex(KEY);
    for (Optional<String> sid : List.of(Optional.of("sid"), Optional.<String>empty())) {
      LoginReference login =
          new LoginReference("https://id.example", Optional.of("alice"), sid, Instant.EPOCH);
      assertThat(index.add("alice's", login, LONG)).isTrue();
      assertThat(index.end(login, LONG)).isNotEmpty();
    }
    index.remove("alice's");
    KeyStorage keys = storage.keys();
    keys.saveKey(new KeyStorage.StoredKey("access:1", "alice", Instant.EPOCH, null, null));
    assertThat(keys.getKey("access:1")).isPresent();
    assertThat(keys.getAllForUser("alice")).hasSize(1);
    keys.deleteAllForUser("alice", "access:");
    assertThat(keys.deleteKey("access:1")).isFalse();
    clients(storage.clients());
  }

  private static void clients(OAuthClientStorage clients) {
    ClientDetails details = ClientDetails.named("shop").withOwner("alice").withConfidential(false);
    RegisteredClient shop = new RegisteredClient("shop", details, Optional.empty(), 1);
    assertThat(clients.createClient(shop)).isTrue();
    assertThat(clients.updateClient(new RegisteredClient("shop", details, Optional.empty(), 2)))
        .isTrue();
    for (ClientOwner owner :
        List.of(ClientOwner.anyone(), ClientOwner.nobody(), ClientOwner.user("alice"))) {
      assertThat(clients.getClients(owner, 0, 10)).isNotNull();
      assertThat(clients.getClientByName("shop", owner)).isNotNull();
    }
    assertThat(clients.getClientById("shop")).isPresent();
    assertThat(clients.deleteClient("shop")).isTrue();
  }

  @Test
  @DisplayName("node 7 a save changes its row in place: no index has to follow (HOT)")
  void a_save_changes_its_row_in_place() throws SQLException {
    tokens.put("alice's", version(1));
    for (int i = 2; i <= 101; i++) {
      TokenStore.Lease lease = tokens.lease("alice's", LONG).orElseThrow();
      assertThat(lease.saveAndClose(version(i))).isTrue();
    }
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_stat_force_next_flush()");
      try (ResultSet row =
          statement.executeQuery(
              "SELECT n_tup_upd, n_tup_hot_upd FROM pg_stat_user_tables"
                  + " WHERE relname = 'crossauth_session'")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getLong(1)).isGreaterThanOrEqualTo(200);
        // A full page moves a row now and then.
        assertThat(row.getLong(2)).isGreaterThanOrEqualTo(row.getLong(1) * 8 / 10);
      }
    }
  }

  private static StoredTokens version(long version) {
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
