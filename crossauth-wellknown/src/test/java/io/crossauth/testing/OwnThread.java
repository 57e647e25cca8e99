package io.crossauth.testing;

import java.util.concurrent.Executor;

/**
 * A thread for each task. Two calls that wait for each other need two: on a machine of two cores
 * the common pool has one, and from JDK 25 on {@code CompletableFuture} makes no more.
 */
public final class OwnThread {

  /** Starts a daemon thread for what it is given. */
  public static final Executor FOR_EACH =
      task -> {
        Thread thread = new Thread(task, "test");
        thread.setDaemon(true);
        thread.start();
      };

  private OwnThread() {}
}
