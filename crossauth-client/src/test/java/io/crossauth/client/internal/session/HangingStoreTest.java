package io.crossauth.client.internal.session;

import static io.crossauth.client.internal.session.SessionScene.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.session.TokenManager;
import io.crossauth.client.testing.Given;
import io.crossauth.client.testing.Together;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.StorageException;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@DisplayName("A store that hangs")
class HangingStoreTest {

  private static final RenewalPolicy SHORT =
      new RenewalPolicy(
          Duration.ofMillis(10),
          Duration.ofMillis(100),
          Duration.ofMillis(10),
          Duration.ofMillis(200),
          true);

  private final SessionScene scene = new SessionScene();
  private final TokenManager manager = scene.node(scene.store, SHORT);
  private final CountDownLatch answers = new CountDownLatch(1);

  /** What of the store does not come back. */
  private enum Part {
    FIND,
    LEASE,
    SAVE
  }

  private void hangs(Part part) {
    Runnable hang =
        () -> {
          try {
            answers.await();
          } catch (InterruptedException e) {
            throw new InterruptedCallException("a test", e);
          }
        };
    scene.store.beforeFind = part == Part.FIND ? hang : () -> {};
    scene.store.beforeLease = part == Part.LEASE ? hang : () -> {};
    scene.store.beforeSave = part == Part.SAVE ? hang : () -> {};
  }

  @AfterEach
  void answer() {
    answers.countDown();
  }

  @ParameterizedTest(name = "node 6: in {0}: callers get their answer in time")
  @EnumSource
  void callers_wait_no_longer_than_their_patience(Part part) {
    hangs(part);
    scene.expire();
    long begun = System.nanoTime();
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> manager.accessToken(SESSION))
        .satisfies(e -> assertThat(e.retryable()).isTrue());
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));

    answers.countDown();
    SessionScene.until(
        () -> {
          try {
            return manager.accessToken(SESSION).equals(Secret.of("at-1"));
          } catch (StorageException e) {
            return false;
          }
        });
    assertThat(scene.presented).containsExactly("rt-0");
  }

  @Test
  @DisplayName("node 6: who looks at the tokens, or reports a refused one, does not hang either")
  void nobody_hangs() {
    hangs(Part.FIND);
    assertThatExceptionOfType(StorageException.class).isThrownBy(() -> manager.tokens(SESSION));
    manager.source(SESSION).rejected(Secret.of("at-0"));
  }

  @Test
  @DisplayName("node 6: a caller who is interrupted waits no longer")
  void a_caller_is_interrupted() {
    hangs(Part.FIND);
    Together.Call<Secret> call = Together.start(() -> scene.manager.accessToken(SESSION));
    call.awaitWaiting().thread().interrupt();
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(call::get)
        .withCauseInstanceOf(InterruptedCallException.class);
  }

  @Test
  @DisplayName("node 6: the end of the program does not hang")
  void the_end_does_not_hang() {
    hangs(Part.SAVE);
    scene.expire();
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> manager.accessToken(SESSION));
    assertThat(manager.drain(Duration.ofMillis(100))).isFalse();
    assertThat(manager.unsaved()).isEqualTo(1);
    answers.countDown();
    assertThat(manager.drain(Duration.ofSeconds(10))).isTrue();
    assertThat(scene.stored().refreshToken()).contains(Secret.of("rt-1"));
  }

  @Test
  @DisplayName("node 6: what a read throws is thrown to its caller")
  void failures_of_reads_are_thrown() {
    scene.store.beforeFind =
        () -> {
          throw new IllegalStateException("a driver's own");
        };
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> manager.accessToken(SESSION));
    scene.store.beforeFind =
        () -> {
          throw new StackOverflowError("deep");
        };
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> manager.accessToken(SESSION))
        .withCauseInstanceOf(StackOverflowError.class);
  }

  @Test
  @DisplayName("takes no more threads than it may, however many callers wait for it")
  void takes_no_more_threads_than_it_may() throws Exception {
    AtomicInteger hanging = new AtomicInteger();
    scene.store.beforeFind =
        () -> {
          hanging.incrementAndGet();
          while (answers.getCount() > 0) {
            try {
              answers.await();
            } catch (InterruptedException e) {
              // A driver that hears nothing.
            }
          }
        };
    int callers = StoreReads.MOST + 50;
    for (Together.Call<String> call : Together.start(callers, () -> failure(SESSION))) {
      assertThat(call.get()).isEqualTo("store.failed");
    }
    assertThat(hanging).hasValue(StoreReads.MOST);

    answers.countDown();
    SessionScene.until(() -> isRead(manager));
  }

  private String failure(String session) {
    try {
      return manager.tokens(session).isPresent() ? "tokens" : "none";
    } catch (StorageException e) {
      return e.code();
    }
  }

  private static boolean isRead(TokenManager manager) {
    try {
      return manager.tokens(SESSION).isPresent();
    } catch (StorageException e) {
      return false;
    }
  }

  @Test
  @DisplayName("a read is interrupted when its caller gives up, and leaves its place")
  void a_read_is_interrupted_when_its_caller_gives_up() {
    AtomicInteger interrupted = new AtomicInteger();
    scene.store.beforeFind =
        () -> {
          try {
            answers.await();
          } catch (InterruptedException e) {
            interrupted.incrementAndGet();
            throw new InterruptedCallException("a test", e);
          }
        };
    for (int i = 0; i < 3; i++) {
      assertThat(failure(SESSION)).isEqualTo("store.failed");
    }
    SessionScene.until(() -> interrupted.get() == 3);
  }

  @Test
  @DisplayName("a read that has never begun leaves its place")
  void a_read_that_has_never_begun_leaves_its_place() {
    StoreReads reads = new StoreReads(scene.store, scene.time.platform());
    for (int i = 0; i < StoreReads.MOST + 1; i++) {
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> reads.find(SESSION, Duration.ofMillis(1)))
          .withMessageContaining("within");
    }
    assertThat(scene.time.plannedWork()).isZero();
  }

  @Test
  @DisplayName("who logs in without a refresh token waits no longer than the patience")
  void a_login_waits_no_longer() {
    hangs(Part.FIND);
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> manager.signedIn(SESSION, Given.tokens(scene.time, "again")));
  }
}
