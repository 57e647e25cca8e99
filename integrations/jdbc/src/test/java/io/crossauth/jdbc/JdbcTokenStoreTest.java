package io.crossauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import io.crossauth.error.StorageException;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
@DisplayName("A store of sessions in a database")
class JdbcTokenStoreTest {

  private static final SealingKey KEY = SealingKey.ephemeral();
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final String SESSION = "canary-session-" + "x".repeat(500);

  @OneOfEach
  void gives_back_what_was_put(Kind kind) {
    TokenStore store = store(kind);
    store.put(SESSION, tokens(1));
    store.put("another", tokens(7));

    assertThat(store.find(SESSION)).contains(tokens(1));
    assertThat(store.find("another")).contains(tokens(7));
    assertThat(store.find("nobody's")).isEmpty();
    store.put(SESSION, tokens(3));
    assertThat(store.find(SESSION)).contains(tokens(3));
    store.remove(SESSION);
    store.remove(SESSION);
    assertThat(store.find(SESSION)).isEmpty();
  }

  @OneOfEach
  void keeps_no_token_and_no_name_in_clear(Kind kind) throws SQLException {
    DataSource database = kind.fresh();
    store(database).put(SESSION, tokens(1));

    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM crossauth_session")) {
      assertThat(row.next()).isTrue();
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        assertThat(String.valueOf(row.getString(i))).doesNotContain("canary");
      }
    }
  }

  @OneOfEach
  void opens_with_its_key_and_for_its_session_alone(Kind kind) {
    DataSource database = kind.fresh();
    store(database).put(SESSION, tokens(1));
    store(database).put("another", tokens(2));

    TokenStore other = JdbcStorage.in(database).tokens(SealingKey.ephemeral());
    assertThatExceptionOfType(StorageException.class).isThrownBy(() -> other.find(SESSION));
    Databases.execute(
        plain(database),
        "UPDATE crossauth_session SET tokens = (SELECT tokens FROM crossauth_session"
            + " WHERE version = 2)");
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> store(database).find(SESSION));
  }

  @OneOfEach
  void leases_a_session_to_one_at_a_time(Kind kind) {
    DataSource database = kind.fresh();
    TokenStore one = store(database);
    TokenStore other = store(database);
    one.put(SESSION, tokens(1));
    one.put("another", tokens(1));

    TokenStore.Lease lease = one.lease(SESSION, LONG).orElseThrow();
    assertThat(one.lease(SESSION, LONG)).isEmpty();
    assertThat(other.lease(SESSION, LONG)).isEmpty();
    assertThat(other.lease("another", LONG)).isPresent();
    lease.close();
    assertThat(other.lease(SESSION, LONG)).isPresent();
    // Closed twice, it does not end another's.
    lease.close();
    assertThat(one.lease(SESSION, LONG)).isEmpty();
  }

  @OneOfEach
  void leases_nothing_that_is_not_there(Kind kind) {
    assertThat(store(kind).lease(SESSION, LONG)).isEmpty();
  }

  @OneOfEach
  void saves_the_next_version_under_a_lease(Kind kind) {
    TokenStore store = store(kind);
    store.put(SESSION, tokens(1));
    TokenStore.Lease lease = store.lease(SESSION, LONG).orElseThrow();

    assertThat(lease.save(tokens(3))).isFalse();
    assertThat(lease.save(tokens(2))).isTrue();
    assertThat(lease.save(tokens(2))).isFalse();
    assertThat(lease.save(tokens(3))).isTrue();
    lease.close();
    assertThat(lease.save(tokens(4))).isFalse();
    assertThat(store.find(SESSION)).contains(tokens(3));
  }

  @OneOfEach
  void saves_nothing_for_one_whose_lease_another_has_taken(Kind kind) {
    DataSource database = kind.fresh();
    TokenStore one = store(database);
    TokenStore other = store(database);
    one.put(SESSION, tokens(1));
    TokenStore.Lease slow = one.lease(SESSION, LONG).orElseThrow();

    pass(database, SESSION);
    assertThat(other.lease(SESSION, LONG)).isEmpty();
    String overdue = other.overdue(SESSION).orElseThrow();
    TokenStore.Lease quick = other.takeOver(SESSION, overdue, LONG).orElseThrow();
    assertThat(slow.save(tokens(2))).isFalse();
    slow.close();
    assertThat(quick.save(tokens(2))).isTrue();
    assertThat(one.lease(SESSION, LONG)).isEmpty();
  }

  @OneOfEach
  void saves_for_one_whose_lease_is_over_while_nobody_has_taken_it(Kind kind) {
    DataSource database = kind.fresh();
    TokenStore store = store(database);
    store.put(SESSION, tokens(1));
    TokenStore.Lease lease = store.lease(SESSION, LONG).orElseThrow();

    pass(database, SESSION);
    assertThat(lease.save(tokens(2))).isTrue();
  }

  @OneOfEach
  void saves_nothing_into_a_session_that_has_begun_anew_or_is_gone(Kind kind) {
    TokenStore store = store(kind);
    store.put(SESSION, tokens(1));
    TokenStore.Lease lease = store.lease(SESSION, LONG).orElseThrow();

    store.put(SESSION, tokens(1));
    assertThat(lease.save(tokens(2))).isFalse();
    assertThat(store.find(SESSION)).contains(tokens(1));
    TokenStore.Lease next = store.lease(SESSION, LONG).orElseThrow();
    store.remove(SESSION);
    assertThat(next.save(tokens(2))).isFalse();
    assertThat(store.find(SESSION)).isEmpty();
  }

  @OneOfEach
  void lets_every_one_of_many_threads_through_once(Kind kind) throws Exception {
    DataSource database = kind.fresh();
    store(database).put(SESSION, tokens(1));
    int threads = 6;
    int times = 10;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<?>> workers = new ArrayList<>();
    try {
      for (int i = 0; i < threads; i++) {
        workers.add(
            pool.submit(
                () -> {
                  TokenStore mine = store(database);
                  for (int done = 0; done < times; done++) {
                    renew(mine);
                  }
                }));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    } finally {
      pool.shutdownNow();
    }

    assertThat(store(database).find(SESSION)).contains(tokens(1 + threads * times));
  }

  /** Under the lease nobody else saves, so every save must go well. */
  private static void renew(TokenStore store) {
    Optional<TokenStore.Lease> lease = Optional.empty();
    while (lease.isEmpty()) {
      Thread.onSpinWait();
      lease = store.lease(SESSION, LONG);
    }
    try (TokenStore.Lease held = lease.get()) {
      long version = store.find(SESSION).orElseThrow().version();
      assertThat(held.save(tokens(version + 1))).isTrue();
    }
  }

  @OneOfEach
  void forgets_sessions_that_nobody_has_renewed(Kind kind) {
    DataSource database = kind.fresh();
    TokenStore store = store(database);
    store.put("old", tokens(1));
    Databases.execute(
        plain(database),
        "UPDATE crossauth_session SET saved_at = CURRENT_TIMESTAMP - INTERVAL '2' HOUR,"
            // Just after midnight that was yesterday.
            + " saved_day = CAST(CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) - 7200 AS BIGINT)"
            + " / 86400 AS INTEGER)");
    store.put("new", tokens(1));

    assertThat(JdbcStorage.in(database).forgetSessions(Duration.ofHours(3))).isZero();
    assertThat(JdbcStorage.in(database).forgetSessions(Duration.ofHours(1))).isEqualTo(1);
    assertThat(store.find("old")).isEmpty();
    assertThat(store.find("new")).isPresent();
  }

  @OneOfEach
  void fails_with_the_error_of_its_kind(Kind kind) {
    DataSource database = kind.fresh();
    TokenStore store = store(database);
    store.put(SESSION, tokens(1));
    TokenStore.Lease lease = store.lease(SESSION, LONG).orElseThrow();
    Databases.execute(plain(database), "DROP TABLE crossauth_session");

    for (Runnable call :
        List.<Runnable>of(
            () -> store.find(SESSION),
            () -> store.put(SESSION, tokens(1)),
            () -> store.remove(SESSION),
            () -> store.lease(SESSION, LONG),
            () -> lease.save(tokens(2)),
            () -> JdbcStorage.in(database).forgetSessions(LONG))) {
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(call::run)
          .satisfies(e -> assertThat(e.code()).isEqualTo("store.refused"))
          .satisfies(e -> assertThat(e.retryable()).isFalse())
          .satisfies(e -> assertThat(e.needsLogin()).isFalse());
    }
    // What was saved is saved: giving a lease back does not fail.
    lease.close();
  }

  /** Lets the time of a lease pass. */
  private static void pass(DataSource database, String session) {
    Databases.execute(
        plain(database),
        "UPDATE crossauth_session SET lease_until = CURRENT_TIMESTAMP - INTERVAL '1' SECOND");
    assertThat(store(database).find(session)).isPresent();
  }

  private static DataSource plain(DataSource database) {
    return database instanceof WithoutAutoCommit slow ? slow.inner() : database;
  }

  private static TokenStore store(Kind kind) {
    return store(kind.fresh());
  }

  private static TokenStore store(DataSource database) {
    return JdbcStorage.in(database).tokens(KEY);
  }

  private static StoredTokens tokens(long version) {
    return new StoredTokens(
        version,
        Secret.of("canary-access"),
        Optional.of(Secret.of("canary-refresh-" + version)),
        Optional.of(Secret.of("canary-id")),
        Optional.of("alice"),
        Optional.of(Instant.parse("2026-01-01T00:05:00.123Z")),
        Optional.of(Instant.parse("2026-01-01T00:04:50Z")),
        Set.of("openid"),
        Optional.empty(),
        AuthorizationDetails.none());
  }
}
