package io.crossauth.client.internal.session;

import static io.crossauth.client.internal.session.SessionScene.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.session.TokenStore;
import io.crossauth.client.testing.Given;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.StorageException;
import io.crossauth.error.TransportException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
@DisplayName("What renewals ask of the store")
class WaitingNodesTest {

  private final SessionScene scene = new SessionScene();

  @Test
  @DisplayName("node 9: a node that waits asks ever more seldom")
  void asks_ever_more_seldom() {
    TokenStore.Lease theirs = scene.store.lease(SESSION, Duration.ofDays(1)).orElseThrow();
    scene.expire();
    scene.store.statements.clear();
    assertThatExceptionOfType(StorageException.class).isThrownBy(scene::token);

    List<Duration> waits = scene.time.waits();
    assertThat(waits.get(0)).isLessThanOrEqualTo(Duration.ofMillis(50));
    assertThat(waits).allSatisfy(w -> assertThat(w).isLessThanOrEqualTo(Duration.ofSeconds(1)));
    // 50 seconds of patience; by a look each 50 ms it were 1000.
    assertThat(waits).hasSizeBetween(50, 110);
    assertThat(scene.store.statements).filteredOn("lease"::equals).hasSizeLessThan(112);
    theirs.close();
  }

  @ParameterizedTest(name = "node 9: after {0} waits, the next is from {1} to {2} ms")
  @CsvSource({
    "0, 25, 50",
    "1, 50, 100",
    "3, 200, 400",
    "4, 400, 800",
    "5, 500, 1000",
    "99, 500, 1000"
  })
  void waits_grow_and_differ_by_chance(int before, int least, int most) {
    List<Duration> waits =
        IntStream.range(0, 256)
            .mapToObj(chance -> GrowingWait.after(before, count -> new byte[] {(byte) chance}))
            .toList();
    assertThat(waits.get(0)).isEqualTo(Duration.ofMillis(most));
    assertThat(waits.get(255)).isEqualTo(Duration.ofMillis(least));
    assertThat(waits).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(waits.stream().distinct().count()).isGreaterThan(20);
  }

  @Test
  @DisplayName("node 9: the holder's tokens are seen soon after they are saved")
  void sees_what_another_has_saved() {
    TokenStore.Lease theirs = scene.store.lease(SESSION, Duration.ofDays(1)).orElseThrow();
    scene.expire();
    scene.store.beforeLease =
        () -> {
          scene.store.beforeLease = () -> {};
          scene.time.schedule(
              Duration.ofMillis(300),
              () ->
                  assertThat(
                          theirs.saveAndClose(
                              scene.stored().renewedBy(Given.tokens(scene.time, "theirs", "rt-t"))))
                      .isTrue());
        };
    assertThat(scene.token()).isEqualTo("theirs");
    assertThat(scene.time.waits()).hasSizeBetween(2, 8);
    assertThat(scene.presented).isEmpty();
  }

  @Test
  @DisplayName("node 10: a renewal takes four statements, the caller's own read among them")
  void takes_four_statements() {
    scene.expire();
    scene.store.statements.clear();
    assertThat(scene.token()).isEqualTo("at-1");
    assertThat(scene.store.statements).containsExactly("find", "lease", "find", "save");
    assertThat(scene.store.lease(SESSION, Duration.ofSeconds(1))).isPresent();
  }

  @Test
  @DisplayName("node 10: a renewal that fails gives its lease back once")
  void gives_its_lease_back_once() {
    scene.fails(SessionScene::down);
    scene.expire();
    scene.store.statements.clear();
    assertThatExceptionOfType(TransportException.class).isThrownBy(scene::token);
    assertThat(scene.store.statements).containsExactly("find", "lease", "find", "give back");
  }

  @Test
  @DisplayName(
      "node 10: tokens that were held are saved, and their lease given back, by one statement")
  void saves_what_was_held_by_one_statement() {
    scene.store.broken = true;
    scene.expire();
    assertThatExceptionOfType(StorageException.class).isThrownBy(scene::token);
    scene.store.broken = false;
    scene.store.statements.clear();
    scene.time.advance(Duration.ofSeconds(1));
    assertThat(scene.store.statements).containsExactly("save");
  }

  @Test
  @DisplayName("node 10: a refusal costs one more look, and nothing else")
  void looks_once_after_a_refusal() {
    scene.fails(SessionScene::invalidGrant);
    scene.expire();
    scene.store.statements.clear();
    assertThatExceptionOfType(LoginRequiredException.class)
        .isThrownBy(scene::token)
        .withCauseInstanceOf(OAuthErrorException.class);
    assertThat(scene.store.statements)
        .containsExactly("find", "lease", "find", "find", "give back");
  }
}
