package io.crossauth.benchmarks.stress;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Threads that send tokens to one consumer, each with a short rest between two, and what became of
 * them.
 */
final class Senders {

  /** What a call came to. */
  enum Outcome {
    ACCEPTED,
    REFUSED,
    /** The keys could not be had. */
    UNKNOWN
  }

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long REST_MILLIS = 5;
  private static final int MOST_CALLS = 100_000;

  private final Site site;
  private final Supplier<String> tokens;
  private final Runnable beside;
  private final List<Thread> threads = new ArrayList<>();
  private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
  private final Queue<Long> besideNanos = new ConcurrentLinkedQueue<>();
  private final Map<Outcome, AtomicInteger> outcomes = new EnumMap<>(Outcome.class);
  private final AtomicInteger waits = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();

  /**
   * Makes them.
   *
   * @param tokens what they send
   * @param beside what is measured beside each call, on the same thread
   */
  Senders(Site site, Supplier<String> tokens, Runnable beside) {
    this.site = site;
    this.tokens = tokens;
    this.beside = beside;
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(outcome, new AtomicInteger());
    }
  }

  Senders start(int count) {
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(this::send, "sender-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
    return this;
  }

  Senders stop() throws InterruptedException {
    over.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    return this;
  }

  private void send() {
    List<Long> own = new ArrayList<>();
    List<Long> ownBeside = new ArrayList<>();
    try {
      while (!over.get() && own.size() < MOST_CALLS) {
        String token = tokens.get();
        long waited = waited();
        long begin = System.nanoTime();
        Outcome outcome = outcome(token);
        long end = System.nanoTime();
        waits.addAndGet((int) (waited() - waited));
        beside.run();
        ownBeside.add(System.nanoTime() - end);
        own.add(end - begin);
        counter(outcome).incrementAndGet();
        TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    nanos.addAll(own);
    besideNanos.addAll(ownBeside);
  }

  private Outcome outcome(String token) {
    try {
      return site.accepts(token) ? Outcome.ACCEPTED : Outcome.REFUSED;
    } catch (RuntimeException e) {
      return Outcome.UNKNOWN;
    }
  }

  /** How often this thread has waited for anything. */
  private static long waited() {
    ThreadInfo info = THREADS.getThreadInfo(Thread.currentThread().getId());
    return info == null ? 0 : info.getWaitedCount();
  }

  int calls() {
    return nanos.size();
  }

  private AtomicInteger counter(Outcome outcome) {
    return Objects.requireNonNull(outcomes.get(outcome));
  }

  int count(Outcome outcome) {
    return counter(outcome).get();
  }

  /** How often a call made its thread wait. */
  int waits() {
    return waits.get();
  }

  /** The time of a call that so many of them stay below, in milliseconds. */
  double millis(double share) {
    return quantile(nanos, share);
  }

  /** The same of what was measured beside. */
  double besideMillis(double share) {
    return quantile(besideNanos, share);
  }

  private static double quantile(Queue<Long> nanos, double share) {
    if (nanos.isEmpty()) {
      return Double.NaN;
    }
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))] / 1e6;
  }
}
