package io.crossauth.client.internal.session;

import static io.crossauth.client.internal.session.SessionScene.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.session.TokenManager;
import io.crossauth.error.StorageException;
import io.crossauth.platform.Platform;
import io.crossauth.platform.RandomSource;
import io.crossauth.platform.Scheduler;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("The renewals of one process")
class FlightsTest {

  /** Callers wait by the real clock here, so not for long. */
  private static final RenewalPolicy SHORT =
      new RenewalPolicy(
          Duration.ofMillis(10),
          Duration.ofMillis(50),
          Duration.ofMillis(10),
          Duration.ofMillis(100),
          true);

  private final SessionScene scene = new SessionScene();
  private final TokenManager manager = scene.node(scene.store, SHORT);

  private void overtime(TokenManager asked) {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> asked.accessToken(SESSION))
        .withMessageContaining("waited PT0.1S");
  }

  @Test
  @DisplayName(
      "node 4: one that takes longer than all patience goes on, and nothing begins beside it")
  void a_flight_ends_when_it_ends() {
    CountDownLatch gate = new CountDownLatch(1);
    scene.serverWaitsFor(gate);
    scene.expire();
    for (int i = 0; i < 3; i++) {
      overtime(manager);
      scene.time.advance(Duration.ofSeconds(60));
    }
    assertThat(scene.presented).containsExactly("rt-0");
    gate.countDown();
    SessionScene.until(() -> scene.stored().refreshToken().equals(Optional.of(Secret.of("rt-1"))));
    assertThat(scene.presented).containsExactly("rt-0");
  }

  @Test
  @DisplayName("node 4: its lease is given back when it ends, so nothing blocks the next one")
  void its_lease_does_not_block_the_next() {
    CountDownLatch gate = new CountDownLatch(1);
    scene.serverWaitsFor(gate);
    scene.expire();
    overtime(manager);
    gate.countDown();
    SessionScene.until(() -> manager.drain(Duration.ofSeconds(10)));

    scene.server.set(scene::rotating);
    scene.expire();
    assertThat(scene.token()).isEqualTo("at-2");
    assertThat(scene.time.waits()).isEmpty();
  }

  @Test
  @DisplayName("node 4: a lease is given back by who took it, and not by who comes after")
  void a_late_holder_does_not_end_the_lease_of_another() {
    scene.beforeFirstByte =
        () -> {
          scene.beforeFirstByte = () -> {};
          scene.time.advance(Duration.ofSeconds(41));
          String overdue = scene.store.overdue(SESSION).orElseThrow();
          assertThat(scene.store.takeOver(SESSION, overdue, Duration.ofDays(1))).isPresent();
        };
    scene.expire();
    assertThatExceptionOfType(StorageException.class).isThrownBy(scene::token);

    assertThat(scene.presented).isEmpty();
    assertThat(scene.store.lease(SESSION, Duration.ofDays(1))).isEmpty();
  }

  @Test
  @DisplayName("node 4: one that the scheduler never begins is given up, and never begins late")
  void a_flight_that_never_begins() {
    List<Runnable> lost = new ArrayList<>();
    Scheduler busy =
        new Scheduler() {
          @Override
          public void sleep(Duration time) throws InterruptedException {
            scene.time.sleep(time);
          }

          @Override
          public Task schedule(Duration delay, Runnable work) {
            lost.add(work);
            return () -> {};
          }
        };
    TokenManager stuck =
        scene.node(
            scene.shared, SHORT, new Platform(scene.time, scene.time, busy, RandomSource.system()));
    scene.expire();
    overtime(stuck);
    overtime(stuck);
    assertThat(lost).hasSize(2);

    lost.forEach(Runnable::run);
    assertThat(scene.presented).isEmpty();
  }

  @Test
  @DisplayName("a token that a server refuses while a renewal brings it is given to nobody")
  void renews_what_is_refused_on_its_way() {
    TokenManager other = scene.node(scene.shared);
    scene.expire();
    scene.store.beforeLease =
        () -> {
          scene.store.beforeLease = () -> {};
          assertThat(other.accessToken(SESSION)).isEqualTo(Secret.of("at-1"));
        };
    scene.store.beforeGivingBack =
        () -> {
          scene.store.beforeGivingBack = () -> {};
          scene.manager.source(SESSION).rejected(Secret.of("at-1"));
        };

    assertThat(scene.token()).isEqualTo("at-2");
  }
}
