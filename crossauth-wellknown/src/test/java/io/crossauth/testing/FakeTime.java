package io.crossauth.testing;

import io.crossauth.platform.Platform;
import io.crossauth.platform.RandomSource;
import io.crossauth.platform.Scheduler;
import io.crossauth.platform.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Time that passes only when it is told to, or when somebody waits. Date, elapsed time and the
 * scheduler go together. Scheduled work runs on the thread that lets the time pass.
 */
public final class FakeTime extends Clock implements Ticker, Scheduler {

  private record Planned(Instant at, Runnable work) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Duration> waits = new ArrayList<>();
  private final List<Planned> planned = new ArrayList<>();
  private final Instant start;
  private Instant now;

  /** Time that begins at a moment. */
  public FakeTime(Instant start) {
    this.start = start;
    this.now = start;
  }

  /** Time that begins on 2026-01-01 at midnight. */
  public static FakeTime create() {
    return new FakeTime(Instant.parse("2026-01-01T00:00:00Z"));
  }

  /** A platform with this time, and the machine's chance. */
  public Platform platform() {
    return new Platform(this, this, this, RandomSource.system());
  }

  /** How long each {@link #sleep} was, in order. */
  public List<Duration> waits() {
    lock.lock();
    try {
      return List.copyOf(waits);
    } finally {
      lock.unlock();
    }
  }

  /** How many pieces of work wait for their time. */
  public int plannedWork() {
    lock.lock();
    try {
      return planned.size();
    } finally {
      lock.unlock();
    }
  }

  /** Lets time pass, and runs what falls due, in the order of its time. */
  public void advance(Duration time) {
    Instant end = instant().plus(time);
    for (Optional<Planned> due = nextUntil(end); due.isPresent(); due = nextUntil(end)) {
      due.get().work().run();
    }
    lock.lock();
    try {
      now = now.isAfter(end) ? now : end;
    } finally {
      lock.unlock();
    }
  }

  private Optional<Planned> nextUntil(Instant end) {
    lock.lock();
    try {
      Optional<Planned> due =
          planned.stream().filter(p -> !p.at().isAfter(end)).min(Comparator.comparing(Planned::at));
      due.ifPresent(
          p -> {
            planned.remove(p);
            now = p.at().isAfter(now) ? p.at() : now;
          });
      return due;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void sleep(Duration time) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    lock.lock();
    try {
      waits.add(time);
    } finally {
      lock.unlock();
    }
    advance(time);
  }

  @Override
  public Task schedule(Duration delay, Runnable work) {
    lock.lock();
    try {
      Planned plan = new Planned(now.plus(delay.isNegative() ? Duration.ZERO : delay), work);
      planned.add(plan);
      return () -> {
        lock.lock();
        try {
          planned.removeIf(p -> p == plan);
        } finally {
          lock.unlock();
        }
      };
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long nanos() {
    return Duration.between(start, instant()).toNanos();
  }

  @Override
  public Instant instant() {
    lock.lock();
    try {
      return now;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
