package io.crossauth.client.internal.device;

import io.crossauth.client.device.DevicePrompt;
import io.crossauth.platform.Platform;
import io.crossauth.platform.Scheduler;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Tells a prompt how much time is left, until the waiting is over. */
final class Countdown {

  private final Platform platform;
  private final DevicePrompt prompt;
  private final long end;
  private final ReentrantLock lock = new ReentrantLock();
  private Scheduler.@Nullable Task next;
  private boolean over;

  /** Counts from now, when the codes were given, not from when the user has seen them. */
  Countdown(Platform platform, DevicePrompt prompt, Duration lifetime) {
    this.platform = platform;
    this.prompt = prompt;
    this.end = platform.ticker().nanos() + lifetime.toNanos();
  }

  Duration left() {
    return Duration.ofNanos(Math.max(0, end - platform.ticker().nanos()));
  }

  /** Begins the beat, if the prompt wants one. */
  void begin() {
    if (prompt.beat().compareTo(Duration.ZERO) > 0) {
      plan();
    }
  }

  /** Tells the prompt, unless the waiting is over. */
  void tell(Duration left) {
    lock.lock();
    try {
      if (!over) {
        prompt.waiting(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends the beat; the prompt hears of it once. */
  void finish() {
    lock.lock();
    try {
      if (!over) {
        over = true;
        if (next != null) {
          next.cancel();
        }
        safely(prompt::finished);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends the beat, and tells the prompt that the user is logged in. */
  void succeed() {
    finish();
    safely(prompt::succeeded);
  }

  private static void safely(Runnable word) {
    try {
      word.run();
    } catch (RuntimeException e) {
      // A display that breaks at the end takes neither the tokens nor the reason of a failure.
    }
  }

  private void beat() {
    tell(left());
    plan();
  }

  private void plan() {
    lock.lock();
    try {
      if (!over) {
        next = platform.scheduler().schedule(prompt.beat(), this::beat);
      }
    } finally {
      lock.unlock();
    }
  }
}
