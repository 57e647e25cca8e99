package io.crossauth.yandex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.platform.Platform;
import io.crossauth.platform.Scheduler;
import io.crossauth.testing.FakeTime;
import io.crossauth.yandex.internal.PassportCalls;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The time between two calls. */
@Timeout(60)
class PaceTest {

  private static final long INTERVAL = Duration.ofMillis(200).toNanos();
  private static final HttpCall CALL = HttpCall.get(URI.create("https://passport.yandex.ru/x"));

  private final FakeTime time = FakeTime.create();
  private final List<Long> beginnings = new CopyOnWriteArrayList<>();

  @AfterEach
  void noInterruptIsLeft() {
    assertThat(Thread.interrupted()).isFalse();
  }

  /** Answers at once, and writes down when it was called. */
  private HttpReply answer(HttpCall call) {
    beginnings.add(time.nanos());
    return new HttpReply(
        200, Headers.of("Content-Type", "application/json"), "{}".getBytes(StandardCharsets.UTF_8));
  }

  private PassportCalls calls(HttpTransport transport, Platform platform) {
    return ClientParts.of(YandexConfig.defaults(), transport, platform).calls();
  }

  @Test
  @DisplayName("Y-15 the first call goes at once, the second 0.2 s later")
  void secondCallWaits() {
    PassportCalls calls = calls(this::answer, time.platform());

    calls.json(CALL);
    calls.json(CALL);

    assertThat(beginnings).containsExactly(0L, INTERVAL);
    assertThat(time.waits()).containsExactly(Duration.ofMillis(200));
  }

  @Test
  @DisplayName("Y-15 who comes late does not wait")
  void noWaitWhenTimeHasPassed() {
    PassportCalls calls = calls(this::answer, time.platform());
    calls.json(CALL);
    time.advance(Duration.ofMillis(201));

    calls.json(CALL);

    assertThat(time.waits()).isEmpty();
  }

  @Test
  @DisplayName("Y-15 hosts have no pace of their own")
  void onePaceForAllHosts() {
    PassportCalls calls = calls(this::answer, time.platform());

    calls.json(CALL);
    calls.json(HttpCall.get(URI.create("https://quasar.yandex.ru/x")));

    assertThat(beginnings).containsExactly(0L, INTERVAL);
  }

  @Test
  @DisplayName("Y-15 the wait is no part of the time that a call has")
  void theWaitIsNotTheCalls() {
    List<Duration> times = new CopyOnWriteArrayList<>();
    PassportCalls calls =
        calls(
            call -> {
              times.add(call.timeout().orElseThrow());
              return answer(call);
            },
            time.platform());

    calls.json(CALL);
    calls.json(CALL);

    assertThat(times).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(30));
  }

  @Test
  @DisplayName("Y-16 three threads at once are let go one by one")
  void threeThreads() throws InterruptedException {
    assertSpaced(3);
  }

  @Test
  @DisplayName("Y-16 fifty threads at once never make two calls closer than the interval")
  void fiftyThreads() throws InterruptedException {
    assertSpaced(50);
  }

  /**
   * Time stands still until whoever was let go has come to the transport, and everybody else to the
   * queue.
   */
  private void assertSpaced(int count) throws InterruptedException {
    List<Thread> threads = new CopyOnWriteArrayList<>();
    AtomicInteger turns = new AtomicInteger(1);
    Scheduler patient =
        new Scheduler() {
          @Override
          public void sleep(Duration wait) throws InterruptedException {
            await(() -> beginnings.size() >= turns.get() && othersWait(threads));
            turns.incrementAndGet();
            time.sleep(wait);
          }

          @Override
          public Task schedule(Duration delay, Runnable work) {
            return time.schedule(delay, work);
          }
        };
    PassportCalls calls = calls(this::answer, time.platform().withScheduler(patient));
    IntStream.range(0, count).forEach(i -> threads.add(new Thread(() -> calls.json(CALL))));

    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(beginnings)
        .containsExactlyElementsOf(IntStream.range(0, count).mapToObj(i -> i * INTERVAL).toList());
  }

  private static boolean othersWait(List<Thread> threads) {
    return threads.stream()
        .filter(thread -> thread != Thread.currentThread())
        .map(Thread::getState)
        .allMatch(state -> state == Thread.State.WAITING || state == Thread.State.TERMINATED);
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("expected everybody to wait for their turn");
      }
      Thread.onSpinWait();
    }
  }

  @Test
  @DisplayName("Y-17 a turn is kept when its owner leaves: the next one waits for two")
  void turnsAreKept() {
    AtomicBoolean interrupt = new AtomicBoolean(true);
    Scheduler impatient =
        new Scheduler() {
          @Override
          public void sleep(Duration wait) throws InterruptedException {
            if (interrupt.getAndSet(false)) {
              throw new InterruptedException();
            }
            time.sleep(wait);
          }

          @Override
          public Task schedule(Duration delay, Runnable work) {
            return time.schedule(delay, work);
          }
        };
    PassportCalls calls = calls(this::answer, time.platform().withScheduler(impatient));
    calls.json(CALL);

    assertThatThrownBy(() -> calls.json(CALL)).isInstanceOf(InterruptedCallException.class);
    assertThat(Thread.interrupted()).isTrue();
    calls.json(CALL);

    assertThat(beginnings).containsExactly(0L, 2 * INTERVAL);
  }

  @Test
  @DisplayName("Y-17 an interrupted thread makes no call, even when it is its turn")
  void interruptedThreadsDoNotCall() {
    PassportCalls calls = calls(this::answer, time.platform());
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> calls.json(CALL)).isInstanceOf(InterruptedCallException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(beginnings).isEmpty();
  }
}
