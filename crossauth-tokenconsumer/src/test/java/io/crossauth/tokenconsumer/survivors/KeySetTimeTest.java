package io.crossauth.tokenconsumer.survivors;

import static io.crossauth.tokenconsumer.survivors.WatchedKeys.B;
import static io.crossauth.tokenconsumer.survivors.WatchedKeys.BOTH;
import static io.crossauth.tokenconsumer.survivors.WatchedKeys.JWKS;
import static io.crossauth.tokenconsumer.survivors.WatchedKeys.ONLY_A;
import static io.crossauth.tokenconsumer.survivors.WatchedKeys.down;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.TransportException;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.tokenconsumer.jwks.KeyRequest;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.tokenconsumer.jwks.KeySetListener;
import io.crossauth.tokenconsumer.jwks.VerificationKey;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The edges of the key set's times, to the second. */
class KeySetTimeTest {

  private final WatchedKeys at = new WatchedKeys();

  @AfterEach
  void everything_was_asked_for() {
    at.close();
  }

  @Test
  void four_fifths_of_the_lifetime_pass_without_a_look() {
    at.wire.json(200, ONLY_A);
    assertThat(at.find("a")).hasSize(1);
    at.seconds(479);
    assertThat(at.find("a")).hasSize(1);
    at.background();
    assertThat(at.wire.calls()).hasSize(1);
  }

  @Test
  void then_it_is_renewed_in_the_background_once() {
    at.wire.json(200, ONLY_A).json(200, BOTH);
    at.find("a");
    at.seconds(480);
    assertThat(at.find("a")).hasSize(1);
    at.find("a");
    assertThat(at.wire.calls()).hasSize(1);
    at.background();
    assertThat(at.wire.calls()).hasSize(2);
    assertThat(at.set.keyIds()).containsExactlyInAnyOrder("a", "b");
  }

  @ParameterizedTest(
      name = "a failed renewal is tried again after {1} ns, {2} ns, then each {3} ns")
  @CsvSource({"0, 3000000000, 6000000000, 12000000000", "255, 3747070312, 7494140625, 14988281250"})
  void an_outage_is_tried_again_a_little_by_chance(int chance, long first, long second, long on) {
    at.set = at.usual().platform(at.worldOf(chance)).build();
    at.wire.json(200, ONLY_A);
    at.find("a");
    at.seconds(480);
    at.wire.failure(down());
    at.find("a");
    at.background();
    at.wire.failure(down());
    assertTriedAfter(first, 3);
    at.wire.failure(down());
    assertTriedAfter(second, 4);
    for (int calls = 5; calls < 7; calls++) {
      at.wire.failure(down());
      assertTriedAfter(on, calls);
    }
    // The first failure after a success counts as the first again.
    at.wire.json(200, BOTH);
    assertTriedAfter(on, 7);
    at.seconds(480);
    at.wire.failure(down()).failure(down());
    at.find("a");
    at.background();
    assertTriedAfter(first, 9);
  }

  private void assertTriedAfter(long nanos, int calls) {
    at.time.advance(Duration.ofNanos(nanos - 1));
    at.find("a");
    at.background();
    assertThat(at.wire.calls()).hasSize(calls - 1);
    at.time.advance(Duration.ofNanos(1));
    at.find("a");
    at.find("a");
    at.background();
    assertThat(at.wire.calls()).hasSize(calls);
  }

  @Test
  void without_an_outage_limit_keys_end_with_their_lifetime() {
    at.set = at.usual().outageLimit(Duration.ZERO).build();
    at.wire.json(200, ONLY_A);
    at.find("a");
    at.seconds(600);
    at.wire.failure(down());
    assertThatThrownBy(() -> at.find("a")).hasMessageContaining("down");
    // To the second, and for the next caller too.
    assertThatThrownBy(() -> at.find("a")).hasMessageContaining("the last attempt failed");
    assertThat(at.wire.calls()).hasSize(2);
  }

  @Test
  void an_unused_set_is_renewed_by_the_next_caller() {
    at.wire.json(200, ONLY_A).json(200, BOTH);
    at.find("a");
    at.seconds(600);
    assertThat(at.find("b")).hasSize(1);
  }

  @Test
  void in_an_outage_the_last_good_keys_serve_for_the_limit_and_no_longer() {
    at.wire.json(200, ONLY_A);
    at.find("a");
    at.wire.failure(down());
    at.seconds(600);
    assertThat(at.find("a")).hasSize(1);
    assertThat(at.health().fresh()).isFalse();
    assertThat(at.health().usable()).isTrue();
    assertThat(at.health().lastError()).isPresent();
    at.seconds(3599);
    assertThat(at.find("a")).hasSize(1);
    at.wire.failure(down()).failure(down());
    at.seconds(1);
    assertThatThrownBy(() -> at.find("a")).isInstanceOf(TransportException.class);
    at.seconds(3);
    assertThatThrownBy(() -> at.find("a")).isInstanceOf(TransportException.class);
  }

