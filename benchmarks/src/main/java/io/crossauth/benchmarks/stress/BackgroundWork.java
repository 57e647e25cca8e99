package io.crossauth.benchmarks.stress;

import io.crossauth.platform.Scheduler;
import java.time.Duration;
import java.util.concurrent.Phaser;

/** The usual scheduler, of whose work the end can be awaited. */
final class BackgroundWork implements Scheduler {

  private final Scheduler real = Scheduler.system();
  private final Phaser underWay = new Phaser(1);

  @Override
  public void sleep(Duration time) throws InterruptedException {
    real.sleep(time);
  }

  @Override
  public Task schedule(Duration delay, Runnable work) {
    underWay.register();
    return real.schedule(
        delay,
        () -> {
          try {
            work.run();
          } finally {
            underWay.arriveAndDeregister();
          }
        });
  }

  /** Waits until all that was begun before is over. Nothing that is scheduled here is cancelled. */
  void awaitEnd() {
    int unused = underWay.arriveAndAwaitAdvance();
  }
}
