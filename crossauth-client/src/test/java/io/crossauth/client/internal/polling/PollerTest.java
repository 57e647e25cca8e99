package io.crossauth.client.internal.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.token.PollAnswer;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TransportException;
import io.crossauth.testing.FakeTime;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A poller")
class PollerTest {

  private static final URI WHERE = URI.create("https://id.example.com/token");

  private final FakeTime time = FakeTime.create();
  private final Queue<Supplier<PollAnswer<String>>> script = new ArrayDeque<>();
  private final List<Duration> left = new ArrayList<>();
  private int polls;

  @AfterEach
  void nobody_stays_interrupted() {
    Thread.interrupted();
  }

  @Nested
  @DisplayName("that waits on the thread")
  class Blocking {

    @Test
    void waits_before_the_first_poll() {
      answers(done());

      assertThat(poller(5, 60).await()).isEqualTo("tokens");
      assertThat(seconds(time.waits())).containsExactly(5L);
    }

    @Test
    void goes_on_at_the_same_pace_while_nothing_has_been_decided() {
      answers(pending(), pending(), pending(), done());

      poller(5, 60).await();

      assertThat(seconds(time.waits())).containsExactly(5L, 5L, 5L, 5L);
    }

    @Test
    @DisplayName("fault 5: adds five seconds for good when told to slow down")
    void slows_down_for_good() {
      answers(pending(), slowDown(), pending(), slowDown(), pending(), done());

      poller(5, 600).await();

      assertThat(seconds(time.waits())).containsExactly(5L, 5L, 10L, 10L, 15L, 15L);
    }

    @Test
    void slows_down_to_the_interval_that_the_server_names() {
      answers(slowDown(42), pending(), done());

      poller(5, 600).await();

      assertThat(seconds(time.waits())).containsExactly(5L, 42L, 42L);
    }

    @Test
    void slows_down_by_five_seconds_at_least() {
      answers(slowDown(3), done());

      poller(5, 600).await();

      assertThat(seconds(time.waits())).containsExactly(5L, 10L);
    }

    @Test
    void slows_down_to_ten_minutes_at_most() {
      answers(slowDown(100_000), done());

      poller(5, 86_400).await();

      assertThat(seconds(time.waits())).containsExactly(5L, 600L);
    }

    @Test
    void doubles_its_waits_while_the_server_cannot_be_reached_up_to_a_minute() {
      answers(
          fails(timeout()),
          fails(timeout()),
          fails(timeout()),
          fails(timeout()),
          fails(timeout()),
          pending(),
          done());

      poller(5, 600).await();

      assertThat(seconds(time.waits())).containsExactly(5L, 10L, 20L, 40L, 60L, 60L, 5L);
    }

    @Test
    void never_polls_faster_than_asked_because_of_a_failure() {
      answers(slowDown(120), fails(timeout()), done());

      poller(5, 600).await();

      assertThat(seconds(time.waits())).containsExactly(5L, 120L, 120L);
    }

