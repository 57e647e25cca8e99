package io.crossauth.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.session.TokenStore;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.StorageException;
import io.crossauth.testkit.fault.FaultProxy;
import io.crossauth.tokenconsumer.OneTimeStore;
import io.crossauth.value.SealingKey;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A Redis server that is away, silent, or comes back")
@Execution(ExecutionMode.CONCURRENT)
@Timeout(120)
class OutagesTest {

  private static final SealingKey KEY = SealingKey.ephemeral();
  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration TTL = Duration.ofSeconds(40);

  private final RedisProcess server =
      RedisProcess.start("--appendonly", "yes", "--appendfsync", "always");
  private final StatefulRedisConnection<String, String> line = Backend.connect(server.uri());
  private final RedisStorage storage =
      RedisStorage.in(LettuceCalls.over(line)).withCallLimit(Duration.ofSeconds(30));
  private final RedisStorage hasty = storage.withCallLimit(LIMIT);

  @AfterEach
  void close() {
    server.resume();
    line.close();
    server.close();
  }

  private static void call(RedisStorage storage, String what) {
    TokenStore tokens = storage.tokens(KEY);
    switch (what) {
      case "find" -> tokens.find("alice's");
      case "put" -> tokens.put("alice's", Tokens.version(1));
      case "remove" -> tokens.remove("alice's");
      case "lease" -> tokens.lease("alice's", TTL);
      case "overdue" -> tokens.overdue("alice's");
      case "takeOver" -> tokens.takeOver("alice's", "fence", TTL);
      case "oneTime" -> storage.oneTime().firstUse(OneTimeStore.LOGIN, "web", "a", TTL);
      case "keys" -> storage.keys().getKey("access:1");
      default -> storage.sessionIndex(KEY).end(Tokens.login("alice", "sid"), TTL);
    }
  }

  private void failsInTime(RedisStorage which, String what) {
    long begin = System.nanoTime();
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> call(which, what))
        .withMessageContaining("is the server away")
        .satisfies(e -> assertThat(e.code()).isEqualTo("store.failed"))
        .satisfies(e -> assertThat(e.retryable()).isTrue());
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
  }

  private void awaitAnswer() {
    boolean answered = false;
    while (!answered) {
      try {
        call(hasty, "find");
        answered = true;
      } catch (StorageException e) {
        Thread.onSpinWait();
      }
    }
  }

  @ParameterizedTest(name = "node 6 {0} ends within its limit while the server is stopped")
  @ValueSource(
      strings = {
        "find",
        "put",
        "remove",
        "lease",
        "overdue",
        "takeOver",
        "oneTime",
        "keys",
        "index"
      })
  void ends_within_its_limit(String what) {
    call(storage, what);
    server.pause();
    failsInTime(hasty, what);
    server.resume();
    call(storage, what);
  }

  @Test
  @DisplayName("node 6 the first call, which looks at the server, ends within its limit too")
  void the_first_call_ends_within_its_limit() {
    server.pause();
    failsInTime(hasty, "find");
  }

  @Test
  @DisplayName("node 6 a line that carries nothing back, or is cut, is a failure that may pass")
  void a_line_that_carries_nothing_back() {
    try (FaultProxy proxy = FaultProxy.to("127.0.0.1", server.port())) {
      var by = Backend.connect("redis://127.0.0.1:" + proxy.port());
      RedisStorage far = RedisStorage.in(LettuceCalls.over(by)).withCallLimit(LIMIT);
      proxy.hang();
      failsInTime(far, "find");
      proxy.refuse();
      failsInTime(far, "find");
      failsInTime(far, "lease");
      by.close();
    }
  }

  @Test
  @DisplayName("W-14 what was confirmed outlives a kill, with appendfsync always")
  void what_was_confirmed_outlives_a_kill() {
    TokenStore tokens = storage.tokens(KEY);
    tokens.put("alice's", Tokens.version(1));
    TokenStore.Lease lease = tokens.lease("alice's", TTL).orElseThrow();
    call(storage, "oneTime");

    server.kill();
    failsInTime(hasty, "find");
    server.startAgain();
    awaitAnswer();

    assertThat(tokens.find("alice's")).contains(Tokens.version(1));
    assertThat(tokens.lease("alice's", TTL)).isEmpty();
    assertThat(storage.oneTime().firstUse(OneTimeStore.LOGIN, "web", "a", TTL)).isFalse();
    assertThat(lease.saveAndClose(Tokens.version(2))).isTrue();
  }

  @Test
  @DisplayName("what was given up while the line was cut is not done when it is back")
  void what_was_given_up_is_not_done_later() {
    try (FaultProxy proxy = FaultProxy.to("127.0.0.1", server.port());
        var by = Backend.connect("redis://127.0.0.1:" + proxy.port())) {
      RedisStorage far = RedisStorage.in(LettuceCalls.over(by)).withCallLimit(LIMIT);
      // The server knows the script from now on.
      call(storage, "put");
      call(storage, "remove");
      proxy.refuse();
      failsInTime(far.withoutEvictionCheck(), "put");
      // What was sent over a connection that is still to be refused cannot be taken back.
      int before = proxy.connections();
      while (proxy.connections() < before + 2) {
        Thread.onSpinWait();
      }
      proxy.pass();
      String answer = "";
      while (!answer.equals("PONG")) {
        answer = pong(by);
      }

      assertThat(storage.tokens(KEY).find("alice's")).isEmpty();
    }
  }

  private static String pong(StatefulRedisConnection<String, String> line) {
    try {
      return line.sync().ping();
    } catch (RedisException e) {
      return "";
    }
  }

  @Test
  @DisplayName("W-14 a holder saves nothing into a server that has lost its lease")
  void a_holder_saves_nothing_without_its_lease() {
    TokenStore tokens = storage.tokens(KEY);
    tokens.put("alice's", Tokens.version(1));
    TokenStore.Lease lease = tokens.lease("alice's", TTL).orElseThrow();
    // As after a failover to a replica that had the session, and not the lease.
    Backend.admin(server).del("crossauth:session:{" + Names.of("alice's") + "}:lease");

    assertThat(lease.save(Tokens.version(2))).isFalse();
    TokenStore.Lease other = tokens.lease("alice's", TTL).orElseThrow();
    assertThat(lease.saveAndClose(Tokens.version(2))).isFalse();
    lease.close();
    assertThat(other.saveAndClose(Tokens.version(2))).isTrue();
  }

  @Test
  void an_interrupted_thread_gets_its_interruption_back() {
    call(storage, "find");
    server.pause();
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedCallException.class)
        .isThrownBy(() -> call(storage, "find"));
    assertThat(Thread.interrupted()).isTrue();
  }
}
