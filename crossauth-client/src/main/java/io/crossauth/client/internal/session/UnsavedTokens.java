package io.crossauth.client.internal.session;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.platform.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tokens that the server has given and the store has not taken yet. They are here before anything
 * can go wrong with the store; then they are tried again every second, and whenever somebody asks
 * for the session. While the store is away a few are tried, and when it answers again, all.
 */
final class UnsavedTokens {

  private static final Duration AGAIN = Duration.ofSeconds(1);

  /** So many failures in a row, and the store is taken to be away for now. */
  private static final int ENOUGH = 3;

  /** A store that hangs holds so many threads at most. */
  private static final int MOST_AT_ONCE = 16;

  /** Tokens of one session; the lock is held by who saves them. */
  private static final class Held {

    private final Renewing renewal;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile long tried;
    private volatile boolean dropped;

    Held(Renewing renewal) {
      this.renewal = renewal;
    }

    /** A lease is used by one thread at a time: who saves under it gives it back, if we cannot. */
    void drop() {
      dropped = true;
      if (lock.tryLock()) {
        try {
          renewal.giveBack();
        } finally {
          lock.unlock();
        }
      }
    }
  }

  private final ConcurrentMap<String, Held> held = new ConcurrentHashMap<>();
  private final AtomicBoolean planned = new AtomicBoolean();
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicLong tries = new AtomicLong();
  private final OpenRenewals open;
  private final Platform platform;

  UnsavedTokens(OpenRenewals open, Platform platform) {
    this.open = open;
    this.platform = platform;
  }

  boolean holds(String session) {
    return held.containsKey(session);
  }

  /** Keeps a renewal that has tokens to save, until they are saved. */
  void hold(String session, Renewing renewal) {
    open.keep(renewal, this);
    Held before = held.put(session, new Held(renewal));
    if (before != null) {
      open.forget(before.renewal);
      before.drop();
    }
  }

  /**
   * Saves what is held for a session.
   *
   * @return the saved tokens; empty if nothing is held, or a newer session is in the store
   * @throws RuntimeException if the store still fails, and they are still held; or the failure of
   *     the renewal, if they are saved and not to be given out
   */
  Optional<StoredTokens> saved(String session) {
    Held unsaved = held.get(session);
    if (unsaved == null) {
      return Optional.empty();
    }
    Phase after = unsaved.renewal.phase();
    try {
      unsaved.lock.lock();
      try {
        unsaved.tried = tries.incrementAndGet();
        after = unsaved.dropped ? new Phase.Looking() : unsaved.renewal.untilSaved();
        release(session, unsaved);
      } finally {
        unsaved.lock.unlock();
      }
    } finally {
      if (unsaved.dropped) {
        unsaved.renewal.giveBack();
      }
      if (holds(session)) {
        plan();
      }
    }
    if (after instanceof Phase.Failed failed) {
      throw failed.failure();
    }
    return after instanceof Phase.Given given ? Optional.of(given.tokens()) : Optional.empty();
  }

  private void release(String session, Held saved) {
    open.forget(saved.renewal);
    if (held.remove(session, saved)) {
      saved.renewal.giveBack();
    }
  }

  /** Gives up what is held: the session has begun anew, or is over. */
  void drop(String session) {
    Held unsaved = held.remove(session);
    if (unsaved != null) {
      open.forget(unsaved.renewal);
      unsaved.drop();
    }
  }

  private void plan() {
    if (planned.compareAndSet(false, true)) {
      Object unused = platform.scheduler().schedule(AGAIN, this::again);
    }
  }

  private void again() {
    planned.set(false);
    if (held.isEmpty()) {
      return;
    }
    // Before anything can hang.
    plan();
    tryAll();
  }

  /** Tries those that have waited longest, until all are saved or the store seems to be away. */
  void tryAll() {
    try {
      if (atOnce.incrementAndGet() <= MOST_AT_ONCE) {
        tryEach();
      }
    } finally {
      atOnce.decrementAndGet();
    }
  }

  private void tryEach() {
    List<String> sessions = new ArrayList<>(held.keySet());
    sessions.sort(Comparator.comparingLong(this::tried));
    int failures = 0;
    for (String session : sessions) {
      Held unsaved = held.get(session);
      if (unsaved == null || unsaved.lock.isLocked()) {
        continue;
      }
      try {
        Optional<StoredTokens> unused = saved(session);
        failures = 0;
      } catch (RuntimeException e) {
        failures += holds(session) ? 1 : 0;
      }
      if (failures == ENOUGH) {
        return;
      }
    }
  }

  private long tried(String session) {
    Held unsaved = held.get(session);
    return unsaved == null ? 0 : unsaved.tried;
  }
}
