package io.crossauth.client.internal.session;

import static io.crossauth.client.internal.session.SessionScene.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.testing.Given;
import io.crossauth.error.StorageException;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisplayName("A store that is away")
class OutageTest {

  private static final RenewalPolicy POLICY = RenewalPolicy.usual();

  private final SessionScene scene = new SessionScene();
  private final TokenManager other = scene.node(scene.store);

  private void renewedButNotSaved() {
    scene.store.broken = true;
    scene.expire();
    assertThatExceptionOfType(StorageException.class).isThrownBy(scene::token);
  }

  private long saves() {
    return scene.store.statements.stream().filter("save"::equals).count();
  }

  @ParameterizedTest(name = "node 3: away for {0} s: tokens are tried again every second")
  @ValueSource(ints = {15, 65, 70, 600})
  void tokens_are_tried_again_every_second(int seconds) {
    renewedButNotSaved();
    scene.store.statements.clear();
    scene.time.advance(Duration.ofSeconds(seconds));
    assertThat(saves()).isEqualTo(seconds);

    scene.store.broken = false;
    scene.time.advance(Duration.ofSeconds(1));
    assertThat(scene.manager.unsaved()).isZero();
    assertThat(scene.stored().refreshToken()).contains(Secret.of("rt-1"));
    // Nothing goes on when all is saved.
    scene.time.advance(Duration.ofSeconds(1));
    assertThat(scene.time.plannedWork()).isZero();
  }

  @ParameterizedTest(name = "node 3: away for {0} s: another node does not kill the session then")
  @ValueSource(ints = {45, 65, 70, 250})
  void another_node_waits_for_a_holder_that_lives(int seconds) {
    renewedButNotSaved();
    scene.time.advance(Duration.ofSeconds(seconds));
    scene.store.broken = false;

    assertThat(other.accessToken(SESSION)).isEqualTo(Secret.of("at-1"));
    assertThat(scene.presented).containsExactly("rt-0");
  }

  @Test
  @DisplayName("node 3: while another node holds the lease, tokens are neither saved nor given up")
  void waits_while_another_holds_the_lease() {
    renewedButNotSaved();
    scene.time.advance(Duration.ofSeconds(60));
    String ours = scene.shared.overdue(SESSION).orElseThrow();
    TokenStore.Lease theirs =
        scene.shared.takeOver(SESSION, ours, Duration.ofMinutes(1)).orElseThrow();
    scene.store.broken = false;

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(scene::token)
        .withMessageContaining("somebody else holds the lease");
    assertThat(scene.manager.unsaved()).isEqualTo(1);

    theirs.close();
    assertThat(scene.token()).isEqualTo("at-1");
    assertThat(scene.presented).containsExactly("rt-0");
  }

  @Test
  @DisplayName("node 3: when the store is back, all that wait for it are saved at once")
  void saves_all_at_once() {
    scene.store.broken = true;
    for (int i = 0; i < 50; i++) {
      String name = "s-" + i;
      scene.manager.signedIn(name, Given.tokens(scene.time, "at", "rt-s" + i));
    }
    scene.expire();
    for (int i = 0; i < 50; i++) {
      String name = "s-" + i;
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> scene.manager.accessToken(name));
    }
    scene.store.statements.clear();
    scene.time.advance(Duration.ofSeconds(10));
    // A store that is away is not flooded.
    assertThat(saves()).isBetween(10L, 30L);
    assertThat(scene.manager.unsaved()).isEqualTo(50);

    scene.store.broken = false;
    scene.time.advance(Duration.ofSeconds(1));
    assertThat(scene.manager.unsaved()).isZero();
  }

  @ParameterizedTest(name = "node 3: sessions that the store never takes do not hold up the {0}.")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void saves_one_behind_those_that_always_fail(int one) {
    scene.store.broken = true;
    for (int i = 0; i < 9; i++) {
      scene.manager.signedIn("s-" + i, Given.tokens(scene.time, "at", "rt-s" + i));
    }
    scene.expire();
    for (int i = 0; i < 9; i++) {
      String name = "s-" + i;
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> scene.manager.accessToken(name));
    }
    scene.store.broken = false;
    scene.store.refuses = tokens -> !tokens.accessToken().reveal().equals("at-" + one);
    scene.time.advance(Duration.ofSeconds(5));
    assertThat(scene.manager.unsaved()).isEqualTo(8);
  }

  @Test
  @DisplayName("node 3: what the store says of a read that fails is what callers hear")
  void says_what_the_store_says() {
    scene.store.findFailure =
        Optional.of(new StorageException("token store: the disk is gone", null));

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(scene::token)
        .withMessage("token store: the disk is gone");
  }

  @Test
  @DisplayName("node 3: what waits for the store ends with its session, and gives its lease back")
  void ends_with_its_session() {
    renewedButNotSaved();
    scene.store.statements.clear();

    scene.manager.signedOut(SESSION);

    assertThat(scene.manager.unsaved()).isZero();
    assertThat(scene.store.statements).containsExactly("give back");
  }

  @ParameterizedTest(
      name = "node 3: a lease left behind {0} s ago is taken over after five seconds")
  @ValueSource(ints = {41, 45, 100, 3600})
  void a_lease_left_behind_is_taken_over(int seconds) {
    TokenStore.Lease dead = scene.store.lease(SESSION, POLICY.lease()).orElseThrow();
    scene.expire();
    scene.time.advance(Duration.ofSeconds(seconds));
    Instant before = scene.time.instant();

    assertThat(scene.token()).isEqualTo("at-1");
    assertThat(Duration.between(before, scene.time.instant()))
        .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(12));
    assertThat(dead.save(Given.stored(1))).isFalse();
  }

  @ParameterizedTest(name = "node 3: looks every {0} ms, {1} times: a lease is abandoned: {2}")
  @CsvSource({
    "1000, 5, true",
    "1000, 4, false",
    "500, 10, true",
    "500, 9, false",
    "2000, 5, true",
    "2000, 4, false",
    "3000, 5, true",
    "3001, 1000, false",
    "65000, 100, false"
  })
  void only_looks_that_follow_each_other_count(int millis, int looks, boolean abandoned) {
    Moment now = new Moment(0, Instant.EPOCH);
    StoreWatch watch = StoreWatch.from(now).seen(Optional.of("lease"), now);
    for (int i = 1; i <= looks; i++) {
      now = new Moment(i * millis * 1_000_000L, Instant.EPOCH.plusMillis((long) i * millis));
      watch = watch.seen(Optional.of("lease"), now);
    }
    assertThat(watch.abandoned(POLICY.grace()).isPresent()).isEqualTo(abandoned);
  }

  @ParameterizedTest(name = "node 3: seen {0}, then {1}: it counts from the beginning")
  @CsvSource({"one, another", "one, ''", "'', one"})
  void another_lease_counts_anew(String first, String then) {
    Moment now = new Moment(0, Instant.EPOCH);
    StoreWatch watch = StoreWatch.from(now);
    for (int i = 0; i <= 10; i++) {
      now = new Moment(i * 1_000_000_000L, Instant.EPOCH.plusSeconds(i));
      watch = watch.seen(name(i < 8 ? first : then), now);
    }
    assertThat(watch.abandoned(POLICY.grace())).isEmpty();
  }

  private static Optional<String> name(String lease) {
    return Optional.of(lease).filter(name -> !name.isEmpty());
  }
}
