package io.crossauth.testkit.keycloak;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls of libraries that may wait longer than anybody wants. */
final class Bounded {

  private Bounded() {}

  /**
   * The result of the call.
   *
   * @param late what to say when there is none in time; the call is left to itself then
   * @throws IllegalStateException if it takes too long, or fails
   */
  static <T> T call(Duration patience, String late, Callable<T> call) {
    FutureTask<T> task = new FutureTask<>(call);
    Thread thread = new Thread(task, "crossauth-keycloak-docker");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(late + " (" + patience.toSeconds() + " s)", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(Causes.innermost(e), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Docker", e);
    }
  }
}
