package io.crossauth.client.testing;

import io.crossauth.platform.Platform;
import io.crossauth.platform.RandomSource;
import io.crossauth.platform.Scheduler;
import io.crossauth.testing.FakeTime;
import java.time.Duration;

/** Fake time whose work for now runs at once on threads of its own; work for later waits for it. */
public final class Background implements Scheduler {

  private final FakeTime time;

  private Background(FakeTime time) {
    this.time = time;
  }

  /** A platform with this time and real threads. */
  public static Platform platform(FakeTime time) {
    return new Platform(time, time, new Background(time), RandomSource.system());
  }

  @Override
  public void sleep(Duration wait) throws InterruptedException {
    time.sleep(wait);
  }

  @Override
  public Task schedule(Duration delay, Runnable work) {
    if (!delay.isZero()) {
      return time.schedule(delay, work);
    }
    Thread thread = new Thread(work, "background");
    thread.setDaemon(true);
    thread.start();
    return thread::interrupt;
  }
}
