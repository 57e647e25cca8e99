package io.crossauth.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testing.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The platform as this machine has it. */
class SystemWorldTest {

  private final Platform platform = Platform.system();
  private final Scheduler scheduler = platform.scheduler();

  private static boolean await(CountDownLatch latch) throws InterruptedException {
    return latch.await(30, TimeUnit.SECONDS);
  }

  @Test
  void theDateIsThatOfTheMachine() {
    assertThat(Duration.between(platform.now(), Instant.now()).abs())
        .isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void theTickerNeverGoesBack() {
    long before = platform.ticker().nanos();
    for (int i = 0; i < 1000; i++) {
      long now = platform.ticker().nanos();
      assertThat(now - before).isNotNegative();
      before = now;
    }
  }

  @Test
  void theTickerIsOneObjectByWhichProgramsAreTold() {
    assertThat(Ticker.system()).isSameAs(Ticker.system());
    assertThat(Platform.system().ticker()).isSameAs(platform.ticker());
  }

  @Test
  void partsCanBeReplaced() {
    FakeTime time = FakeTime.create();

    assertThat(platform.withClock(time).now()).isEqualTo(time.instant());
    assertThat(platform.withClock(time).scheduler()).isSameAs(scheduler);
    assertThat(platform.withScheduler(time).scheduler()).isSameAs(time);
    assertThat(platform.withScheduler(time).clock()).isSameAs(platform.clock());
  }

  @Test
  void workRunsLaterOnADaemonOfOurs() throws Exception {
    long begin = System.nanoTime();
    CompletableFuture<Thread> ran = new CompletableFuture<>();

    scheduler.schedule(Duration.ofMillis(30), () -> ran.complete(Thread.currentThread()));

    Thread thread = ran.get(30, TimeUnit.SECONDS);
    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(30_000_000L);
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getName()).startsWith("crossauth-");
    assertThat(thread).isNotSameAs(Thread.currentThread());
  }

  @Test
  void workHasTheClassLoaderOfWhoeverPutItOff() throws Exception {
    ClassLoader one = new ClassLoader() {};
    ClassLoader other = new ClassLoader() {};

    assertThat(loaderOfWorkPutOffUnder(one)).isSameAs(one);
    assertThat(loaderOfWorkPutOffUnder(other)).isSameAs(other);
  }

  private ClassLoader loaderOfWorkPutOffUnder(ClassLoader loader) throws Exception {
    CompletableFuture<ClassLoader> seen = new CompletableFuture<>();
    under(
        loader,
        () ->
            scheduler.schedule(
                Duration.ZERO,
                () -> seen.complete(Thread.currentThread().getContextClassLoader())));
    return seen.get(30, TimeUnit.SECONDS);
  }

