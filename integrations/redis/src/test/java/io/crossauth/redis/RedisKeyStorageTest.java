package io.crossauth.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.tokenconsumer.storage.KeyStorage;
import io.crossauth.tokenconsumer.storage.KeyStorage.StoredKey;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("A storage of keys in Redis")
@Execution(ExecutionMode.CONCURRENT)
class RedisKeyStorageTest {

  private static final Instant LATER = Instant.parse("2999-01-01T00:00:00.123Z");

  private final RedisCommands<String, String> server = Backend.admin();
  private final String prefix = Backend.freshPrefix();
  private final KeyStorage storage = RedisStorage.in(Backend.calls()).withPrefix(prefix).keys();

  private static StoredKey key(String value, @Nullable Instant expires) {
    return new StoredKey(value, "alice", Tokens.NOON, expires, null);
  }

  private String ofAlice() {
    return server.keys(prefix + ":user:*").get(0);
  }

  @Test
  void a_record_is_forgotten_at_its_end() {
    storage.saveKey(key("access:1", LATER));
    assertThat(server.pexpiretime(prefix + ":key:{" + Names.of("access:1") + "}"))
        .isEqualTo(LATER.toEpochMilli());

    storage.saveKey(key("access:1", Tokens.NOON));
    assertThat(storage.getKey("access:1")).isEmpty();
    assertThat(storage.getAllForUser("alice")).isEmpty();
  }

  @Test
  void a_list_of_a_user_lasts_as_long_as_its_longest_record() {
    storage.saveKey(key("access:1", LATER));
    storage.saveKey(key("access:2", LATER.minusSeconds(9)));
    assertThat(server.pexpiretime(ofAlice())).isEqualTo(LATER.toEpochMilli());
    storage.saveKey(key("access:3", LATER.plusSeconds(9)));
    assertThat(server.pexpiretime(ofAlice())).isEqualTo(LATER.plusSeconds(9).toEpochMilli());

    storage.saveKey(key("access:4", null));
    storage.saveKey(key("access:5", LATER));
    assertThat(server.pttl(ofAlice())).isEqualTo(-1);
    assertThat(storage.getAllForUser("alice")).hasSize(5);
  }

  @Test
  @DisplayName("a hint whose record is gone, or another by now, counts for nothing")
  void a_hint_without_its_record_counts_for_nothing() {
    storage.saveKey(key("access:1", LATER));
    String left = server.zrange(ofAlice(), 0, -1).get(0);
    storage.saveKey(new StoredKey("access:1", "bob", Tokens.NOON, LATER, null));
    server.zadd(prefix + ":user:{" + Names.of("alice") + "}", 1e14, left);

    assertThat(storage.getAllForUser("alice")).isEmpty();
    storage.deleteAllForUser("alice", "");
    assertThat(storage.getKey("access:1").orElseThrow().userid()).isEqualTo("bob");
    assertThat(storage.getAllForUser("bob")).hasSize(1);
  }

  @Test
  void hints_go_with_their_records() {
    for (String value : List.of("access:1", "access:2", "refresh:1")) {
      storage.saveKey(key(value, LATER));
      storage.saveKey(key(value, LATER));
    }
    assertThat(server.zcard(ofAlice())).isEqualTo(3);
    assertThat(storage.deleteKey("access:1")).isTrue();
    storage.deleteAllForUser("alice", "refresh:");
    assertThat(server.zcard(ofAlice())).isEqualTo(1);
  }
}
