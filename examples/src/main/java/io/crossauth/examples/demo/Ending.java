package io.crossauth.examples.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Knows whether the process is about to end because somebody pressed Ctrl-C. */
final class Ending {

  private static final long MOMENT_MILLIS = 300;

  private final CountDownLatch begun = new CountDownLatch(1);
  private final long moment;

  private Ending(long moment) {
    this.moment = moment;
  }

  /** Watches this process. */
  static Ending ofThisProcess() {
    Ending ending = new Ending(MOMENT_MILLIS);
    Runtime.getRuntime().addShutdownHook(new Thread(ending.begun::countDown, "demo-ending"));
    return ending;
  }

  /** For a demo that is part of another program. */
  static Ending never() {
    return new Ending(0);
  }

  /**
   * Returns, a moment later, unless the process is ending: Ctrl-C reaches the server too, and what
   * fails because of that is no news.
   */
  void letPass() {
    try {
      if (begun.await(moment, TimeUnit.MILLISECONDS)) {
        new CountDownLatch(1).await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
