package io.crossauth.tokenconsumer.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.TransportException;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A token that this program has fetched itself is no stranger's: it may have keys fetched for it.
 */
class FetchedTokenTest {

  private static final TestKey ONE = TestKeys.p256("one");
  private static final TestKey TWO = TestKeys.p256("two");
  private static final TestKey OTHER_ONE = TestKeys.p256("other").withKid("one");
  private static final Duration LEFT = Duration.ofSeconds(4);

  private final FakeTime time = FakeTime.create();
  private final Parked parked = new Parked(time);
  private final KeyServer server = new KeyServer(ONE);
  private final KeySet keys =
      KeySet.remote(KeyServer.URL)
          .transport(server)
          .platform(time.platform().withScheduler(parked))
          .lookWait(Duration.ofMillis(1))
          .build();

  private static KeyRequest named(String kid) {
    return KeyRequest.of(kid, "ES256");
  }

  private static boolean has(KeySet keys, String kid) {
    return !keys.candidates(named(kid)).isEmpty();
  }

  private void down() {
    server.answersWith(
        call -> {
          throw new TransportException(
              TransportException.Kind.TIMEOUT, KeyServer.URL, true, "nothing came", null);
        });
  }

  /** What a token may need that is not here. */
  private enum Need {
    NEW_NAME(TWO, keys -> keys.candidates(named("two"))),
    SAME_NAME(
        OTHER_ONE,
        keys -> keys.candidates(named("one").afterFailureOf(keys.candidates(named("one"))))),
    NO_NAME(TWO, keys -> keys.candidates(named(null).afterFailureOf(keys.candidates(named(null)))));

    private final TestKey rotated;
    private final Function<KeySet, List<VerificationKey>> ask;

    Need(TestKey rotated, Function<KeySet, List<VerificationKey>> ask) {
      this.rotated = rotated;
      this.ask = ask;
    }
  }

  @ParameterizedTest
  @EnumSource(Need.class)
  @DisplayName("case B10 it gets the new key by one fetch within its time")
  void ownFetch(Need need) {
    has(keys, "one");
    server.publishes(need.rotated);
    assertThat(need.ask.apply(keys.forFetchedToken(LEFT))).hasSize(1);
    assertThat(server.fetches()).isEqualTo(2);
    assertThat(server.call(1).timeout()).contains(LEFT);
    // For all who come after it.
    assertThat(has(keys, need.rotated.kid())).isTrue();
    assertThat(server.fetches()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Need.class)
  @DisplayName(
      "case B1 it does so while strangers make an attempt hang, and have used up all looks")
  void whileStrangersHang(Need need) {
    has(keys, "one");
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> has(keys, "bad")).isInstanceOf(TransportException.class);
    }
    assertThat(parked.size()).isEqualTo(1);
    parked.work();
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> has(keys, "bad")).isInstanceOf(TransportException.class);
    }
    assertThat(parked.size()).isEqualTo(1);
    int before = server.fetches();
    server.publishes(need.rotated);
    assertThat(need.ask.apply(keys.forFetchedToken(LEFT))).hasSize(1);
    assertThat(server.fetches()).isEqualTo(before + 1);
    // The attempt that hung has begun before: what it brings is older, and counts no more.
    server.publishes(ONE);
    time.advance(Duration.ofSeconds(1));
    assertThat(has(keys, need.rotated.kid())).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Need.class)
  @DisplayName("case B10 it fetches once: what is not there then is refused")
  void onlyOnce(Need need) {
    has(keys, "one");
    KeySet own = keys.forFetchedToken(LEFT);
    for (int i = 0; i < 3; i++) {
      assertThat(need.ask.apply(own)).isEmpty();
    }
    assertThat(server.fetches()).isEqualTo(2);
    assertThat(parked.size()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Need.class)
  @DisplayName("case B1 where nobody answers it is not refused: nobody can say")
  void nobodyAnswers(Need need) {
    has(keys, "one");
    down();
    assertThatThrownBy(() -> need.ask.apply(keys.forFetchedToken(LEFT)))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("nothing came");
    assertThat(server.fetches()).isEqualTo(2);
  }

  @Test
  @DisplayName(
      "case B1 its attempts take nothing from the looks of others, and do not hold them back")
  void apart() {
    has(keys, "one");
    for (int i = 0; i < 5; i++) {
      assertThat(has(keys.forFetchedToken(LEFT), "two")).isFalse();
    }
    server.publishes(TWO);
    assertThatThrownBy(() -> has(keys, "two")).isInstanceOf(TransportException.class);
    parked.work();
    assertThat(has(keys, "two")).isTrue();
  }

  @Test
  @DisplayName("case B1 without any keys it does not wait for the attempts of others")
  void withoutKeys() {
    assertThat(has(keys.forFetchedToken(LEFT), "one")).isTrue();
    assertThat(server.call(0).timeout()).contains(LEFT);
  }

  @Test
  @DisplayName("case B1 what is here serves it without a fetch")
  void nothingNeeded() {
    has(keys, "one");
    KeySet own = keys.forFetchedToken(LEFT);
    assertThat(has(own, "one")).isTrue();
    assertThat(own.version()).isSameAs(keys.version());
    assertThat(own.keyIds()).isEqualTo(keys.keyIds());
    assertThat(server.fetches()).isEqualTo(1);
    KeySet fixed = KeySet.ofJwks(TestKeys.jwks(ONE));
    assertThat(fixed.forFetchedToken(LEFT)).isSameAs(fixed);
  }

  @Test
  @DisplayName("case B1 when its time is over it is as good as any other's")
  void noTimeLeft() {
    has(keys, "one");
    KeySet late = keys.forFetchedToken(LEFT);
    time.advance(LEFT);
    assertThatThrownBy(() -> has(late, "two")).hasMessageContaining("PT0.001S");
    assertThat(server.fetches()).isEqualTo(1);
    assertThat(parked.size()).isEqualTo(1);
  }

  @Test
  @DisplayName("case B10 when its time is over it still gets what others' looks bring in time")
  void noTimeLeftButAKey() {
    has(keys, "one");
    KeySet late = keys.forFetchedToken(LEFT);
    time.advance(LEFT);
    server.publishes(TWO);
    parked.wakesUp();
    assertThat(has(late, "two")).isTrue();
    assertThat(server.call(1).timeout()).isEmpty();
  }

  @Test
  @DisplayName("case B1 a set that has been closed says so to it, too")
  void closed() {
    has(keys, "one");
    keys.close();
    assertThatThrownBy(() -> keys.forFetchedToken(LEFT)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(keys::version).isInstanceOf(IllegalStateException.class);
  }

  @Test
  @DisplayName("case B10 a crowd of logins after a rotation shares two fetches at most")
  void crowd() throws Exception {
    has(keys, "one");
    int threads = 50;
    CountDownLatch asked = new CountDownLatch(threads);
    server.answersWith(
        call -> {
          awaitAll(asked);
          return KeyServer.reply(200, TestKeys.jwks(ONE, TWO));
        });
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Boolean>> logins = new ArrayList<>();
      Callable<Boolean> login =
          () -> {
            KeySet own = keys.forFetchedToken(Duration.ofMinutes(1));
            asked.countDown();
            return has(own, "two");
          };
      for (int i = 0; i < threads; i++) {
        logins.add(pool.submit(login));
      }
      for (Future<Boolean> one : logins) {
        assertThat(one.get(30, TimeUnit.SECONDS)).isTrue();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(server.fetches()).isBetween(2, 3);
  }

  private static void awaitAll(CountDownLatch all) {
    try {
      assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
