package io.crossauth.internal.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.InterruptedCallException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SingleFlightTest {

  private final SingleFlight<String> flight = new SingleFlight<>("a test", Duration.ofSeconds(20));
  private final CountDownLatch gate = new CountDownLatch(1);
  private final AtomicInteger runs = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();

  @AfterEach
  void open() {
    gate.countDown();
  }

  private String work() {
    runs.incrementAndGet();
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new InterruptedCallException("the gate", e);
    }
    return "done";
  }

  private CompletableFuture<String> start(Supplier<String> call) {
    CompletableFuture<String> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(call.get());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
    return result;
  }

  private static RuntimeException never() {
    return new IllegalStateException("overtime");
  }

  /** Waits until this thread waits. */
  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }

  private CompletableFuture<String> startAndWait() {
    CompletableFuture<String> call = start(() -> flight.run(this::work, SingleFlightTest::never));
    awaitWaiting(threads.get(threads.size() - 1));
    return call;
  }

  private static String get(CompletableFuture<String> call) throws Exception {
    return call.get(30, TimeUnit.SECONDS);
  }

  @Test
  void manyThreadsShareOneRun() throws Exception {
    List<CompletableFuture<String>> calls = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      calls.add(startAndWait());
    }
    assertThat(flight.busy()).isTrue();

    gate.countDown();

    for (CompletableFuture<String> call : calls) {
      assertThat(get(call)).isEqualTo("done");
    }
    assertThat(runs).hasValue(1);
    assertThat(flight.busy()).isFalse();
  }

  @Test
  void aCallAfterwardsRunsAnew() {
    gate.countDown();

    flight.run(this::work, SingleFlightTest::never);
    flight.run(this::work, SingleFlightTest::never);

    assertThat(runs).hasValue(2);
  }

  @Test
  void aFailureIsSharedAndForgotten() {
    RuntimeException failure = new IllegalStateException("of the work");
    CompletableFuture<String> leader =
        start(
            () ->
                flight.run(
                    () -> {
                      work();
                      throw failure;
                    },
                    SingleFlightTest::never));
    awaitWaiting(threads.get(0));
    CompletableFuture<String> follower = startAndWait();

    gate.countDown();

    assertThatThrownBy(() -> get(leader)).hasCause(failure);
    assertThatThrownBy(() -> get(follower)).hasCause(failure);
    assertThat(flight.run(() -> "again", SingleFlightTest::never)).isEqualTo("again");
  }

  @Test
  void anErrorOfTheWorkIsSharedToo() {
    Error failure = new StackOverflowError();
    CompletableFuture<String> leader =
        start(
            () ->
                flight.run(
                    () -> {
                      work();
                      throw failure;
                    },
                    SingleFlightTest::never));
    awaitWaiting(threads.get(0));
    CompletableFuture<String> follower = startAndWait();

    gate.countDown();

    assertThatThrownBy(() -> get(leader)).hasCause(failure);
    assertThatThrownBy(() -> get(follower)).hasCause(failure);
  }

  @Test
  void theInterruptionOfTheLeaderIsNobodyElses() throws Exception {
    CompletableFuture<String> leader = startAndWait();
    CompletableFuture<String> second = startAndWait();
    CompletableFuture<String> third = startAndWait();

    threads.get(0).interrupt();
    assertThatThrownBy(() -> get(leader)).hasCauseInstanceOf(InterruptedCallException.class);
    gate.countDown();

    assertThat(get(second)).isEqualTo("done");
    assertThat(get(third)).isEqualTo("done");
    assertThat(runs.get()).isBetween(2, 3);
  }

  @Test
  void theInterruptionOfAFollowerEndsItsWaitAlone() throws Exception {
    CompletableFuture<String> leader = startAndWait();
    CompletableFuture<String> follower = startAndWait();

    threads.get(1).interrupt();

    assertThatThrownBy(() -> get(follower)).hasCauseInstanceOf(InterruptedCallException.class);
    gate.countDown();
    assertThat(get(leader)).isEqualTo("done");
  }

  @Test
  void aFollowersPatienceEnds() throws Exception {
    SingleFlight<String> hasty = new SingleFlight<>("a test", Duration.ofMillis(20));
    CompletableFuture<String> leader = start(() -> hasty.run(this::work, SingleFlightTest::never));
    awaitWaiting(threads.get(0));

    assertThatThrownBy(() -> hasty.run(this::work, SingleFlightTest::never)).hasMessage("overtime");
    gate.countDown();
    assertThat(get(leader)).isEqualTo("done");
    assertThat(runs).hasValue(1);
  }
}
