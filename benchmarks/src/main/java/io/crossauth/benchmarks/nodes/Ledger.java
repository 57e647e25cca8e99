package io.crossauth.benchmarks.nodes;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What has become of every refresh token: who presented it, who presented it again and why that
 * could be; and of every session that has ended. Safe for use by many threads.
 */
final class Ledger {

  /** Why a refresh token was presented again, or a session has ended. */
  enum Why {
    /** Its holder was killed or stood still after it presented it, and before it was saved. */
    WINDOW("window"),
    /** Its answer got lost, and the same node presented it once more under the same lease. */
    REPEAT("lost answer"),
    /** The store has lost what it had confirmed. */
    STORE("store"),
    /** None of these: a fault of ours. */
    FAULT("fault");

    final String word;

    Why(String word) {
      this.word = word;
    }
  }

  /** A node goes on for a moment until its signal comes, and what it has sent arrives later yet. */
  private static final long ON_ITS_WAY = TimeUnit.SECONDS.toNanos(2);

  /** One life of a node, from its start to its end. */
  static final class Life {

    private final String name;
    private final AtomicLong killed = new AtomicLong(Long.MIN_VALUE);
    private final AtomicLong stopped = new AtomicLong(Long.MIN_VALUE);

    Life(String name) {
      this.name = name;
    }

    /** It is about to be killed. */
    void killed() {
      killed.compareAndSet(Long.MIN_VALUE, System.nanoTime());
    }

    boolean isKilled() {
      return killed.get() != Long.MIN_VALUE;
    }

    /** It is about to be stopped. */
    void stopped() {
      stopped.set(System.nanoTime());
    }

    /** Whether what it presented at this time, and has not saved, is nobody's fault. */
    boolean excuses(long presented) {
      return Math.max(killed.get(), stopped.get()) >= presented - ON_ITS_WAY;
    }

    /** How long before its end or stop that was, in milliseconds. */
    private long before(long presented) {
      return (Math.max(killed.get(), stopped.get()) - presented) / 1_000_000;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private record Presented(Life by, long at) {}

  private final ConcurrentMap<String, Life> lives = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Presented> presented = new ConcurrentHashMap<>();
  private final Set<String> saved = ConcurrentHashMap.newKeySet();
  private final Set<String> unanswered = ConcurrentHashMap.newKeySet();
  private final Map<Why, LongAdder> again = counts();
  private final Map<Why, LongAdder> ended = counts();
  private final List<String> windows = new CopyOnWriteArrayList<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final AtomicBoolean storeMayLose = new AtomicBoolean();

  private static Map<Why, LongAdder> counts() {
    Map<Why, LongAdder> counts = new EnumMap<>(Why.class);
    for (Why why : Why.values()) {
      counts.put(why, new LongAdder());
    }
    return counts;
  }

  /** From now on the store may lose what it has confirmed, and that is measured, not judged. */
  void storeMayLose() {
    storeMayLose.set(true);
  }

  Life born(String name) {
    Life life = new Life(name);
    lives.put(name, life);
    return life;
  }

  /** A node has told that this refresh token is in the store. */
  void saved(String refreshToken) {
    saved.add(refreshToken);
  }

  /** No answer has reached whoever presented it. */
  void unanswered(String refreshToken) {
    unanswered.add(refreshToken);
  }

  boolean isUnanswered(String refreshToken) {
    return unanswered.contains(refreshToken);
  }

  /**
   * A refresh token was presented for the first time.
   *
   * @param at when that arrived
   */
  void first(String refreshToken, String by, long at) {
    presented.put(refreshToken, new Presented(life(by), at));
  }

  private Life life(String name) {
    return lives.computeIfAbsent(name, Life::new);
  }

  /**
   * A refresh token was presented that had been presented before.
   *
   * @param next what had been given for it
   */
  Why again(String refreshToken, String next, String by) {
    Presented before = presented.get(refreshToken);
    Why why = before == null ? Why.FAULT : why(refreshToken, next, before, life(by));
    requireNonNull(again.get(why)).increment();
    if (why == Why.FAULT) {
      faults.add(
          "%s presented by %s, %d ms after %s%s"
              .formatted(
                  refreshToken,
                  by,
                  before == null ? -1 : (System.nanoTime() - before.at) / 1_000_000,
                  before == null ? "nobody" : before.by,
                  saved.contains(next) ? ", which had saved the next one" : ""));
    }
    return why;
  }

  private Why why(String refreshToken, String next, Presented before, Life by) {
    if (saved.contains(next)) {
      return storeMayLose.get() ? Why.STORE : Why.FAULT;
    }
    if (before.by.excuses(before.at)) {
      windows.add(refreshToken + ": " + before.by.before(before.at) + " ms before " + before.by);
      return Why.WINDOW;
    }
    if (by.equals(before.by) && unanswered.contains(refreshToken)) {
      return Why.REPEAT;
    }
    // A lease is lost as well as a save.
    return storeMayLose.get() ? Why.STORE : Why.FAULT;
  }

  /** A session has ended, and should for this reason. */
  void ended(String session, Why why) {
    boolean excused = why == Why.FAULT && storeMayLose.get();
    requireNonNull(ended.get(excused ? Why.STORE : why)).increment();
    if (why == Why.FAULT && !excused) {
      faults.add("session " + session + " has ended, and should not have");
    }
  }

  long again(Why why) {
    return requireNonNull(again.get(why)).sum();
  }

  long ended(Why why) {
    return requireNonNull(ended.get(why)).sum();
  }

  /** What was presented again since its holder died or stood still, and how long before that. */
  List<String> windows() {
    return List.copyOf(windows);
  }

  /** What must not be, one by one. */
  List<String> faults() {
    return List.copyOf(faults);
  }
}