    @Test
    void keeps_away_as_long_as_the_server_asks() {
      answers(fails(busy(503, 90)), fails(busy(429, 1)), done());

      poller(5, 600).await();

      assertThat(seconds(time.waits())).containsExactly(5L, 90L, 20L);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.crossauth.client.internal.polling.PollerTest#passing")
    void survives_what_may_pass(CrossauthException failure) {
      answers(fails(failure), done());

      assertThat(poller(5, 600).await()).isEqualTo("tokens");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.crossauth.client.internal.polling.PollerTest#lasting")
    void ends_at_what_will_not_pass(CrossauthException failure) {
      answers(fails(failure));

      assertThatThrownBy(() -> poller(5, 600).await()).isSameAs(failure);
      assertThat(polls).isEqualTo(1);
    }

    @Test
    void gives_up_when_the_time_is_over_without_another_poll() {
      answers(pending(), pending());

      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(() -> poller(5, 12).await())
          .satisfies(e -> assertThat(e.code()).isEqualTo("oauth.expired_token"));
      assertThat(seconds(time.waits())).containsExactly(5L, 5L, 2L);
      assertThat(polls).isEqualTo(2);
    }

    @Test
    void measures_time_by_what_has_passed_a_slow_poll_included() {
      script.add(
          () -> {
            time.advance(Duration.ofSeconds(56));
            return new PollAnswer.Pending<>();
          });

      assertThatExceptionOfType(OAuthErrorException.class).isThrownBy(() -> poller(5, 60).await());
      assertThat(seconds(time.waits())).containsExactly(5L, 0L);
    }

    @Test
    void says_before_each_wait_how_much_time_is_left() {
      answers(pending(), pending(), done());

      poller(5, 60).await();

      assertThat(seconds(left)).containsExactly(60L, 55L, 50L);
    }

    @Test
    void ends_at_once_when_interrupted_and_leaves_the_flag_set() {
      answers(done());
      Thread.currentThread().interrupt();

      assertThatExceptionOfType(InterruptedCallException.class)
          .isThrownBy(() -> poller(5, 60).await());

      assertThat(Thread.interrupted()).isTrue();
      assertThat(polls).isZero();
    }

    @Test
    void ends_when_interrupted_during_a_poll() {
      script.add(
          () -> {
            Thread.currentThread().interrupt();
            return new PollAnswer.Pending<>();
          });

      assertThatExceptionOfType(InterruptedCallException.class)
          .isThrownBy(() -> poller(5, 60).await());
      assertThat(polls).isEqualTo(1);
    }
  }

  @Nested
  @DisplayName("that holds no thread")
  class NonBlocking {

    @Test
    void polls_at_the_same_pace_as_one_that_does() throws Exception {
      answers(pending(), slowDown(), pending(), done());
      CompletableFuture<String> result = poller(5, 600).start();

      assertThat(polls).isZero();
      pass(5);
      assertThat(polls).isEqualTo(1);
      pass(5);
      assertThat(polls).isEqualTo(2);
      pass(9);
      assertThat(polls).isEqualTo(2);
      pass(1);
      assertThat(polls).isEqualTo(3);
      assertThat(result).isNotDone();
      pass(10);

      assertThat(result.get()).isEqualTo("tokens");
      assertThat(time.plannedWork()).isZero();
      assertThat(time.waits()).isEmpty();
    }

    @Test
    void survives_what_may_pass() {
      answers(fails(timeout()), fails(busy(503, 90)), done());
      CompletableFuture<String> result = poller(5, 600).start();

      pass(5);
      pass(10);
      pass(89);
      assertThat(polls).isEqualTo(2);
      pass(1);

      assertThat(result).isCompletedWithValue("tokens");
    }

    @Test
    void ends_with_what_will_not_pass() {
      CrossauthException denied =
          new OAuthErrorException("access_denied", null, null, 400, null, null);
      answers(fails(denied));
      CompletableFuture<String> result = poller(5, 600).start();

      pass(5);

      assertThatThrownBy(result::get)
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isSameAs(denied);
      assertThat(time.plannedWork()).isZero();
    }

    @Test
    void gives_up_when_the_time_is_over() {
      answers(pending(), pending());
      CompletableFuture<String> result = poller(5, 12).start();

      pass(12);

      assertThatThrownBy(result::get)
          .cause()
          .isInstanceOfSatisfying(
              OAuthErrorException.class, e -> assertThat(e.error()).isEqualTo("expired_token"));
      assertThat(polls).isEqualTo(2);
    }

    @Test
    void stops_when_it_is_cancelled() {
      answers(pending());
      CompletableFuture<String> result = poller(5, 600).start();
      pass(5);

      result.cancel(true);

      assertThat(time.plannedWork()).isZero();
      pass(600);
      assertThat(polls).isEqualTo(1);
      assertThatThrownBy(result::get).isInstanceOf(CancellationException.class);
    }

    @Test
    void plans_nothing_more_when_it_is_cancelled_during_a_poll() {
      List<CompletableFuture<String>> results = new ArrayList<>();
      script.add(
          () -> {
            results.get(0).cancel(true);
            return new PollAnswer.Pending<>();
          });
      results.add(poller(5, 600).start());

      pass(5);

      assertThat(time.plannedWork()).isZero();
    }

    @Test
    void polls_no_more_when_somebody_else_has_ended_it() {
      answers(pending());
      CompletableFuture<String> result = poller(5, 600).start();

      result.completeExceptionally(new IllegalStateException("enough"));
      pass(600);

      assertThat(polls).isZero();
    }

    @Test
    void does_not_hang_when_the_program_fails_in_a_poll() {
      answers(
          () -> {
            throw new IllegalStateException("broken");
          });
      CompletableFuture<String> result = poller(5, 600).start();

      pass(5);

      assertThatThrownBy(result::get).cause().hasMessage("broken");
    }

    @Test
    void does_not_hang_when_the_program_fails_as_it_is_told_the_time() {
      answers(fails(timeout()));
      CompletableFuture<String> result =
          new Poller<>(
                  time.platform(),
                  PollerTest.this::next,
                  Duration.ofSeconds(5),
                  Duration.ofSeconds(60),
                  PollerTest::expired,
                  l -> {
                    if (polls > 0) {
                      throw new IllegalStateException("broken display");
                    }
                  })
              .start();

      pass(5);

      assertThatThrownBy(result::get).cause().hasMessage("broken display");
    }
  }

  @Test
  void fails_as_the_program_does_when_it_waits_on_the_thread() {
    answers(
        () -> {
          throw new IllegalStateException("broken");
        });

    assertThatIllegalStateException().isThrownBy(() -> poller(5, 60).await()).withMessage("broken");
  }

  static List<CrossauthException> passing() {
    return List.of(
        transport(TransportException.Kind.DNS),
        transport(TransportException.Kind.CONNECT),
        transport(TransportException.Kind.TIMEOUT),
        transport(TransportException.Kind.BROKEN),
        transport(TransportException.Kind.UNAVAILABLE),
        busy(429, 1),
        busy(503, 1),
        new InvalidResponseException("status", "a page", 502, null));
  }

  static List<CrossauthException> lasting() {
    return List.of(
        transport(TransportException.Kind.TLS),
        transport(TransportException.Kind.TOO_LARGE),
        transport(TransportException.Kind.FORBIDDEN),
        transport(TransportException.Kind.CLOSED),
        new OAuthErrorException("access_denied", null, null, 400, null, null),
        new OAuthErrorException("expired_token", null, null, 400, null, null),
        new OAuthErrorException("invalid_client", null, null, 401, null, null),
        new OAuthErrorException("something_new", null, null, 500, null, null),
        new InvalidResponseException("content_type", "a page", 200, null));
  }

  private Poller<String> poller(long interval, long lifetime) {
    return new Poller<>(
        time.platform(),
        this::next,
        Duration.ofSeconds(interval),
        Duration.ofSeconds(lifetime),
        PollerTest::expired,
        left::add);
  }

  private PollAnswer<String> next() {
    polls++;
    return script.remove().get();
  }

  @SafeVarargs
  private void answers(Supplier<PollAnswer<String>>... answers) {
    script.addAll(List.of(answers));
  }

  private void pass(long seconds) {
    time.advance(Duration.ofSeconds(seconds));
  }

  private static OAuthErrorException expired() {
    return new OAuthErrorException("expired_token", null, null, 0, null, null);
  }

  private static Supplier<PollAnswer<String>> done() {
    return () -> new PollAnswer.Done<>("tokens");
  }

  private static Supplier<PollAnswer<String>> pending() {
    return PollAnswer.Pending::new;
  }

  private static Supplier<PollAnswer<String>> slowDown() {
    return () -> new PollAnswer.SlowDown<>(Optional.empty());
  }

  private static Supplier<PollAnswer<String>> slowDown(long seconds) {
    return () -> new PollAnswer.SlowDown<>(Optional.of(Duration.ofSeconds(seconds)));
  }

  private static Supplier<PollAnswer<String>> fails(CrossauthException failure) {
    return () -> {
      throw failure;
    };
  }

  private static TransportException timeout() {
    return transport(TransportException.Kind.TIMEOUT);
  }

  private static TransportException transport(TransportException.Kind kind) {
    return new TransportException(kind, WHERE, true, "scripted", null);
  }

  private static OAuthErrorException busy(int status, long seconds) {
    return new OAuthErrorException(
        "temporarily_unavailable", null, null, status, Duration.ofSeconds(seconds), null);
  }

  private static List<Long> seconds(List<Duration> durations) {
    return durations.stream().map(Duration::toSeconds).toList();
  }
}
