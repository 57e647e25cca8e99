package io.crossauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.error.StorageException;
import io.crossauth.tokenconsumer.OneTimeStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
@DisplayName("The memory of what is used once, in a database")
class JdbcOneTimeStoreTest {

  private static final Duration LIFETIME = Duration.ofMinutes(10);

  @OneOfEach
  @DisplayName("S-20: lets a login have one callback, whichever process it comes to")
  void lets_a_login_have_one_callback(Kind kind) {
    DataSource database = kind.fresh();
    OneTimeStore one = JdbcStorage.in(database).oneTime();
    OneTimeStore other = JdbcStorage.in(database).oneTime();

    assertThat(one.firstUse(OneTimeStore.LOGIN, "web", "login-1", LIFETIME)).isTrue();
    assertThat(one.firstUse(OneTimeStore.LOGIN, "web", "login-1", LIFETIME)).isFalse();
    assertThat(other.firstUse(OneTimeStore.LOGIN, "web", "login-1", LIFETIME)).isFalse();
    assertThat(other.firstUse(OneTimeStore.LOGIN, "web", "login-2", LIFETIME)).isTrue();
  }

  @OneOfEach
  void lets_one_of_many_threads_have_it(Kind kind) throws Exception {
    OneTimeStore store = JdbcStorage.in(kind.fresh()).oneTime();
    int threads = 8;
    CyclicBarrier together = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<Boolean>> takes = new ArrayList<>();
    try {
      for (int i = 0; i < threads; i++) {
        takes.add(
            pool.submit(
                () -> {
                  together.await();
                  return store.firstUse(OneTimeStore.LOGIN, "web", "login-1", LIFETIME);
                }));
      }
      int taken = 0;
      for (Future<Boolean> take : takes) {
        taken += take.get() ? 1 : 0;
      }
      assertThat(taken).isEqualTo(1);
    } finally {
      pool.shutdownNow();
    }
  }

  @OneOfEach
  void forgets_what_is_over_now_and_then(Kind kind) throws SQLException {
    DataSource database = kind.fresh();
    OneTimeStore store = JdbcStorage.in(database).oneTime();

    assertThat(store.firstUse(OneTimeStore.LOGIN, "web", "old", Duration.ofMillis(1))).isTrue();
    for (int i = 0; i < 300; i++) {
      assertThat(store.firstUse(OneTimeStore.LOGIN, "web", "login-" + i, LIFETIME)).isTrue();
    }

    assertThat(rows(database)).isEqualTo(300);
  }

  @Test
  void that_finds_it_used_ends_its_transaction() {
    Recording database = new Recording(new WithoutAutoCommit(Databases.h2()));
    OneTimeStore store = JdbcStorage.in(database).oneTime();

    assertThat(store.firstUse(OneTimeStore.LOGIN, "web", "login-1", LIFETIME)).isTrue();
    assertThat(store.firstUse(OneTimeStore.LOGIN, "web", "login-1", LIFETIME)).isFalse();

    assertThat(database.ends()).containsExactly("commit", "rollback");
  }

  @OneOfEach
  void that_fails_lets_nobody_in(Kind kind) {
    DataSource database = kind.fresh();
    OneTimeStore store = JdbcStorage.in(database).oneTime();
    DataSource plain = database instanceof WithoutAutoCommit slow ? slow.inner() : database;
    Databases.execute(plain, "DROP TABLE crossauth_one_time");

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> store.firstUse(OneTimeStore.LOGIN, "web", "login-1", LIFETIME));
  }

  private static int rows(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM crossauth_one_time")) {
      row.next();
      return row.getInt(1);
    }
  }
}
