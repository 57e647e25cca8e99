package io.crossauth.client.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.platform.RandomSource;
import io.crossauth.value.Secret;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("attack 9: which clients exist is not told by the work of a check:")
class EqualWorkTest {

  private static final int TODAY = 3_000;
  private static final Secret RIGHT = Secret.of("right");
  private static final Secret WRONG = Secret.of("wrong");

  private final AtomicLong counted = new AtomicLong();
  private final ClientSecrets secrets =
      new ClientSecrets(
          TODAY,
          RandomSource.system(),
          (secret, salt, iterations) -> {
            counted.addAndGet(iterations);
            return SecretHash.derive(secret, salt, iterations);
          });

  @ParameterizedTest(name = "a hash of {0} iterations")
  @ValueSource(ints = {1_000, 1_001, 2_999, TODAY})
  @DisplayName("attack 9: a hash of fewer iterations costs what no hash costs")
  void fewer(int then) {
    assertThat(work(hash(then), WRONG))
        .isEqualTo(work(Optional.empty(), WRONG))
        .isEqualTo(work(hash(then), RIGHT))
        .isEqualTo(TODAY);
    assertThat(secrets.matches(hash(then), RIGHT)).isTrue();
    assertThat(secrets.matches(hash(then), WRONG)).isFalse();
    assertThat(secrets.matches(Optional.empty(), RIGHT)).isFalse();
  }

  @Test
  @DisplayName("attack 9: where a hash of more iterations was seen, all cost as much")
  void more() {
    assertThat(work(hash(5_000), WRONG)).isEqualTo(5_000);

    assertThat(work(Optional.empty(), WRONG)).isEqualTo(5_000);
    assertThat(work(hash(1_000), WRONG)).isEqualTo(5_000);
    assertThat(work(hash(TODAY), RIGHT)).isEqualTo(5_000);
  }

  @Test
  @DisplayName("attack 9: what is too long to be a secret costs nothing for any of them")
  void tooLong() {
    Secret huge = Secret.of("x".repeat(1_025));

    assertThat(work(hash(1_000), huge)).isZero();
    assertThat(work(Optional.empty(), huge)).isZero();
  }

  private long work(Optional<Secret> hash, Secret secret) {
    counted.set(0);
    boolean unused = secrets.matches(hash, secret);
    return counted.get();
  }

  private static Optional<Secret> hash(int iterations) {
    return Optional.of(SecretHash.of(RIGHT, iterations, RandomSource.system()).encoded());
  }
}
