package io.crossauth.client.internal.polling;

import io.crossauth.client.token.PollAnswer;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.platform.Platform;
import io.crossauth.platform.Scheduler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks again and again until an answer is final or the time is over.
 *
 * <p>Waits before each poll, the first one too; {@code slow_down} lengthens every later wait; a
 * poll that does not reach the server, or finds it busy (429, 503), is forgiven and the wait
 * doubled, up to a minute, or as long as {@code Retry-After} says. Time is measured by the
 * monotonic clock. Safe for use by many threads.
 *
 * @param <T> what is waited for
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.5">RFC 8628 section 3.5</a>
 */
public final class Poller<T> {

  private final Platform platform;
  private final Supplier<PollAnswer<T>> poll;
  private final Duration interval;
  private final Duration lifetime;
  private final Supplier<? extends RuntimeException> expired;
  private final Consumer<Duration> waiting;

  /**
   * Creates a poller.
   *
   * @param platform waiting and elapsed time
   * @param poll asks once
   * @param interval how long to wait before each poll
   * @param lifetime when to give up, from the start of the wait
   * @param expired makes the failure of giving up
   * @param waiting hears before each wait how much time is left
   */
  public Poller(
      Platform platform,
      Supplier<PollAnswer<T>> poll,
      Duration interval,
      Duration lifetime,
      Supplier<? extends RuntimeException> expired,
      Consumer<Duration> waiting) {
    this.platform = platform;
    this.poll = poll;
    this.interval = interval;
    this.lifetime = lifetime;
    this.expired = expired;
    this.waiting = waiting;
  }

  /**
   * Waits on this thread.
   *
   * @throws InterruptedCallException if the thread is interrupted; nothing is left running
   * @throws CrossauthException what a poll throws, unless trying again may help
   */
  public T await() {
    long end = platform.ticker().nanos() + lifetime.toNanos();
    PollInterval pace = new PollInterval(interval, 0);
    Duration wait = pace.next();
    while (true) {
      sleep(wait, end);
      try {
        PollAnswer<T> answer = poll.get();
        if (answer instanceof PollAnswer.Done<T> done) {
          return done.result();
        }
        pace = pace.after(answer);
        wait = pace.nextAfter(answer);
      } catch (CrossauthException e) {
        if (!PollInterval.survives(e)) {
          throw e;
        }
        pace = pace.afterFailure();
        wait = pace.nextAfter(e);
      }
    }
  }

  /**
   * Waits without holding a thread. Cancelling the future ends the waiting, and interrupts a poll
   * that is under way.
   */
  public CompletableFuture<T> start() {
    return start(Function.identity());
  }

  /**
   * Waits without holding a thread, and makes something of the answer on the scheduler's thread.
   * Cancelling the future ends the waiting, and interrupts a poll, or the making, that is under
   * way.
   *
   * @param finish what to make of the answer; what it throws is final
   */
  public <R> CompletableFuture<R> start(Function<? super T, ? extends R> finish) {
    return start(interval, finish);
  }

  /**
   * As {@link #start()}, but polls at once, since it is known that there is something to hear;
   * waits before each poll after that.
   */
  public CompletableFuture<T> startNow() {
    return start(Duration.ZERO, Function.identity());
  }

  private <R> CompletableFuture<R> start(Duration first, Function<? super T, ? extends R> finish) {
    Run<R> run = new Run<>(platform.ticker().nanos() + lifetime.toNanos(), finish);
    CompletableFuture<R> unused = run.result.whenComplete((value, failure) -> run.stop());
    run.plan(new PollInterval(interval, 0), first);
    return run.result;
  }

  private void sleep(Duration wait, long end) {
    Duration left = left(end);
    waiting.accept(left);
    try {
      if (wait.compareTo(left) >= 0) {
        platform.scheduler().sleep(left);
        throw expired.get();
      }
      platform.scheduler().sleep(wait);
    } catch (InterruptedException e) {
      throw new InterruptedCallException("the answer to a poll", e);
    }
  }

  private Duration left(long end) {
    return Duration.ofNanos(Math.max(0, end - platform.ticker().nanos()));
  }

  private final class Run<R> {

    private final CompletableFuture<R> result = new CompletableFuture<>();
    private final AtomicReference<Scheduler.@Nullable Task> task = new AtomicReference<>();
    private final long end;
    private final Function<? super T, ? extends R> finish;

    Run(long end, Function<? super T, ? extends R> finish) {
      this.end = end;
      this.finish = finish;
    }

    void plan(PollInterval pace, Duration wait) {
      try {
        schedule(pace, wait);
      } catch (RuntimeException | Error e) {
        // Nobody else would hear of it.
        result.completeExceptionally(e);
      }
    }

    private void schedule(PollInterval pace, Duration wait) {
      Duration left = left(end);
      waiting.accept(left);
      boolean last = wait.compareTo(left) >= 0;
      task.set(
          platform
              .scheduler()
              .schedule(last ? left : wait, last ? this::expire : () -> pollOnce(pace)));
      if (result.isDone()) {
        stop();
      }
    }

    private void expire() {
      result.completeExceptionally(expired.get());
    }

    private void pollOnce(PollInterval pace) {
      if (result.isDone()) {
        return;
      }
      try {
        PollAnswer<T> answer = poll.get();
        if (answer instanceof PollAnswer.Done<T> done) {
          finish(done.result());
        } else {
          PollInterval next = pace.after(answer);
          plan(next, next.nextAfter(answer));
        }
      } catch (CrossauthException e) {
        retry(pace, e);
      } catch (RuntimeException | Error e) {
        result.completeExceptionally(e);
      }
    }

    private void finish(T answer) {
      try {
        result.complete(finish.apply(answer));
      } catch (RuntimeException | Error e) {
        result.completeExceptionally(e);
      }
    }

    private void retry(PollInterval pace, CrossauthException failure) {
      if (PollInterval.survives(failure)) {
        PollInterval next = pace.afterFailure();
        plan(next, next.nextAfter(failure));
      } else {
        result.completeExceptionally(failure);
      }
    }

    /** Only when it was cancelled: a run that ends by itself must not interrupt itself. */
    void stop() {
      Scheduler.Task current = task.get();
      if (result.isCancelled() && current != null) {
        current.cancel();
      }
    }
  }
}
