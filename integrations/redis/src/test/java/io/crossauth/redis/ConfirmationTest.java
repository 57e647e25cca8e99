package io.crossauth.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.error.StorageException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By answers as servers of version 7.2 give them; those of 7.0 are real: ReplicasTest. */
@DisplayName("The confirmation of a write by disks")
class ConfirmationTest {

  private static final Duration LIMIT = Duration.ofSeconds(3);
  private static final Duration WITHIN = Duration.ofSeconds(2);

  /** A server whose WAITAOF answers so. */
  private static final class Server implements RedisCalls {

    private final List<String> answer;
    private final AtomicReference<List<String>> second = new AtomicReference<>(List.of());
    private final AtomicReference<Duration> limit = new AtomicReference<>(Duration.ZERO);

    Server(List<String> answer) {
      this.answer = answer;
    }

    @Override
    public List<String> command(String key, List<String> words, Duration time) {
      return List.of("1");
    }

    @Override
    public List<List<String>> commands(
        String key, List<String> first, List<String> next, Duration time) {
      second.set(next);
      limit.set(time);
      return List.of(List.of("1"), answer);
    }
  }

  private static boolean use(RedisCalls server, int replicas) {
    return RedisStorage.in(server)
        .withoutEvictionCheck()
        .withCallLimit(LIMIT)
        .withReplicasOnDisk(replicas, WITHIN)
        .oneTime()
        .firstUse("login", "web", "a", LIMIT);
  }

  @Test
  void is_asked_for_the_primary_and_the_replicas() {
    Server server = new Server(List.of("1", "2"));

    assertThat(use(server, 2)).isTrue();
    assertThat(server.second.get()).containsExactly("WAITAOF", "1", "2", "2000");
    assertThat(server.limit.get()).isEqualTo(LIMIT.plus(WITHIN));
  }

  @ParameterizedTest(name = "is missing if {0} primaries and {1} replicas have it")
  @CsvSource({"0, 2", "1, 1", "0, 0"})
  void is_missing(String primaries, String replicas) {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> use(new Server(List.of(primaries, replicas)), 2))
        .withMessageContaining("expected 2 replicas to confirm the write, found " + replicas)
        .satisfies(e -> assertThat(e.code()).isEqualTo("store.failed"));
  }

  @Test
  void needs_a_client_that_can_send_two_commands() {
    RedisCalls plain = (key, words, limit) -> List.of("1");

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> use(plain, 1))
        .withMessageContaining("RedisCalls.commands")
        .satisfies(e -> assertThat(e.code()).isEqualTo("store.refused"));
  }
}
