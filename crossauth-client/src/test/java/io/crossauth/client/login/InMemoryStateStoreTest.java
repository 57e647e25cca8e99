package io.crossauth.client.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testing.FakeTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The memory of logins that have had their callback")
class InMemoryStateStoreTest {

  private final FakeTime time = FakeTime.create();
  private final AuthorizationStateStore store = AuthorizationStateStore.inMemory(time);

  @Test
  void gives_each_login_one_callback() {
    assertThat(store.take("a", PendingLogin.LIFETIME)).isTrue();
    assertThat(store.take("a", PendingLogin.LIFETIME)).isFalse();
    assertThat(store.take("b", PendingLogin.LIFETIME)).isTrue();
  }

  @Test
  void remembers_at_least_as_long_as_a_login_can_live() {
    store.take("a", PendingLogin.LIFETIME);
    time.advance(PendingLogin.LIFETIME.plus(Duration.ofMinutes(1)));

    assertThat(store.take("a", PendingLogin.LIFETIME)).isFalse();
  }

  @Test
  void gives_it_to_one_of_many_threads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<Boolean> take = () -> store.take("a", PendingLogin.LIFETIME);
      List<Future<Boolean>> taken =
          threads.invokeAll(Stream.generate(() -> take).limit(64).toList());

      int winners = 0;
      for (Future<Boolean> one : taken) {
        winners += one.get() ? 1 : 0;
      }
      assertThat(winners).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }
}
