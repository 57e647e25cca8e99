package io.crossauth.tokenconsumer.jwks;

import io.crossauth.platform.Scheduler;
import io.crossauth.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/** A scheduler whose threads are all busy until the test lets one of them work. */
final class Parked implements Scheduler {

  private final FakeTime time;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean eager;
  private int waits;

  Parked(FakeTime time) {
    this.time = time;
  }

  int size() {
    return waiting.size();
  }

  /** From now on a thread works whenever somebody waits. */
  void wakesUp() {
    eager = true;
  }

  /** How often somebody was about to wait. */
  int waits() {
    return waits;
  }

  /** Lets what was planned first run on this thread. */
  void work() {
    waiting.remove().run();
  }

  @Override
  public void sleep(Duration length) {
    waits++;
    time.advance(length);
    if (eager && !waiting.isEmpty()) {
      work();
    }
  }

  @Override
  public Task schedule(Duration delay, Runnable work) {
    waiting.add(work);
    return () -> waiting.remove(work);
  }
}
