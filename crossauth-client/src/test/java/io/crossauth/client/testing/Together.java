package io.crossauth.client.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Calls on threads of their own, small enough for a thousand. */
public final class Together {

  private static final long SMALL_STACK = 256 * 1024L;

  private Together() {}

  /** Starts a call on a thread of its own; whatever it throws is in the future. */
  public static <T> Call<T> start(Callable<T> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                result.complete(call.call());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            },
            "caller",
            SMALL_STACK);
    thread.setDaemon(true);
    thread.start();
    return new Call<>(thread, result);
  }

  /** Starts so many calls at one moment. */
  public static <T> List<Call<T>> start(int count, Callable<T> call) {
    CountDownLatch gate = new CountDownLatch(1);
    List<Call<T>> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      calls.add(
          start(
              () -> {
                gate.await();
                return call.call();
              }));
    }
    gate.countDown();
    return calls;
  }

  /** A call that goes on. */
  public record Call<T>(Thread thread, CompletableFuture<T> result) {

    /** What it came to; fails after half a minute. */
    public T get() throws Exception {
      return result.get(30, TimeUnit.SECONDS);
    }

    /** Returns when the call waits for something. */
    public Call<T> awaitWaiting() {
      while (!result.isDone()
          && thread.getState() != Thread.State.WAITING
          && thread.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      return this;
    }
  }
}