  @Test
  void an_unknown_name_makes_it_look_a_few_times_at_once_then_once_in_three_seconds() {
    at.wire.json(200, ONLY_A).json(200, ONLY_A).json(200, ONLY_A);
    assertThat(at.find("b")).isEmpty();
    assertThat(at.find("b")).isEmpty();
    assertThat(at.wire.calls()).hasSize(3);
    assertThat(at.news).doesNotContain("held back " + JWKS);
    at.time.advance(Duration.ofMillis(2999));
    assertThat(at.find("b")).isEmpty();
    assertThat(at.find("c")).isEmpty();
    assertThat(at.wire.calls()).hasSize(3);
    assertThat(at.news).contains("held back " + JWKS);
    at.wire.json(200, BOTH);
    at.time.advance(Duration.ofMillis(1));
    assertThat(at.find("b")).hasSize(1);
    assertThat(at.wire.calls()).hasSize(4);
  }

  @Test
  void a_key_that_did_not_fit_is_not_given_again_but_its_successor_is() {
    at.wire.json(200, ONLY_A);
    List<VerificationKey> old = at.find("a");
    TestKey successor = B.withKid("a");
    at.wire.json(200, TestKeys.jwks(successor));
    KeyRequest failed = KeyRequest.of("a", "ES256").afterFailureOf(old);
    assertThat(at.set.candidates(failed)).isEmpty();
    at.background();
    List<VerificationKey> now = at.set.candidates(failed);
    assertThat(now).hasSize(1);
    assertThat(now.get(0).sameKeyAs(old.get(0))).isFalse();
    at.wire.json(200, TestKeys.jwks(successor));
    assertThat(at.set.candidates(KeyRequest.of("a", "ES256").afterFailureOf(now))).isEmpty();
    at.background();
  }

  @Test
  void without_an_answer_an_unknown_name_is_no_refusal_and_a_bad_signature_is_one() {
    at.wire.json(200, ONLY_A);
    List<VerificationKey> a = at.find("a");
    at.wire.failure(down());
    at.seconds(2);
    assertThatThrownBy(() -> at.find("b")).isInstanceOf(TransportException.class);
    assertThatThrownBy(() -> at.find("b"))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("the last attempt failed");
    assertThat(at.set.candidates(KeyRequest.of("a", "ES256").afterFailureOf(a))).isEmpty();
    assertThat(at.news).contains("failed " + JWKS);
  }

  @Test
  void a_first_failure_is_remembered_for_the_pause() {
    at.wire.failure(down());
    assertThatThrownBy(() -> at.find("a")).isInstanceOf(TransportException.class);
    at.time.advance(Duration.ofMillis(2999));
    assertThatThrownBy(() -> at.find("a")).isInstanceOf(TransportException.class);
    assertThat(at.health().usable()).isFalse();
    assertThat(at.health().lastError()).isPresent();
    assertThat(at.set.keyIds()).isEmpty();
    at.wire.json(200, ONLY_A);
    at.time.advance(Duration.ofMillis(1));
    assertThat(at.find("a")).hasSize(1);
    assertThat(at.health().lastError()).isEmpty();
    assertThat(at.news).contains("fetched " + JWKS + " 1");
  }

  @Test
  void a_watcher_that_fails_harms_nobody() {
    at.set =
        at.usual()
            .listener(
                new KeySetListener() {
                  @Override
                  public void fetched(URI jwksUri, int count, Duration took) {
                    throw new IllegalStateException("on purpose");
                  }
                })
            .build();
    at.wire.json(200, ONLY_A);
    assertThat(at.find("a")).hasSize(1);
  }

  @Test
  void a_closed_set_says_so_and_does_no_more_work() {
    at.wire.json(200, ONLY_A);
    at.find("a");
    at.seconds(480);
    at.find("a");
    at.set.close();
    at.seconds(60);
    assertThat(at.wire.calls()).hasSize(1);
    assertThatThrownBy(() -> at.find("a")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void its_times_have_bounds() {
    KeySet.RemoteBuilder builder = at.usual();
    assertThatCode(() -> builder.lifetime(Duration.ofMinutes(1))).doesNotThrowAnyException();
    assertThatCode(() -> builder.lifetime(Duration.ofHours(24))).doesNotThrowAnyException();
    assertThatCode(() -> builder.outageLimit(Duration.ZERO)).doesNotThrowAnyException();
    assertThatCode(() -> builder.outageLimit(Duration.ofDays(7))).doesNotThrowAnyException();
    assertThatThrownBy(() -> builder.lifetime(Duration.ofSeconds(59)))
        .hasMessageContaining("lifetime");
    assertThatThrownBy(() -> builder.lifetime(Duration.ofHours(24).plusNanos(1)))
        .hasMessageContaining("lifetime");
    assertThatThrownBy(() -> builder.outageLimit(Duration.ofNanos(-1)))
        .hasMessageContaining("outageLimit");
    assertThatThrownBy(() -> builder.outageLimit(Duration.ofDays(7).plusNanos(1)))
        .hasMessageContaining("outageLimit");
    assertThatThrownBy(() -> KeySet.remote(JWKS).build()).hasMessageContaining("transport");
  }
}
