package io.crossauth.tokenconsumer.survivors;

import static io.crossauth.tokenconsumer.survivors.WatchedKeys.BOTH;
import static io.crossauth.tokenconsumer.survivors.WatchedKeys.ONLY_A;
import static io.crossauth.tokenconsumer.survivors.WatchedKeys.answer;
import static io.crossauth.tokenconsumer.survivors.WatchedKeys.down;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.TransportException;
import io.crossauth.http.Headers;
import io.crossauth.platform.Platform;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Another thread that comes between a caller's look at the keys and its request for newer ones: it
 * is let in where the caller looks at the time.
 */
class KeySetRaceTest {

  private final WatchedKeys at = new WatchedKeys();
  private final AtomicInteger looksAtTheTime = new AtomicInteger();
  private Runnable another = () -> {};

  @BeforeEach
  void aSetThatIsThreeSecondsOld() {
    Platform platform = new Platform(at.time, this::nanos, at.time, at.time.platform().random());
    at.set = at.usual().platform(platform).build();
    at.wire.json(200, ONLY_A);
    at.find("a");
    at.seconds(3);
  }

  @AfterEach
  void everything_was_asked_for() {
    at.close();
  }

  private long nanos() {
    if (looksAtTheTime.decrementAndGet() == 0) {
      another.run();
    }
    return at.time.nanos();
  }

  /** The first look is at the age of the keys, the second when it was that the caller came. */
  private void beforeTheRequest(Runnable work) {
    another = work;
    looksAtTheTime.set(2);
  }

  /** The third is whether it is too early. */
  private void afterTheCallerHasCome(Runnable work) {
    another = work;
    looksAtTheTime.set(3);
  }

  @Test
  void the_keys_that_another_thread_has_just_got_are_enough() {
    at.wire.json(200, BOTH);
    beforeTheRequest(() -> at.find("b"));
    assertThat(at.find("b")).hasSize(1);
    assertThat(at.wire.calls()).hasSize(2);
  }

  @Test
  void also_when_they_are_no_news() {
    at.wire.json(200, ONLY_A);
    afterTheCallerHasCome(() -> at.find("c"));
    assertThat(at.find("b")).isEmpty();
    assertThat(at.wire.calls()).hasSize(2);
  }

  @Test
  void what_another_thread_asked_for_before_the_caller_came_is_not_enough() {
    at.wire.then(
        call -> {
          at.seconds(5);
          return answer(200, Headers.none(), ONLY_A);
        });
    at.wire.json(200, BOTH);
    beforeTheRequest(() -> at.find("c"));
    assertThat(at.find("b")).hasSize(1);
    assertThat(at.wire.calls()).hasSize(3);
  }

  @Test
  void the_failure_that_another_thread_has_just_had_is_no_reason_to_refuse() {
    at.wire.failure(down());
    beforeTheRequest(
        () -> assertThatThrownBy(() -> at.find("c")).isInstanceOf(TransportException.class));
    assertThatThrownBy(() -> at.find("b"))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("the last attempt failed");
    assertThat(at.wire.calls()).hasSize(2);
  }
}
