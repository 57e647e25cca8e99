package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.error.TransportException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What tests of transports ask again and again. */
final class Outcomes {

  static final Duration PATIENCE = Duration.ofSeconds(30);

  private Outcomes() {}

  static TransportException failure(HttpTransport transport, HttpCall call) {
    TransportException e =
        catchThrowableOfType(TransportException.class, () -> transport.exchange(call));
    assertThat(e).as("a call that fails").isNotNull();
    return e;
  }

  /** Fails the call and demands that it took less than a time. */
  static TransportException failureWithin(Duration most, HttpTransport transport, HttpCall call) {
    long begin = System.nanoTime();
    TransportException e = failure(transport, call);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(most);
    return e;
  }

  /** Runs work on a thread of its own. */
  static <T> Started<T> start(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.call());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            },
            "test-caller");
    thread.setDaemon(true);
    thread.start();
    return new Started<>(thread, result);
  }

  /** Work under way. */
  record Started<T>(Thread thread, CompletableFuture<T> result) {

    T get() throws Exception {
      return result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** How it failed. */
    Throwable failure() throws Exception {
      return result.handle((value, e) -> e).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Waits until the thread is within a method of this name. */
    Started<T> awaitWithin(String method) {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (Arrays.stream(thread.getStackTrace())
          .noneMatch(frame -> frame.getMethodName().equals(method))) {
        assertThat(System.nanoTime()).as("never within " + method).isLessThan(end);
        Thread.onSpinWait();
      }
      return this;
    }
  }
}
