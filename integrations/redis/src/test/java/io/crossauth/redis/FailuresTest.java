package io.crossauth.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.error.StorageException;
import io.crossauth.value.SealingKey;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A failure of Redis")
@Execution(ExecutionMode.CONCURRENT)
class FailuresTest {

  private static final SealingKey KEY = SealingKey.ephemeral();

  private static RedisStorage failing(RuntimeException failure) {
    RedisCalls calls =
        (key, words, limit) -> {
          throw failure;
        };
    return RedisStorage.in(calls).withoutEvictionCheck();
  }

  private static void fails(ThrowingCallable call, String code, boolean retryable, String text) {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(call)
        .withMessageStartingWith("redis: expected ")
        .withMessageContaining(text)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(e -> assertThat(e.retryable()).isEqualTo(retryable));
  }

  @ParameterizedTest(name = "node 11 {0} is {1}, worth another try: {2}")
  @CsvSource({
    "LOADING Redis is loading the dataset in memory, store.failed, true",
    "READONLY You can't write against a read only replica., store.failed, true",
    "MASTERDOWN Link with MASTER is down, store.failed, true",
    "CLUSTERDOWN The cluster is down, store.failed, true",
    "TRYAGAIN Multiple keys request during rehashing of slot, store.failed, true",
    "NOREPLICAS Not enough good replicas to write., store.failed, true",
    "MISCONF Redis is configured to save RDB snapshots, store.failed, true",
    "BUSY Redis is busy running a script., store.failed, true",
    "ERR max number of clients reached, store.failed, true",
    "OOM command not allowed when used memory > 'maxmemory'., store.full, true",
    "WRONGTYPE Operation against a key, store.unreadable, false",
    "NOPERM this user has no permissions, store.refused, false",
    "NOAUTH Authentication required., store.refused, false",
    "WRONGPASS invalid username-password pair, store.refused, false",
    "ERR unknown command 'EVALSHA', store.refused, false",
    "Connection closed, store.failed, true",
    "null, store.failed, true",
  })
  void has_a_kind(String message, String code, boolean retryable) {
    RuntimeException plain = new IllegalStateException(message);
    for (RuntimeException failure :
        List.of(plain, new IllegalStateException("wrapped by a client", plain))) {
      String word = message.split(" ", 2)[0];
      String text = word.matches("[A-Z]+") ? "the error " + word : "is the server away";
      fails(() -> failing(failure).tokens(KEY).find("a"), code, retryable, text);
    }
  }

  @Test
  void never_quotes_what_was_sent() {
    RuntimeException quoting =
        new IllegalStateException("ERR unknown command, with args beginning with: canary");

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> failing(quoting).tokens(KEY).find("a"))
        .withMessageNotContaining("canary")
        .withNoCause();
  }

  @Test
  void of_a_user_without_the_right_is_permanent() {
    try (RedisProcess server = RedisProcess.start()) {
      var line = Backend.connect(server.uri());
      var admin = line.sync();
      assertThat(
              admin.dispatch(
                  new Keyword("ACL"),
                  new FlatOutput(io.lettuce.core.codec.StringCodec.UTF8),
                  new RoutedArgs(
                      "a",
                      List.of("SETUSER", "default", "on", "nopass", "+@all", "-evalsha", "-eval"))))
          .contains("OK");
      RedisStorage storage = RedisStorage.in(LettuceCalls.over(line));

      fails(() -> storage.tokens(KEY).find("a"), "store.refused", false, "NOPERM");
    }
  }

  @Test
  @DisplayName("a user with the rights of the page can do all that is done")
  void a_user_with_the_rights_of_the_page() {
    try (RedisProcess server = RedisProcess.start()) {
      var line = Backend.connect(server.uri());
      var admin = line.sync();
      List<String> rights =
          List.of(
              ("SETUSER default reset on nopass ~crossauth:* +eval +evalsha +get +set +del +exists"
                      + " +pttl +pexpire +pexpireat +persist +time +zadd +zrem +zrangebyscore"
                      + " +zremrangebyscore +info +ping +hello +client")
                  .split(" "));
      var unused =
          admin.dispatch(
              new Keyword("ACL"),
              new FlatOutput(io.lettuce.core.codec.StringCodec.UTF8),
              new RoutedArgs("a", rights));
      RedisStorage storage = RedisStorage.in(LettuceCalls.over(line));

      EveryCall.make(storage);
    }
  }

  @Test
  void of_a_server_without_memory_is_one_of_space() {
    try (RedisProcess server = RedisProcess.start("--maxmemory", "1mb")) {
      RedisStorage storage = RedisStorage.in(LettuceCalls.over(Backend.connect(server.uri())));

      fails(
          () -> storage.oneTime().firstUse("login", "web", "a", Duration.ofMinutes(1)),
          "store.full",
          true,
          "OOM");
    }
  }
}
