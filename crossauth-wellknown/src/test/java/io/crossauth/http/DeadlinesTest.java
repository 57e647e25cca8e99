package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testing.FakeTime;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

  private final FakeTime time = FakeTime.create();
  private final Deadlines deadlines = new Deadlines(time.platform());
  private final AtomicInteger cancelled = new AtomicInteger();

  private Exchange watched(int seconds) {
    Exchange exchange =
        new Exchange(
            HttpCall.get(URI.create("https://id.example/")),
            time.nanos() + Duration.ofSeconds(seconds).toNanos());
    exchange.step(() -> cancelled.incrementAndGet() > 0);
    deadlines.watch(exchange);
    return exchange;
  }

  private void pass(int seconds) {
    time.advance(Duration.ofSeconds(seconds));
  }

  @Test
  void aCallEndsAtItsDeadlineAndNotBefore() {
    Exchange exchange = watched(10);

    pass(9);
    assertThat(exchange.state()).isEqualTo(Exchange.State.RUNNING);
    pass(1);

    assertThat(exchange.state()).isEqualTo(Exchange.State.EXPIRED);
    assertThat(cancelled).hasValue(1);
  }

  @Test
  void manyCallsNeedOneVisitOnly() {
    for (int i = 0; i < 1000; i++) {
      deadlines.forget(watched(10));
    }

    assertThat(time.plannedWork()).isEqualTo(1);
    pass(10);
    assertThat(time.plannedWork()).isZero();
    assertThat(cancelled).hasValue(0);
  }

  @Test
  void anEarlierDeadlineThanThePlannedOneIsKept() {
    Exchange late = watched(10);
    Exchange early = watched(1);

    pass(1);
    assertThat(early.state()).isEqualTo(Exchange.State.EXPIRED);
    assertThat(late.state()).isEqualTo(Exchange.State.RUNNING);
    pass(9);

    assertThat(late.state()).isEqualTo(Exchange.State.EXPIRED);
  }

  @Test
  void aVisitPlansTheNext() {
    deadlines.forget(watched(1));
    Exchange second = watched(2);
    Exchange third = watched(3);

    pass(2);
    assertThat(second.state()).isEqualTo(Exchange.State.EXPIRED);
    pass(1);

    assertThat(third.state()).isEqualTo(Exchange.State.EXPIRED);
  }

  @Test
  void silenceEndsACallBeforeItsDeadlineUnlessSomethingComes() {
    Exchange exchange = watched(10);
    exchange.expect(time.nanos() + Duration.ofSeconds(5).toNanos());
    deadlines.watchEarlier(exchange);

    pass(4);
    exchange.expect(time.nanos() + Duration.ofSeconds(5).toNanos());
    pass(4);
    assertThat(exchange.state()).isEqualTo(Exchange.State.RUNNING);
    pass(1);

    assertThat(exchange.state()).isEqualTo(Exchange.State.SILENT);
  }

  @Test
  void progressDoesNotMoveTheDeadline() {
    Exchange exchange = watched(10);
    for (int i = 0; i < 12; i++) {
      exchange.expect(time.nanos() + Duration.ofSeconds(5).toNanos());
      pass(1);
    }

    assertThat(exchange.state()).isEqualTo(Exchange.State.EXPIRED);
  }

  @Test
  void anAnsweredCallIsNotEndedAnyMore() {
    Exchange exchange = watched(10);

    assertThat(exchange.answered()).isTrue();
    deadlines.endAll(Exchange.State.CLOSED);
    pass(10);

    assertThat(exchange.state()).isEqualTo(Exchange.State.ANSWERED);
    assertThat(cancelled).hasValue(0);
  }

  @Test
  void anEndedCallIsNotAnsweredAndItsNextStepIsEndedAtOnce() {
    Exchange exchange = watched(10);
    deadlines.endAll(Exchange.State.CLOSED);

    assertThat(exchange.answered()).isFalse();
    exchange.step(() -> cancelled.addAndGet(10) > 0);

    assertThat(cancelled).hasValue(11);
    assertThat(exchange.state()).isEqualTo(Exchange.State.CLOSED);
  }
}
