package io.crossauth.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.session.TokenStore;
import io.crossauth.error.StorageException;
import io.crossauth.value.SealingKey;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import redis.clients.jedis.RedisClient;

@DisplayName("A Redis server with a replica")
@Execution(ExecutionMode.CONCURRENT)
@Timeout(120)
class ReplicasTest {

  private static final SealingKey KEY = SealingKey.ephemeral();
  private static final Duration TTL = Duration.ofSeconds(40);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(200);

  private final RedisProcess primary = RedisProcess.start("--repl-diskless-sync-delay", "0");
  private final RedisProcess replica =
      RedisProcess.start("--replicaof", "127.0.0.1 " + primary.port());
  private final StatefulRedisConnection<String, String> line = Backend.connect(primary.uri());
  private final StatefulRedisConnection<String, String> second = Backend.connect(replica.uri());
  private final RedisCommands<String, String> other = second.sync();
  private final Watched watched = new Watched(LettuceCalls.over(line), false);
  private final RedisStorage storage = RedisStorage.in(watched).withCallLimit(LONG);

  ReplicasTest() {
    while (!other.info("replication").contains("master_link_status:up")) {
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void close() {
    replica.resume();
    line.close();
    second.close();
    replica.close();
    primary.close();
  }

  @Test
  @DisplayName("a write that was waited for is there when the replica takes over")
  void a_write_that_was_waited_for_is_there() {
    RedisStorage waiting = storage.withReplicas(1, LONG);
    TokenStore tokens = waiting.tokens(KEY);
    tokens.put("alice's", Tokens.version(1));
    TokenStore.Lease lease = tokens.lease("alice's", TTL).orElseThrow();
    assertThat(lease.save(Tokens.version(2))).isTrue();
    assertThat(watched.names()).contains("WAIT").doesNotContain("WAITAOF");

    primary.kill();
    other.replicaofNoOne();
    TokenStore after = RedisStorage.in(LettuceCalls.over(second)).tokens(KEY);
    assertThat(after.find("alice's")).contains(Tokens.version(2));
    assertThat(after.lease("alice's", TTL)).isEmpty();
  }

  @Test
  void a_write_that_no_replica_confirms_fails_although_it_is_done() {
    replica.pause();

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(
            () -> storage.withReplicas(1, SHORT).tokens(KEY).put("alice's", Tokens.version(1)))
        .withMessageContaining("expected 1 replicas to confirm the write, found 0")
        .satisfies(e -> assertThat(e.retryable()).isTrue());
    assertThat(storage.tokens(KEY).find("alice's")).isPresent();
  }

  @Test
  void a_read_waits_for_no_replica() {
    storage.withReplicas(1, LONG).tokens(KEY).put("alice's", Tokens.version(1));
    watched.names();
    replica.pause();

    assertThat(storage.withReplicas(1, LONG).tokens(KEY).find("alice's")).isPresent();
    assertThat(watched.names()).doesNotContain("WAIT");
  }

  @Test
  @DisplayName("on disk is asked for by WAITAOF, and by WAIT of a server that does not know it")
  void on_disk_is_asked_for_by_waitaof() {
    TokenStore tokens = storage.withReplicasOnDisk(1, LONG).tokens(KEY);
    tokens.put("alice's", Tokens.version(1));
    assertThat(watched.names()).contains("WAITAOF", "WAIT");

    tokens.put("alice's", Tokens.version(2));
    assertThat(watched.names()).contains("WAIT").doesNotContain("WAITAOF");
  }

  @Test
  @DisplayName("Jedis can wait too, on one connection")
  void jedis_can_wait_too() {
    try (RedisClient jedis = RedisClient.create("127.0.0.1", primary.port())) {
      RedisStorage by = RedisStorage.in(new JedisCalls(jedis));
      by.withReplicas(1, LONG).tokens(KEY).put("alice's", Tokens.version(1));
      replica.pause();

      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> by.withReplicas(1, SHORT).tokens(KEY).put("alice's", Tokens.version(2)))
          .withMessageContaining("found 0");
    }
  }

  @Test
  @DisplayName("all is asked of the primary, whatever the connection reads from")
  void all_is_asked_of_the_primary() {
    List<RedisURI> both = List.of(RedisURI.create(primary.uri()), RedisURI.create(replica.uri()));
    try (var reads = Backend.connect(both)) {
      reads.setReadFrom(ReadFrom.REPLICA);
      RedisStorage reading = RedisStorage.in(LettuceCalls.over(reads)).withCallLimit(LONG);
      reading.tokens(KEY).put("alice's", Tokens.version(1));
      replica.pause();

      assertThat(reading.tokens(KEY).find("alice's")).isPresent();
      assertThat(reading.tokens(KEY).overdue("alice's")).isEmpty();
      assertThat(reading.keys().getAllForUser("alice")).isEmpty();
    }
  }

  @Test
  @DisplayName("node 11 a connection that goes to a replica by now says so")
  void a_connection_to_a_replica_says_so() {
    RedisStorage wrong = RedisStorage.in(LettuceCalls.over(second));

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> wrong.tokens(KEY).put("alice's", Tokens.version(1)))
        .withMessageContaining("READONLY")
        .withMessageContaining("failover")
        .satisfies(e -> assertThat(e.retryable()).isTrue());
  }
}
