package io.crossauth.internal.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.platform.Scheduler;
import io.crossauth.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A value is fetched once, renewed early, and asked for again with care. */
class RefreshingValueTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration TEN = Duration.ofSeconds(10);

  private final FakeTime time = FakeTime.create();
  private final AtomicInteger asked = new AtomicInteger();
  private Supplier<RuntimeException> outage = () -> new IllegalStateException("down");
  private boolean down;
  private final Pauses policy = new Pauses();
  private final RefreshingValue<Integer> value =
      new RefreshingValue<>("a number", before -> next(), policy, time.platform());

  /** Renewed after 10 s, fresh for 20 s, usable for 60 s; 2 s between attempts. */
  private static final class Pauses implements RefreshPolicy<Integer> {
    private Lifetime lifetime = new Lifetime(TEN, TEN.multipliedBy(2), TEN.multipliedBy(6));
    private Duration pause = SECOND.multipliedBy(2);
    private Duration backgroundPause = SECOND.multipliedBy(4);

    @Override
    public Lifetime lifetimeOf(Integer value) {
      return lifetime;
    }

    @Override
    public boolean tooEarly(Attempt last, long now) {
      return now - last.startedAt() < pause.toNanos();
    }

    @Override
    public Duration backgroundPause(@Nullable Attempt last) {
      return backgroundPause;
    }

    @Override
    public Duration lookWait() {
      return TEN;
    }

    @Override
    public boolean counts(RuntimeException failure) {
      return failure instanceof IllegalStateException
          || failure instanceof InterruptedCallException;
    }

    @Override
    public RuntimeException again(RuntimeException failure) {
      return new IllegalStateException("again", failure);
    }

    @Override
    public RuntimeException overtime(Duration patience) {
      return new IllegalStateException("overtime");
    }
  }

  private int next() {
    int turn = asked.incrementAndGet();
    if (down) {
      throw outage.get();
    }
    return turn;
  }

  private void pass(Duration duration) {
    time.advance(duration);
  }

  @Test
  @DisplayName("nothing is fetched before it is needed, and then once")
  void once() {
    assertThat(value.peek()).isNull();
    assertThat(value.age()).isEmpty();
    assertThat(value.fresh()).isFalse();

    assertThat(value.get()).isEqualTo(1);
    assertThat(value.get()).isEqualTo(1);
    assertThat(asked).hasValue(1);
  }

  @Test
  @DisplayName("it is renewed in the background while the old one is given out")
  void renewedEarly() {
    int first = value.get();
    pass(TEN);

    assertThat(value.get()).isEqualTo(first);
    assertThat(value.get()).isEqualTo(first);
    assertThat(time.plannedWork()).isEqualTo(1);
    pass(Duration.ZERO);

    assertThat(value.get()).isEqualTo(2);
  }

  @Test
  @DisplayName("in the background it is asked for once in a pause")
  void pausesInTheBackground() {
    int first = value.get();
    down = true;
    pass(TEN);
    for (int i = 0; i < 8; i++) {
      assertThat(value.get()).isEqualTo(first);
      pass(SECOND);
    }

    assertThat(asked).hasValue(3);
  }

  @Test
  @DisplayName("a value past its time is waited for; the last good one serves while there is none")
  void overdue() {
    int first = value.get();
    pass(TEN.multipliedBy(2));
    assertThat(value.get()).isEqualTo(2);

    down = true;
    pass(TEN.multipliedBy(2));
    assertThat(value.get()).isEqualTo(2).isNotEqualTo(first);
    pass(TEN.multipliedBy(4));
    assertThatThrownBy(value::get).hasMessage("down");
  }

  @Test
  @DisplayName("after a failure nobody asks within the pause, and each caller is told")
  void coolsDown() {
    down = true;
    assertThatThrownBy(value::get).hasMessage("down");
    assertThatThrownBy(value::get).hasMessage("again").hasRootCauseMessage("down");
    assertThat(asked).hasValue(1);
    assertThat(value.lastAttempt().map(Attempt::failures)).contains(1);

    pass(SECOND.multipliedBy(2));
    assertThatThrownBy(value::get).hasMessage("down");
    assertThat(value.lastAttempt().map(Attempt::failures)).contains(2);

    down = false;
    pass(SECOND.multipliedBy(2));
    assertThat(value.get()).isEqualTo(3);
    assertThat(value.lastFailure()).isEmpty();
  }

  @Test
  @DisplayName("a failure that does not count is thrown and forgotten, as an interruption is")
  void doesNotCount() {
    down = true;
    outage = () -> new IllegalArgumentException("a fault of the program");
    assertThatThrownBy(value::get).isInstanceOf(IllegalArgumentException.class);
    outage = () -> new InterruptedCallException("here", new InterruptedException());
    assertThatThrownBy(value::get).isInstanceOf(InterruptedCallException.class);
    assertThat(Thread.interrupted()).isTrue();

    assertThat(value.lastAttempt()).isEmpty();
    down = false;
    assertThat(value.get()).isEqualTo(3);
  }

  @Test
  @DisplayName("whoever looks again is held back within the pause")
  void heldBack() {
    AtomicInteger held = new AtomicInteger();
    int first = value.get();

    assertThat(value.lookAgain(any -> false, held::incrementAndGet)).isEmpty();
    assertThat(held).hasValue(1);
    assertThat(value.peek()).isEqualTo(first);

    pass(SECOND.multipliedBy(2));
    assertThat(value.lookAgain(any -> false, held::incrementAndGet)).isEmpty();
    assertThat(value.peek()).isEqualTo(2);

    down = true;
    pass(SECOND.multipliedBy(2));
    assertThat(value.lookAgain(any -> false, held::incrementAndGet)).isPresent();
    assertThat(held).hasValue(1);
  }

  @Test
  @DisplayName("a value that was refused elsewhere is forgotten, unless it is too young or another")
  void forgotten() {
    policy.pause = Duration.ZERO;
    int first = value.get();

    value.forget(number -> number == first, SECOND);
    value.forget(number -> number != first, Duration.ZERO);
    assertThat(value.get()).isEqualTo(first);

    pass(SECOND);
    value.forget(number -> number == first, SECOND);
    assertThat(value.get()).isEqualTo(2);
  }

  @Test
  @DisplayName("what is over when it comes still serves the one who asked for it")
  void withoutLife() {
    policy.pause = Duration.ZERO;
    policy.lifetime = Lifetime.endingAfter(Duration.ZERO, Duration.ZERO);

    assertThat(value.get()).isEqualTo(1);
    assertThat(value.get()).isEqualTo(2);
  }

  @Test
  @DisplayName("it is fetched now on demand, whatever its age and however early")
  void loaded() {
    assertThat(value.load()).isEqualTo(1);
    assertThat(value.load()).isEqualTo(2);
    assertThat(value.age()).contains(Duration.ZERO);
  }

  @Test
  @DisplayName("work in the background ends with it")
  void closed() {
    value.get();
    pass(TEN);
    value.get();

    value.close();

    assertThat(time.plannedWork()).isZero();
  }

  @Test
  @DisplayName("who looks later does not wait, and nobody looks twice at once")
  void later() {
    AtomicInteger held = new AtomicInteger();
    value.get();

    value.lookLater(held::incrementAndGet);
    assertThat(held).hasValue(1);

    pass(SECOND.multipliedBy(2));
    value.lookLater(held::incrementAndGet);
    value.lookLater(held::incrementAndGet);
    assertThat(value.peek()).isEqualTo(1);
    assertThat(time.plannedWork()).isEqualTo(1);
    pass(Duration.ZERO);
    assertThat(value.peek()).isEqualTo(2);
    assertThat(held).hasValue(1);
  }

  @Test
  @DisplayName("what is here already is looked for nowhere else")
  void enough() {
    value.get();
    pass(SECOND.multipliedBy(2));

    assertThat(value.lookAgain(number -> number == 1, () -> {})).isEmpty();
    assertThat(asked).hasValue(1);
  }

  @Test
  @DisplayName("a fault of the program is thrown to whoever looks or waits for a renewal")
  void faults() {
    value.get();
    down = true;
    outage = () -> new IllegalArgumentException("a fault of the program");

    pass(TEN.multipliedBy(2));
    assertThatThrownBy(value::get).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> value.lookAgain(any -> false, () -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("without a scheduler that takes work, callers do what they need themselves")
  void withoutAScheduler() {
    Scheduler full =
        new Scheduler() {
          @Override
          public void sleep(Duration length) {}

          @Override
          public Task schedule(Duration delay, Runnable work) {
            throw new RejectedExecutionException("full");
          }
        };
    RefreshingValue<Integer> alone =
        new RefreshingValue<>(
            "a number", before -> next(), policy, time.platform().withScheduler(full));
    assertThat(alone.get()).isEqualTo(1);
    pass(TEN);
    // Renewed by nobody, as long as it is fresh, and not tried again at once.
    assertThat(alone.get()).isEqualTo(1);
    alone.lookLater(() -> {});
    assertThat(alone.get()).isEqualTo(1);
    assertThat(alone.lookAgain(number -> number == 2, () -> {})).isEmpty();
    assertThat(alone.peek()).isEqualTo(2);
    pass(TEN.multipliedBy(2));
    assertThat(alone.get()).isEqualTo(3);
  }

  @Test
  @DisplayName("an attempt apart has its own time, and stands when one for all ends later")
  void apart() {
    List<Duration> times = new ArrayList<>();
    AtomicInteger turn = new AtomicInteger();
    AtomicReference<@Nullable RefreshingValue<Integer>> self = new AtomicReference<>();
    RefreshingValue<Integer> timed =
        new RefreshingValue<>(
            "a number",
            (before, most) -> {
              int number = turn.incrementAndGet();
              times.add(most == null ? Duration.ZERO : most);
              if (number == 2) {
                pass(SECOND);
                // While it is under way, another is made apart, which begins later and ends sooner.
                Integer newer = Objects.requireNonNull(self.get()).loadWithin(TEN);
                assertThat(newer).isEqualTo(3);
              }
              return number;
            },
            policy,
            time.platform());
    self.set(timed);
    timed.get();
    pass(TEN.multipliedBy(2));

    assertThat(timed.get()).isEqualTo(3);
    assertThat(times).containsExactly(Duration.ZERO, Duration.ZERO, TEN);
    assertThat(timed.age()).contains(Duration.ZERO);
    assertThat(timed.lastAttempt().map(Attempt::failures)).contains(0);
  }

  @Test
  @DisplayName("work in the background that nobody takes on is planned anew after a while")
  void nobodyTakesItOn() {
    List<Runnable> planned = new ArrayList<>();
    Scheduler parked =
        new Scheduler() {
          @Override
          public void sleep(Duration length) {}

          @Override
          public Task schedule(Duration delay, Runnable work) {
            planned.add(work);
            return () -> {};
          }
        };
    RefreshingValue<Integer> alone =
        new RefreshingValue<>(
            "a number", before -> next(), policy, time.platform().withScheduler(parked));
    policy.lifetime = new Lifetime(TEN, TEN.multipliedBy(60), TEN.multipliedBy(60));
    alone.get();
    pass(TEN);
    alone.get();
    pass(RefreshingValue.PATIENCE);
    alone.get();
    assertThat(planned).hasSize(1);
    pass(SECOND);
    alone.get();
    assertThat(planned).hasSize(2);
    planned.get(0).run();
    assertThat(asked).hasValue(1);
    // Whoever needs one now does what is planned, and does not wait for it.
    assertThat(alone.load()).isEqualTo(2);
    planned.get(1).run();
    assertThat(asked).hasValue(2);
  }

  @Test
  @DisplayName("a bucket allows some at once, then one in a pause from the end of the last")
  void bucket() {
    Bucket bucket = new Bucket(2, SECOND);
    long second = SECOND.toNanos();
    assertThat(bucket.holds(0)).isTrue();
    bucket.take(0, 0);
    assertThat(bucket.holds(0)).isTrue();
    bucket.take(0, 5 * second);
    assertThat(bucket.holds(5 * second)).isFalse();
    assertThat(bucket.holds(6 * second - 1)).isFalse();
    assertThat(bucket.holds(6 * second)).isTrue();
    // What is taken though nothing is left costs no more than the next pause.
    bucket.take(6 * second, 6 * second);
    bucket.take(6 * second, 6 * second);
    assertThat(bucket.holds(7 * second)).isTrue();
    // Never more than at first, however long it has been quiet.
    long later = 1_000 * second;
    bucket.take(later, later);
    assertThat(bucket.holds(later)).isTrue();
    bucket.take(later, later);
    assertThat(bucket.holds(later)).isFalse();
    // A clock that begins below zero changes nothing.
    Bucket early = new Bucket(1, SECOND);
    assertThat(early.holds(-5 * second)).isTrue();
    early.take(-5 * second, -5 * second);
    assertThat(early.holds(-5 * second)).isFalse();
    assertThat(early.holds(-4 * second)).isTrue();
  }

  @Test
  @DisplayName("the times of a life are in their order")
  void lifetimes() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Lifetime(TEN, SECOND, TEN));
    assertThatIllegalArgumentException().isThrownBy(() -> new Lifetime(SECOND, TEN, SECOND));
    assertThat(Lifetime.renewedAfter(TEN).usableFor()).isEqualTo(Lifetime.FOREVER);
  }
}