  private static void under(ClassLoader loader, Runnable work) {
    Thread thread = Thread.currentThread();
    ClassLoader usual = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      work.run();
    } finally {
      thread.setContextClassLoader(usual);
    }
  }

  @Test
  @Timeout(60)
  void betweenWorksNoThreadHasAClassLoaderOfAnApplication() throws Exception {
    ClassLoader application = new ClassLoader() {};
    CountDownLatch begun = new CountDownLatch(30);
    under(
        application,
        () -> {
          for (int i = 0; i < 30; i++) {
            scheduler.schedule(Duration.ZERO, begun::countDown);
          }
        });
    assertThat(await(begun)).isTrue();

    // The last of them may be on its way out.
    while (threads().anyMatch(thread -> thread.getContextClassLoader() == application)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void theThreadThatKeepsTheTimeHasNoClassLoaderOfWhoeverNeededItFirst() {
    ClassLoader application = new ClassLoader() {};
    Scheduler fresh = new SystemScheduler();
    under(
        application,
        () -> {
          Scheduler.Task task = fresh.schedule(Duration.ofDays(1), () -> {});
          assertThat(threads()).extracting(Thread::getName).contains("crossauth-timer");
          assertThat(threads()).noneMatch(t -> t.getContextClassLoader() == application);
          task.cancel();
        });
  }

  private static Stream<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("crossauth-"));
  }

  @Test
  void workSeesNoThreadLocalOfWhoeverNeededAThreadFirst() throws Exception {
    InheritableThreadLocal<String> user = new InheritableThreadLocal<>();
    user.set("alice");
    Scheduler fresh = new SystemScheduler();
    CountDownLatch gate = new CountDownLatch(1);
    Set<String> seen = ConcurrentHashMap.newKeySet();
    CountDownLatch ran = new CountDownLatch(20);
    for (int i = 0; i < 20; i++) {
      fresh.schedule(
          Duration.ZERO,
          () -> {
            seen.add(String.valueOf(user.get()));
            ran.countDown();
            boolean unused = within(gate);
          });
    }
    assertThat(await(ran)).isTrue();
    gate.countDown();

    assertThat(seen).containsExactly("null");
  }

  private static boolean within(CountDownLatch gate) {
    try {
      return await(gate);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void workThatBlocksOrFailsHoldsNobodyUp() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch blocked = new CountDownLatch(20);
    CountDownLatch others = new CountDownLatch(20);
    for (int i = 0; i < 20; i++) {
      scheduler.schedule(
          Duration.ZERO,
          () -> {
            blocked.countDown();
            try {
              gate.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      scheduler.schedule(
          Duration.ofMillis(-1),
          () -> {
            others.countDown();
            throw new IllegalStateException("of the work");
          });
    }

    assertThat(await(blocked)).isTrue();
    assertThat(await(others)).isTrue();
    gate.countDown();
  }

  @Test
  void cancelledWorkDoesNotBegin() throws Exception {
    AtomicBoolean ran = new AtomicBoolean();
    CountDownLatch later = new CountDownLatch(1);

    Scheduler.Task task = scheduler.schedule(Duration.ofMillis(20), () -> ran.set(true));
    task.cancel();
    scheduler.schedule(Duration.ofMillis(60), later::countDown);

    assertThat(await(later)).isTrue();
    assertThat(ran).isFalse();
  }

  @Test
  void cancellingWorkUnderWayInterruptsIt() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Scheduler.Task task =
        scheduler.schedule(
            Duration.ZERO,
            () -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
            });
    assertThat(await(begun)).isTrue();

    task.cancel();
    task.cancel();

    assertThat(await(interrupted)).isTrue();
  }

  @Test
  void aSleepEndsByItself() throws Exception {
    long begin = System.nanoTime();
    scheduler.sleep(Duration.ofMillis(20));
    assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(20_000_000L);

    scheduler.sleep(Duration.ZERO);
    scheduler.sleep(Duration.ofMillis(-5));
  }

  @Test
  void aSleepEndsByInterruptionBeforeItAndWithinIt() throws Exception {
    for (Duration time : new Duration[] {Duration.ZERO, Duration.ofDays(1)}) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> scheduler.sleep(time)).isInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isFalse();
    }
    CountDownLatch ended = new CountDownLatch(1);
    Thread sleeper =
        new Thread(
            () -> {
              try {
                scheduler.sleep(Duration.ofDays(1));
              } catch (InterruptedException e) {
                ended.countDown();
              }
            });
    sleeper.start();
    sleeper.interrupt();

    assertThat(await(ended)).isTrue();
  }

  @Test
  void chanceDoesNotRepeatItself() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      assertThat(seen.add(platform.random().text(16))).isTrue();
    }
    assertThat(platform.random().bytes(32)).hasSize(32);
  }

  @Test
  void randomTextIsFitForAddresses() {
    assertThat(platform.random().text(32)).hasSize(43).matches("[A-Za-z0-9_-]+");
    RandomSource ones =
        count -> {
          byte[] bytes = new byte[count];
          java.util.Arrays.fill(bytes, (byte) 0xff);
          return bytes;
        };
    assertThat(ones.text(3)).isEqualTo("____");
  }
}
