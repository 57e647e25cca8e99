package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.TransportException;
import io.crossauth.error.TransportException.Kind;
import io.crossauth.testing.FakeTime;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacedTest {

  private static final HttpCall CALL = HttpCall.get(URI.create("https://a.example/"));

  private final FakeTime time = FakeTime.create();
  private final List<HttpCall> calls = new ArrayList<>();
  private final List<Long> begins = new ArrayList<>();
  private final HttpTransport paced =
      HttpPolicy.paced(
          call -> {
            calls.add(call);
            begins.add(Duration.ofNanos(time.nanos()).toMillis());
            return new HttpReply(200, Headers.none(), new byte[0]);
          },
          Duration.ofSeconds(1),
          time.platform());

  @Test
  void callsBeginAnIntervalApart() {
    for (int i = 0; i < 4; i++) {
      assertThat(paced.exchange(CALL).status()).isEqualTo(200);
    }

    assertThat(begins).containsExactly(0L, 1000L, 2000L, 3000L);
  }

  @Test
  void aCallAfterAPauseDoesNotWaitAndSavesNothingUp() {
    paced.exchange(CALL);
    time.advance(Duration.ofSeconds(10));
    paced.exchange(CALL);
    paced.exchange(CALL);

    assertThat(begins).containsExactly(0L, 10_000L, 11_000L);
  }

  @Test
  void theWaitIsPartOfTheCallsTime() {
    paced.exchange(CALL);
    paced.exchange(CALL.withTimeout(Duration.ofSeconds(3)));

    assertThat(calls.get(1).timeout()).contains(Duration.ofSeconds(2));
  }

  @Test
  void aTurnThatComesTooLateFailsAtOnceAndTakesNoTurn() {
    paced.exchange(CALL);

    TransportException e = Outcomes.failure(paced, CALL.withTimeout(Duration.ofMillis(900)));

    assertThat(e.kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(e.sent()).isFalse();
    assertThat(time.waits()).isEmpty();
    paced.exchange(CALL);
    assertThat(begins).containsExactly(0L, 1000L);
  }

  @Test
  void aCallWithoutATimeWaitsAMinuteAtMost() {
    HttpTransport slow =
        HttpPolicy.paced(
            call -> new HttpReply(200, Headers.none(), new byte[0]),
            Duration.ofMinutes(1),
            time.platform());
    slow.exchange(CALL);

    assertThat(Outcomes.failure(slow, CALL).kind()).isEqualTo(Kind.TIMEOUT);
  }

  @Test
  void anInterruptionEndsTheWait() {
    paced.exchange(CALL);

    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> paced.exchange(CALL)).isInstanceOf(InterruptedCallException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(calls).hasSize(1);
  }

  @Test
  void anIntervalOfNothingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HttpPolicy.paced(paced, Duration.ZERO, time.platform()));
  }
}
