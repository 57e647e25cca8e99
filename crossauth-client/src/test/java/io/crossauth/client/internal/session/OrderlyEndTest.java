package io.crossauth.client.internal.session;

import static io.crossauth.client.internal.session.SessionScene.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.testing.Given;
import io.crossauth.client.testing.Together;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.StorageException;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
@DisplayName("The orderly end of a manager of sessions")
class OrderlyEndTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final SessionScene scene = new SessionScene();
  private final TokenManager manager = scene.manager;

  static Stream<Arguments> ends() {
    BiFunction<SessionScene, TokenManager, Boolean> drain = (s, m) -> m.drain(LONG);
    BiFunction<SessionScene, TokenManager, Boolean> close =
        (s, m) -> {
          m.close();
          return true;
        };
    BiFunction<SessionScene, TokenManager, Boolean> client =
        (s, m) -> s.open.drain(LONG, s.time.platform());
    return Stream.of(
        Arguments.of("drain", drain), Arguments.of("close", close), Arguments.of("client", client));
  }

  @ParameterizedTest(name = "node 1: {0} awaits a renewal that has presented, though nobody waits")
  @MethodSource("ends")
  void awaits_what_has_presented(String name, BiFunction<SessionScene, TokenManager, Boolean> end)
      throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    scene.serverWaitsFor(gate);
    scene.renewInTheBackground();

    Together.Call<Boolean> ended = Together.start(() -> end.apply(scene, manager)).awaitWaiting();
    assertThat(ended.result()).isNotDone();
    gate.countDown();
    assertThat(ended.get()).isTrue();

    assertThat(scene.stored().refreshToken()).contains(Secret.of("rt-1"));
    assertThat(scene.store.lease(SESSION, LONG)).isPresent();
    assertThat(manager.unsaved()).isZero();
  }

  @Test
  @DisplayName("node 1: loses none of ten sessions whose renewals run")
  void loses_none_of_ten() throws Exception {
    for (int i = 0; i < 10; i++) {
      manager.signedIn("s-" + i, Given.tokens(scene.time, "at", "rt-s" + i));
    }
    CountDownLatch gate = new CountDownLatch(1);
    scene.serverWaitsFor(gate);
    scene.time.advance(Duration.ofSeconds(291));
    for (int i = 0; i < 10; i++) {
      assertThat(manager.accessToken("s-" + i)).isEqualTo(Secret.of("at"));
    }
    SessionScene.until(() -> scene.presented.size() == 10);

    Together.Call<Boolean> ended = Together.start(() -> manager.drain(LONG)).awaitWaiting();
    gate.countDown();
    assertThat(ended.get()).isTrue();
    for (int i = 0; i < 10; i++) {
      assertThat(manager.tokens("s-" + i).orElseThrow().refreshToken().orElseThrow())
          .isNotEqualTo(Secret.of("rt-s" + i));
    }
  }

  @Test
  @DisplayName("node 1: presents nothing any more, though the lease is taken")
  void presents_nothing_any_more() {
    scene.beforeFirstByte = () -> assertThat(manager.drain(Duration.ZERO)).isFalse();
    scene.expire();

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(scene::token)
        .satisfies(e -> assertThat(e.retryable()).isTrue());
    assertThat(scene.presented).isEmpty();
    // It has given its lease back.
    assertThat(scene.store.lease(SESSION, LONG)).isPresent();
    assertThat(manager.drain(LONG)).isTrue();
  }

  @Test
  @DisplayName("node 1: begins nothing any more, and gives out what lives")
  void begins_nothing_any_more() {
    manager.close();
    scene.time.advance(Duration.ofSeconds(291));
    assertThat(scene.token()).isEqualTo("at-0");
    scene.time.advance(Duration.ofSeconds(9));

    assertThatExceptionOfType(StorageException.class).isThrownBy(scene::token);
    assertThat(scene.presented).isEmpty();
    assertThat(scene.store.statements).doesNotContain("lease");
  }

  @Test
  @DisplayName("node 1: ends what waits for another node")
  void ends_what_waits_for_another() throws Exception {
    TokenStore.Lease theirs = scene.store.lease(SESSION, Duration.ofDays(1)).orElseThrow();
    scene.expire();
    CountDownLatch waits = new CountDownLatch(1);
    CountDownLatch goesOn = new CountDownLatch(1);
    scene.store.beforeLease =
        () -> {
          waits.countDown();
          await(goesOn);
        };
    Together.Call<String> caller = Together.start(scene::token);
    waits.await();
    Together.Call<Boolean> ended = Together.start(() -> manager.drain(LONG)).awaitWaiting();
    goesOn.countDown();

    assertThat(ended.get()).isTrue();
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(caller::get)
        .withCauseInstanceOf(StorageException.class)
        .withMessageContaining("closed");
    theirs.close();
  }

  @Test
  @DisplayName("node 1: saves what the store has not taken, when it is back in time")
  void saves_what_is_not_saved() {
    scene.store.broken = true;
    scene.expire();
    assertThatExceptionOfType(StorageException.class).isThrownBy(scene::token);
    AtomicInteger tries = new AtomicInteger();
    scene.store.beforeSave = () -> scene.store.broken = tries.incrementAndGet() < 4;

    assertThat(manager.drain(LONG)).isTrue();
    assertThat(manager.unsaved()).isZero();
    assertThat(scene.stored().refreshToken()).contains(Secret.of("rt-1"));
  }

  @Test
  @DisplayName("node 1: says when the store is not back in time")
  void says_when_something_is_left() {
    scene.store.broken = true;
    scene.expire();
    assertThatExceptionOfType(StorageException.class).isThrownBy(scene::token);
    scene.store.statements.clear();

    assertThat(manager.drain(Duration.ofSeconds(10))).isFalse();
    assertThat(manager.unsaved()).isEqualTo(1);
    assertThat(scene.store.statements.stream().filter("save"::equals).count())
        .isGreaterThanOrEqualTo(9);
  }

  @Test
  @DisplayName("node 1: says when a call is not over in time, and awaits it the next time")
  void says_when_a_call_is_under_way() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    scene.serverWaitsFor(gate);
    scene.renewInTheBackground();

    assertThat(manager.drain(Duration.ofMillis(50))).isFalse();
    gate.countDown();
    assertThat(manager.drain(LONG)).isTrue();
    assertThat(scene.stored().refreshToken()).contains(Secret.of("rt-1"));
  }

  @Test
  @DisplayName("node 1: an interruption ends the wait, and not the renewal")
  void is_interrupted() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    scene.serverWaitsFor(gate);
    scene.renewInTheBackground();
    Together.Call<Boolean> ended = Together.start(() -> manager.drain(LONG)).awaitWaiting();
    ended.thread().interrupt();
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(ended::get)
        .withCauseInstanceOf(InterruptedCallException.class);

    gate.countDown();
    assertThat(manager.drain(LONG)).isTrue();
    assertThat(scene.stored().refreshToken()).contains(Secret.of("rt-1"));
  }

  @Test
  @DisplayName("node 1: ends one manager of a client, and not the others")
  void ends_one_of_two() {
    TokenManager other = scene.node(scene.store);
    manager.close();
    scene.expire();
    assertThat(other.accessToken(SESSION)).isEqualTo(Secret.of("at-1"));
    assertThat(scene.open.drain(LONG, scene.time.platform())).isTrue();
    scene.expire();
    assertThatExceptionOfType(StorageException.class).isThrownBy(() -> other.accessToken(SESSION));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new InterruptedCallException("a test", e);
    }
  }
}
