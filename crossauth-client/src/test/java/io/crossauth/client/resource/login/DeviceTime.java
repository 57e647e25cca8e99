package io.crossauth.client.resource.login;

import io.crossauth.platform.Scheduler;
import java.time.Duration;

/** Polls at once; what waits for minutes waits. */
final class DeviceTime implements Scheduler {

  private final Scheduler other;

  DeviceTime(Scheduler other) {
    this.other = other;
  }

  @Override
  public void sleep(Duration time) {}

  @Override
  public Task schedule(Duration delay, Runnable work) {
    boolean soon = delay.compareTo(Duration.ofSeconds(30)) < 0;
    return other.schedule(soon ? Duration.ZERO : delay, work);
  }
}
