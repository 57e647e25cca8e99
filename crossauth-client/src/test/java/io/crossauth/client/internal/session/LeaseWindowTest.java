package io.crossauth.client.internal.session;

import static io.crossauth.client.internal.session.SessionScene.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.session.TokenManager;
import io.crossauth.error.StorageException;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisplayName("The time that a lease leaves")
class LeaseWindowTest {

  private static final RenewalPolicy POLICY = RenewalPolicy.usual();

  private final SessionScene scene = new SessionScene();

  /** Lets time pass once, right before the first byte. */
  private void pausesBeforeTheFirstByte(Duration time, Runnable meanwhile) {
    scene.beforeFirstByte =
        () -> {
          scene.beforeFirstByte = () -> {};
          scene.time.advance(time);
          meanwhile.run();
        };
  }

  @ParameterizedTest(name = "node 2: a holder paused for {0} s after its read presents nothing")
  @ValueSource(ints = {41, 47, 100, 32_400})
  void presents_nothing_that_another_has_renewed(int seconds) {
    TokenManager other = scene.node(scene.store);
    pausesBeforeTheFirstByte(
        Duration.ofSeconds(seconds),
        () -> assertThat(other.accessToken(SESSION)).isEqualTo(Secret.of("at-1")));
    scene.expire();

    SessionScene.until(this::renewed);
    assertThat(scene.presented).doesNotHaveDuplicates().startsWith("rt-0");
    assertThat(scene.store.lease(SESSION, POLICY.lease())).isPresent();
  }

  /** A caller may have lost its patience while all stood still. */
  private boolean renewed() {
    try {
      return !scene.token().equals("at-0");
    } catch (StorageException e) {
      return false;
    }
  }

  @ParameterizedTest(name = "node 2: paused for {0} s, it takes the lease {1} times")
  @CsvSource({"0, 1", "28, 1", "29, 2", "39, 2"})
  void presents_with_a_whole_call_left(int seconds, int leases) {
    pausesBeforeTheFirstByte(Duration.ofSeconds(seconds), () -> {});
    scene.expire();

    assertThat(scene.token()).isEqualTo("at-1");
    assertThat(scene.presented).containsExactly("rt-0");
    assertThat(scene.store.statements).filteredOn("lease"::equals).hasSize(leases);
  }

  @ParameterizedTest(name = "node 2: a lease that took {0} s to get is counted from before")
  @CsvSource({"28, 1", "29, 2", "45, 2"})
  void counts_from_before_it_asks(int seconds, int presentations) {
    AtomicInteger looks = new AtomicInteger();
    scene.beforeFirstByte = looks::incrementAndGet;
    scene.store.beforeLease =
        () -> {
          scene.store.beforeLease = () -> {};
          scene.time.advance(Duration.ofSeconds(seconds));
        };
    scene.expire();

    assertThat(scene.token()).isEqualTo("at-1");
    assertThat(looks).hasValue(presentations);
    assertThat(scene.presented).containsExactly("rt-0");
  }

  @ParameterizedTest(
      name = "node 2: {0} ms later by the one clock, {1} s by the other, a call may begin: {2}")
  @CsvSource({
    "0, 0, true",
    "28000, 28, true",
    "28001, 0, false",
    "0, 29, false",
    "1000, 32400, false",
    "1000, -32400, true",
    "28001, -32400, false",
    "86400000, 86400, false"
  })
  void ends_by_either_clock(long millis, long date, boolean leaves) {
    Moment asked = new Moment(-5, Instant.EPOCH);
    Moment now = new Moment(-5 + millis * 1_000_000, Instant.EPOCH.plusSeconds(date));
    assertThat(new LeaseTime(asked, POLICY.lease()).leaves(POLICY.call(), now)).isEqualTo(leaves);
  }

  @Test
  @DisplayName("node 2: a moment that seems to be earlier is now")
  void never_counts_backwards() {
    Moment later = new Moment(5, Instant.EPOCH.plusSeconds(5));
    assertThat(new Moment(0, Instant.EPOCH).since(later)).isZero();
  }
}
