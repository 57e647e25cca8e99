package io.crossauth.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A storage in Redis")
class RedisStorageTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final RedisStorage storage =
      RedisStorage.in(
          (key, words, limit) -> {
            throw new AssertionError("nothing is asked of the server yet");
          });

  @Test
  void takes_limits_that_are_limits() {
    for (Duration limit : List.of(Duration.ZERO, Duration.ofNanos(1), Duration.ofMinutes(11))) {
      assertThatIllegalArgumentException().isThrownBy(() -> storage.withCallLimit(limit));
      assertThatIllegalArgumentException().isThrownBy(() -> storage.withReplicas(1, limit));
      assertThatIllegalArgumentException().isThrownBy(() -> storage.withReplicasOnDisk(1, limit));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> storage.withSessionsForgotten(Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> storage.withReplicas(0, SECOND));
    assertThatIllegalArgumentException().isThrownBy(() -> storage.withReplicasOnDisk(0, SECOND));
    assertThatIllegalArgumentException().isThrownBy(() -> storage.withMinReplicas(0));
  }

  @Test
  void takes_a_prefix_without_a_hash_tag() {
    for (String prefix : List.of("", "a b", "{a}", "x".repeat(65))) {
      assertThatIllegalArgumentException().isThrownBy(() -> storage.withPrefix(prefix));
    }
    assertThat(storage.withPrefix("shop.example:sessions_1")).isNotNull();
  }

  @Test
  void rounds_times_up_to_what_the_server_takes() {
    assertThat(Redis.millis(Duration.ofNanos(1))).isEqualTo("1");
    assertThat(Redis.millis(Duration.ofNanos(1_000_001))).isEqualTo("2");
    assertThat(Redis.millis(SECOND)).isEqualTo("1000");
    assertThat(Redis.millis(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)))
        .isEqualTo("3155760000000");
  }
}
