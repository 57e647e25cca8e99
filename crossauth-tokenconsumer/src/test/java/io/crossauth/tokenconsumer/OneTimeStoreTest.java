package io.crossauth.tokenconsumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.error.StorageException;
import io.crossauth.testing.FakeTime;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The memory of what is used once")
class OneTimeStoreTest {

  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final int MOST = 1_000;

  private final FakeTime time = FakeTime.create();
  private final OneTimeStore store = OneTimeStore.inMemory(time.platform(), MOST);

  private boolean login(String client, String id) {
    return store.firstUse(OneTimeStore.LOGIN, client, id, LIFE);
  }

  @Test
  void tells_the_first_use_from_all_others() {
    assertThat(login("web", "a")).isTrue();
    assertThat(login("web", "a")).isFalse();
    assertThat(login("web", "b")).isTrue();
    assertThat(store.firstUse(OneTimeStore.LOGOUT, "web", "a", LIFE)).isTrue();
    assertThat(login("other", "a")).isTrue();
    assertThat(login("webb", "")).isTrue();
    assertThat(login("we", "bb")).isTrue();
  }

  @Test
  void gives_it_to_one_of_many_threads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<Boolean> use = () -> login("web", "a");
      int winners = 0;
      for (Future<Boolean> one : threads.invokeAll(Stream.generate(() -> use).limit(64).toList())) {
        winners += one.get() ? 1 : 0;
      }
      assertThat(winners).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {OneTimeStore.LOGIN, OneTimeStore.LOGOUT, OneTimeStore.DPOP, "own"})
  @DisplayName("attack 5: after 160,000 uses, a further one is remembered")
  void remembers_the_newest(String kind) {
    for (int i = 0; i < 160_000; i++) {
      assertThat(store.firstUse(kind, "web", "flood " + i, LIFE)).isTrue();
    }
    assertThat(store.firstUse(kind, "web", "alice's", LIFE)).isTrue();
    assertThat(store.firstUse(kind, "web", "alice's", LIFE)).isFalse();
    for (int i = 160_000 - MOST + 1; i < 160_000; i++) {
      assertThat(store.firstUse(kind, "web", "flood " + i, LIFE)).isFalse();
    }
  }

  @Test
  @DisplayName("attack 5: a flood of one owner does not push out what others have used")
  void keeps_the_uses_of_others() {
    for (int i = 0; i < 100; i++) {
      assertThat(login("client " + i % 5, "honest " + i)).isTrue();
    }
    for (int i = 0; i < 10 * MOST; i++) {
      assertThat(login("evil", "flood " + i)).isTrue();
    }
    for (int i = 0; i < 100; i++) {
      assertThat(login("client " + i % 5, "honest " + i)).isFalse();
    }
  }

  @Test
  @DisplayName("attack 5: a flood of one kind does not push out another kind")
  void keeps_the_other_kinds() {
    assertThat(login("web", "alice's")).isTrue();
    for (int i = 0; i < 10 * MOST; i++) {
      assertThat(store.firstUse(OneTimeStore.DPOP, "web", "proof " + i, LIFE)).isTrue();
    }
    assertThat(login("web", "alice's")).isFalse();
  }

  @Test
  @DisplayName("attack 5: owners without number share the space as well")
  void has_space_for_the_newest_of_many_owners() {
    for (int i = 0; i < 20 * MOST; i++) {
      assertThat(login("owner " + i, "a")).isTrue();
      assertThat(login("owner " + i, "a")).isFalse();
    }
  }

  @Test
  @DisplayName("attack 5: a memory that must not forget refuses, and says so")
  void refuses_where_it_must_not_forget() {
    OneTimeStore strict = OneTimeStore.inMemoryForgettingNothing(time.platform(), 3);
    for (int i = 0; i < 3; i++) {
      assertThat(strict.firstUse("login", "web", "login " + i, LIFE)).isTrue();
    }
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> strict.firstUse("login", "web", "one more", LIFE))
        .withMessageContaining("3 of this kind")
        .satisfies(e -> assertThat(e.code()).isEqualTo("store.full"))
        .satisfies(e -> assertThat(e.retryable()).isTrue());
    assertThat(strict.firstUse("login", "web", "login 0", LIFE)).isFalse();
    assertThat(strict.firstUse("logout", "web", "login 0", LIFE)).isTrue();

    time.advance(LIFE);
    assertThat(strict.firstUse("login", "web", "one more", LIFE)).isTrue();
  }

  @Test
  void forgets_what_is_over_whatever_is_before_it() {
    OneTimeStore strict = OneTimeStore.inMemoryForgettingNothing(time.platform(), 3);
    assertThat(strict.firstUse("login", "web", "long", Duration.ofDays(1))).isTrue();
    for (int i = 0; i < 100; i++) {
      assertThat(strict.firstUse("login", "web", "short " + i, LIFE)).isTrue();
      time.advance(LIFE.dividedBy(2));
    }
    assertThat(strict.firstUse("login", "web", "long", LIFE)).isFalse();
  }

  @ParameterizedTest(name = "attack 10: a date that jumps by {0} makes it forget nothing")
  @ValueSource(strings = {"PT9H", "P365D", "-PT5M", "-PT9H", "-P365D"})
  void forgets_only_when_both_clocks_say_so(Duration jump) {
    AtomicReference<Duration> off = new AtomicReference<>(Duration.ZERO);
    InstantSource date = () -> time.instant().plus(off.get());
    OneTimeStore jumping =
        OneTimeStore.inMemory(time.platform().withClock(date.withZone(ZoneOffset.UTC)), MOST);
    assertThat(jumping.firstUse("login", "web", "a", LIFE)).isTrue();
    off.set(jump);
    if (jump.isNegative()) {
      time.advance(LIFE);
    }
    assertThat(jumping.firstUse("login", "web", "a", LIFE)).isFalse();
    time.advance(LIFE.plus(jump.abs()));
    assertThat(jumping.firstUse("login", "web", "a", LIFE)).isTrue();
  }

  @Test
  void takes_any_time_and_must_remember_something() {
    for (Duration time : List.of(Duration.ofSeconds(Long.MAX_VALUE), Duration.ofDays(366_000))) {
      assertThat(store.firstUse("login", "web", "of " + time, time)).isTrue();
      assertThat(store.firstUse("login", "web", "of " + time, time)).isFalse();
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OneTimeStore.inMemory(time.platform(), 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OneTimeStore.inMemoryForgettingNothing(time.platform(), -1));
  }
}
