package io.crossauth.benchmarks.nodes;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What happens to this process when the next renewal comes to a step; each trap works once. */
final class Traps {

  /** What a trap does. */
  enum Deed {
    /** SIGSTOP: the process stands still until somebody continues it. */
    STOP,
    /** SIGKILL. */
    KILL,
    /** Says so, and waits for {@code go}. */
    TELL
  }

  private final ConcurrentMap<Step, Deed> set = new ConcurrentHashMap<>();
  private final Semaphore go = new Semaphore(0);
  private final Report report;

  Traps(Report report) {
    this.report = report;
  }

  void set(Step step, Deed deed) {
    set.put(step, deed);
  }

  void go() {
    go.release();
  }

  /** A renewal has come to a step. */
  void at(Step step, String session) {
    Deed deed = set.remove(step);
    if (deed == null) {
      return;
    }
    report.trapped(step, session);
    switch (deed) {
      case STOP -> signal("STOP");
      case KILL -> signal("KILL");
      case TELL -> await();
    }
  }

  private void await() {
    try {
      boolean unused = go.tryAcquire(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void signal(String name) {
    try {
      int unused =
          new ProcessBuilder("kill", "-" + name, Long.toString(ProcessHandle.current().pid()))
              .start()
              .waitFor();
    } catch (IOException e) {
      throw new IllegalStateException("kill: expected to run, found " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
