package io.crossauth.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.session.TokenStore;
import io.crossauth.error.StorageException;
import io.crossauth.value.SealingKey;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("A store of sessions in Redis")
@Execution(ExecutionMode.CONCURRENT)
class RedisTokenStoreTest {

  private static final SealingKey KEY = SealingKey.ephemeral();
  private static final Duration TTL = Duration.ofSeconds(40);
  private static final Duration REST = Duration.ofDays(3);
  private static final String SESSION = "canary-session";

  private final RedisCommands<String, String> server = Backend.admin();
  private final String prefix = Backend.freshPrefix();
  private final String record = prefix + ":session:{" + Names.of(SESSION) + "}";
  private final Watched watched = new Watched(Backend.calls(), false);
  private final TokenStore store = storage(watched).tokens(KEY);

  private RedisStorage storage(RedisCalls calls) {
    return RedisStorage.in(calls).withPrefix(prefix).withSessionsForgotten(REST);
  }

  @Test
  void keeps_no_token_and_no_name_in_clear() {
    store.put(SESSION, Tokens.version(1));
    assertThat(store.lease(SESSION, TTL)).isPresent();

    assertThat(server.keys(prefix + "*")).hasSize(2);
    for (String key : server.keys(prefix + "*")) {
      assertThat(key + server.get(key)).doesNotContain("canary");
    }
  }

  @Test
  @DisplayName("seals as every back end does, so that the record names format and key")
  void seals_as_every_back_end_does() {
    store.put(SESSION, Tokens.version(7));

    assertThat(server.get(record)).startsWith("1 7 1." + KEY.name() + ".");
  }

  @Test
  void a_session_that_another_key_has_sealed_names_a_wrong_setting() {
    store.put(SESSION, Tokens.version(1));

    TokenStore other = storage(watched).tokens(SealingKey.ephemeral());
    assertFails("store.unknown_key", () -> other.find(SESSION));
    assertThat(storage(watched).tokens(SealingKey.ephemeral(), KEY).find(SESSION)).isPresent();
  }

  @Test
  void a_record_of_a_later_version_is_unreadable() {
    for (String text : List.of("2 7 1.x.y", "1", "", "1 7 1.x.y")) {
      server.set(record, text);
      assertUnreadable(() -> store.find(SESSION));
    }
  }

  @Test
  void a_key_of_another_type_is_unreadable() {
    server.rpush(record, "another program's");

    assertUnreadable(() -> store.find(SESSION));
  }

  @Test
  @DisplayName("every key has an end")
  void every_key_has_an_end() {
    store.put(SESSION, Tokens.version(1));
    TokenStore.Lease lease = store.lease(SESSION, TTL).orElseThrow();
    assertThat(lease.save(Tokens.version(2))).isTrue();

    assertThat(server.pttl(record)).isBetween(REST.toMillis() - 60_000, REST.toMillis());
    // A lease that is over waits to be taken over, or for its holder's save.
    assertThat(server.pttl(record + ":lease")).isGreaterThan(REST.toMillis());
  }

  @Test
  @DisplayName("an end that use puts off is written once a minute at most")
  void an_end_that_use_puts_off_is_written_once_a_minute() {
    store.put(SESSION, Tokens.version(1));
    server.pexpire(record, REST.toMillis() - 50_000);
    assertThat(store.find(SESSION)).isPresent();
    assertThat(server.pttl(record)).isLessThanOrEqualTo(REST.toMillis() - 50_000);

    server.pexpire(record, REST.toMillis() - 61_000);
    assertThat(store.find(SESSION)).isPresent();
    assertThat(server.pttl(record)).isGreaterThan(REST.toMillis() - 50_000);
  }

  @Test
  void a_short_rest_is_put_off_too() {
    Duration rest = Duration.ofSeconds(10);
    TokenStore quick = storage(watched).withSessionsForgotten(rest).tokens(KEY);
    quick.put(SESSION, Tokens.version(1));
    server.pexpire(record, 4_000);

    assertThat(quick.find(SESSION)).isPresent();
    assertThat(server.pttl(record)).isGreaterThan(5_000);
  }

  @Test
  @DisplayName("what is sent again, since the answer was lost, is told to have been done")
  void what_is_sent_again_has_been_done() {
    TokenStore twice = storage(new Watched(Backend.calls(), true)).tokens(KEY);
    twice.put(SESSION, Tokens.version(1));
    TokenStore.Lease lease = twice.lease(SESSION, TTL).orElseThrow();
    assertThat(lease.save(Tokens.version(2))).isTrue();
    Backend.pass(server, prefix, TTL.plusSeconds(1));
    String overdue = twice.overdue(SESSION).orElseThrow();
    TokenStore.Lease taken = twice.takeOver(SESSION, overdue, TTL).orElseThrow();
    assertThat(taken.saveAndClose(Tokens.version(3))).isTrue();

    assertThat(twice.find(SESSION)).contains(Tokens.version(3));
    assertThat(server.keys(prefix + "*:lease")).isEmpty();
  }

  @Test
  @DisplayName("node 10 a renewal is four calls, each one round trip, with the caller's own look")
  void a_renewal_is_four_calls() {
    store.put(SESSION, Tokens.version(1));
    assertThat(watched.names()).contains("INFO");

    assertThat(store.find(SESSION)).isPresent();
    TokenStore.Lease lease = store.lease(SESSION, TTL).orElseThrow();
    assertThat(store.find(SESSION)).isPresent();
    assertThat(lease.saveAndClose(Tokens.version(2))).isTrue();
    lease.close();

    List<String> names = watched.names().stream().filter(name -> !name.equals("EVAL")).toList();
    assertThat(names).containsExactly("EVALSHA", "EVALSHA", "EVALSHA", "EVALSHA");
  }

  @Test
  void a_script_that_the_server_does_not_know_is_sent_whole() {
    try (RedisProcess own = RedisProcess.start();
        var line = Backend.connect(own.uri())) {
      Watched calls = new Watched(LettuceCalls.over(line), false);
      TokenStore fresh = RedisStorage.in(calls).withoutEvictionCheck().tokens(KEY);
      assertThat(fresh.find(SESSION)).isEmpty();
      assertThat(calls.names()).containsExactly("EVALSHA", "EVAL");
      assertThat(fresh.find(SESSION)).isEmpty();
      assertThat(calls.names()).containsExactly("EVALSHA");

      assertThat(line.sync().scriptFlush()).isEqualTo("OK");
      assertThat(fresh.find(SESSION)).isEmpty();
      assertThat(calls.names()).containsExactly("EVALSHA", "EVAL");
    }
  }

  @Test
  void two_prefixes_keep_apart() {
    store.put(SESSION, Tokens.version(1));

    assertThat(storage(watched).withPrefix(prefix + "2").tokens(KEY).find(SESSION)).isEmpty();
  }

  private static void assertUnreadable(ThrowingCallable call) {
    assertFails("store.unreadable", call);
  }

  private static void assertFails(String code, ThrowingCallable call) {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(e -> assertThat(e.retryable()).isFalse());
  }
}
