package io.crossauth.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.error.StorageException;
import io.crossauth.value.SealingKey;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("What is looked at before a server is first used")
@Execution(ExecutionMode.CONCURRENT)
class ServerCheckTest {

  private static final SealingKey KEY = SealingKey.ephemeral();

  private final RedisProcess server = RedisProcess.start("--maxmemory-policy", "allkeys-lru");
  private final StatefulRedisConnection<String, String> line = Backend.connect(server.uri());
  private final RedisCommands<String, String> admin = line.sync();
  private final Watched watched = new Watched(LettuceCalls.over(line), false);
  private final RedisStorage storage = RedisStorage.in(watched);

  @AfterEach
  void close() {
    line.close();
    server.close();
  }

  private static void misconfigured(RedisStorage which, String text) {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> which.tokens(KEY).find("a"))
        .withMessageContaining(text)
        .satisfies(e -> assertThat(e.code()).isEqualTo("store.refused"))
        .satisfies(e -> assertThat(e.retryable()).isFalse());
  }

  private void forbid(String... rights) {
    List<String> words = new ArrayList<>(List.of("SETUSER", "default", "on", "nopass", "+@all"));
    words.addAll(List.of(rights));
    List<String> done =
        watched.command("a", concat("ACL", words), java.time.Duration.ofSeconds(30));
    assertThat(done).containsExactly("OK");
  }

  private static List<String> concat(String first, List<String> rest) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(rest);
    return all;
  }

  @Test
  @DisplayName("attack 10: a server that evicts keys is refused, until it does so no more")
  void a_server_that_evicts_keys_is_refused() {
    misconfigured(storage, "expected maxmemory-policy noeviction, found allkeys-lru");
    misconfigured(storage, "withoutEvictionCheck()");
    admin.configSet("maxmemory-policy", "noeviction");

    assertThat(storage.tokens(KEY).find("a")).isEmpty();
  }

  @Test
  void it_is_looked_at_once_for_all_stores_of_a_storage() {
    admin.configSet("maxmemory-policy", "noeviction");
    assertThat(storage.tokens(KEY).find("a")).isEmpty();
    assertThat(watched.names()).contains("INFO");
    assertThat(storage.tokens(KEY).find("a")).isEmpty();
    assertThat(storage.keys().getKey("a")).isEmpty();

    assertThat(watched.names()).doesNotContain("INFO");
  }

  @Test
  void a_server_that_hides_info_is_asked_for_its_configuration() {
    forbid("-info");
    misconfigured(storage, "found allkeys-lru");
  }

  @Test
  @DisplayName("a server that hides both is refused, unless the program says that it may")
  void a_server_that_hides_both_is_refused() {
    forbid("-info", "-config");
    misconfigured(storage, "found that the server does not show it");

    assertThat(storage.withoutEvictionCheck().tokens(KEY).find("a")).isEmpty();
  }

  @Test
  @DisplayName("of a cluster, each primary is looked at")
  void each_primary_of_a_cluster_is_looked_at() {
    assertThat(RedisStorage.in(Backend.cluster()).tokens(KEY).find("a")).isEmpty();
    RedisCommands<String, String> last = Backend.ownClusterAdmins().get(2);
    last.configSet(Map.of("maxmemory-policy", "volatile-ttl"));

    misconfigured(RedisStorage.in(Backend.ownCluster()), "found volatile-ttl");
  }

  @Test
  void min_replicas_are_looked_at_where_that_was_asked_for() {
    RedisStorage two = storage.withoutEvictionCheck().withMinReplicas(2);
    admin.configSet("min-replicas-to-write", "1");
    misconfigured(two, "expected min-replicas-to-write of 2 at least, found 1");

    admin.configSet("min-replicas-to-write", "2");
    assertThat(two.tokens(KEY).find("a")).isEmpty();
    // Which the server then holds its clients to.
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> two.tokens(KEY).put("a", Tokens.version(1)))
        .withMessageContaining("NOREPLICAS")
        .satisfies(e -> assertThat(e.code()).isEqualTo("store.failed"));
  }

  @Test
  @DisplayName("slots are those of the cluster specification")
  void slots_are_those_of_the_specification() {
    assertThat(Nodes.slot("123456789")).isEqualTo(0x31c3);
    assertThat(Nodes.slot("")).isZero();
    for (String key : List.of("a", "foo", "crossauth")) {
      assertThat((long) Nodes.slot(key))
          .isEqualTo(Backend.clusterAdmins().get(0).clusterKeyslot(key));
    }
  }
}
