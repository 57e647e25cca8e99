package io.crossauth.benchmarks.stress;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Many threads that do the same at the same moment. */
final class Crowd {

  private Crowd() {}

  /**
   * Runs work on so many threads, all at once.
   *
   * @return on how many of them it succeeded: was true, and threw nothing
   */
  static int run(int threads, BooleanSupplier work) throws InterruptedException {
    CountDownLatch ready = new CountDownLatch(threads);
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(threads);
    AtomicInteger successes = new AtomicInteger();
    for (int i = 0; i < threads; i++) {
      Thread thread =
          new Thread(
              () -> {
                ready.countDown();
                try {
                  gate.await();
                  if (work.getAsBoolean()) {
                    successes.incrementAndGet();
                  }
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                } finally {
                  done.countDown();
                }
              },
              "crowd-" + i);
      thread.setDaemon(true);
      thread.start();
    }
    ready.await();
    gate.countDown();
    done.await();
    return successes.get();
  }
}
