package io.crossauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.client.session.LoginReference;
import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import io.crossauth.tokenconsumer.OneTimeStore;
import io.crossauth.tokenconsumer.storage.KeyStorage;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What is over")
class ExpiryTest {

  private static final SealingKey KEY = SealingKey.ephemeral();
  private static final Duration LONG = Duration.ofDays(1);
  private static final int WRITES = 256;

  private final DataSource database = Databases.h2();
  private final JdbcStorage storage = JdbcStorage.in(database);

  private void somethingIsOver() {
    Databases.execute(
        database,
        "INSERT INTO crossauth_one_time (one_time_id, remembered_until)"
            + " VALUES ('old', CURRENT_TIMESTAMP - INTERVAL '1' SECOND)");
  }

  private boolean isRemoved() {
    return Databases.execute(
            database, "UPDATE crossauth_one_time SET one_time_id = 'old' WHERE one_time_id = 'old'")
        == 0;
  }

  private IntConsumer write(String what) {
    TokenStore tokens = storage.tokens(KEY);
    SessionIndex index = storage.sessionIndex(KEY);
    OneTimeStore once = storage.oneTime();
    KeyStorage keys = storage.keys();
    return switch (what) {
      case "a session" -> i -> tokens.put("session " + i, tokens());
      case "a login" ->
          i -> assertThat(index.add("session " + i, login("sid " + i), LONG)).isTrue();
      case "a logout" -> i -> assertThat(index.end(login("sid " + i), LONG)).isEmpty();
      case "a key" ->
          i -> keys.saveKey(new KeyStorage.StoredKey("key " + i, null, Instant.EPOCH, null, null));
      default -> i -> assertThat(once.firstUse("login", "web", "login " + i, LONG)).isTrue();
    };
  }

  @ParameterizedTest(name = "by whoever writes {0}")
  @ValueSource(strings = {"a session", "a login", "a logout", "a key", "what is used once"})
  @DisplayName("is removed with the 256th write, and not before:")
  void is_removed_now_and_then(String what) {
    IntConsumer write = write(what);
    somethingIsOver();
    for (int i = 1; i < WRITES; i++) {
      write.accept(i);
    }
    assertThat(isRemoved()).isFalse();
    write.accept(WRITES);
    assertThat(isRemoved()).isTrue();
  }

  @Test
  @DisplayName("is removed with the 256th write of all stores of a storage together")
  void is_removed_by_all_together() {
    IntConsumer session = write("a session");
    IntConsumer key = write("a key");
    somethingIsOver();
    for (int i = 1; i <= WRITES / 2; i++) {
      session.accept(i);
      key.accept(i);
    }
    assertThat(isRemoved()).isTrue();
  }

  @Test
  @DisplayName("fails nobody's write when it cannot be removed")
  void fails_nobodys_write() {
    IntConsumer session = write("a session");
    Databases.execute(database, "DROP TABLE crossauth_logout");
    for (int i = 1; i <= WRITES; i++) {
      session.accept(i);
    }
    assertThat(storage.tokens(KEY).find("session " + WRITES)).contains(tokens());
  }

  @Test
  @DisplayName("is forgotten with sessions that rest, where the storage says how long")
  void sessions_that_rest_are_forgotten_too() {
    IntConsumer key = write("a key");
    storage.tokens(KEY).put("alice's", tokens());
    Databases.execute(
        database,
        "UPDATE crossauth_session SET saved_at = CURRENT_TIMESTAMP - INTERVAL '3' DAY,"
            + " saved_day = saved_day - 3");
    for (int i = 1; i <= WRITES; i++) {
      key.accept(i);
    }
    assertThat(storage.tokens(KEY).find("alice's")).isPresent();

    KeyStorage forgetting = storage.withSessionsForgotten(Duration.ofDays(2)).keys();
    for (int i = 1; i <= WRITES; i++) {
      forgetting.saveKey(new KeyStorage.StoredKey("key", null, Instant.EPOCH, null, null));
    }
    assertThat(storage.tokens(KEY).find("alice's")).isEmpty();
  }

  @Test
  @DisplayName("is over to the millisecond, and after a hundred years at most")
  void to_the_millisecond() {
    assertThat(Database.seconds(Duration.ofMillis(1_500))).isEqualTo(1.5);
    assertThat(Database.seconds(Duration.ofDays(36_526))).isEqualTo(36_525 * 86_400.0);
  }

  private static LoginReference login(String sid) {
    return new LoginReference(
        "https://id.example", Optional.of("alice"), Optional.of(sid), Instant.EPOCH);
  }

  private static StoredTokens tokens() {
    return new StoredTokens(
        1,
        Secret.of("access"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        AuthorizationDetails.none());
  }
}
