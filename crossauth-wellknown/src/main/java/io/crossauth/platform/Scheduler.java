package io.crossauth.platform;

import java.time.Duration;

/** Waiting, and work in the background. */
public interface Scheduler {

  /** Work that has been put off. */
  @FunctionalInterface
  interface Task {

    /** Forgets the work, if it has not begun; interrupts it, if it has. */
    void cancel();
  }

  /**
   * Waits on this thread.
   *
   * @param time how long; zero or less returns at once
   * @throws InterruptedException if the thread is interrupted, before or while it waits
   */
  void sleep(Duration time) throws InterruptedException;

  /**
   * Runs work later, on a thread of the scheduler; the work may block.
   *
   * @param delay how long to put it off; zero or less is at once
   * @param work what to run; what it throws is lost
   * @return a handle to cancel it by
   */
  Task schedule(Duration delay, Runnable work);

  /**
   * {@return the scheduler of this machine} Its threads are daemons, named {@code crossauth-…}, and
   * end when there is nothing to do for ten seconds. Work runs with the context class loader of
   * whoever put it off; between two works the threads have none, and never thread-locals of others.
   */
  static Scheduler system() {
    return SystemScheduler.INSTANCE;
  }
}
