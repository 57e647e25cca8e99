package io.crossauth.internal.refresh;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How often may be asked: several times at once, then once in a pause. Each pause counts from the
 * end of the attempt before it, so that a server that takes its time is not asked more often. Safe
 * for use by many threads.
 */
public final class Bucket {

  private record Level(long tokens, long since) {}

  private final int capacity;
  private final long pauseNanos;
  private final AtomicReference<Level> level;

  /**
   * Creates a full bucket.
   *
   * @param capacity how often at once
   * @param pause how long until another time is allowed; more than zero
   */
  public Bucket(int capacity, Duration pause) {
    this.capacity = capacity;
    this.pauseNanos = pause.toNanos();
    this.level = new AtomicReference<>(new Level(capacity, 0));
  }

  /**
   * Whether there is something left.
   *
   * @param now the ticker
   */
  public boolean holds(long now) {
    return tokens(Objects.requireNonNull(level.get()), now) > 0;
  }

  /**
   * Takes out one for an attempt, even if none is left.
   *
   * @param startedAt when it began, by the ticker
   * @param endedAt when it ended, by the ticker
   */
  public void take(long startedAt, long endedAt) {
    level.updateAndGet(before -> new Level(Math.max(0, tokens(before, startedAt) - 1), endedAt));
  }

  private long tokens(Level from, long now) {
    // An attempt that began before the last one ended brings nothing back.
    long pauses = Math.max(0, now - from.since()) / pauseNanos;
    return Math.min(capacity, from.tokens() + pauses);
  }
}
