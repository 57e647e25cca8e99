package io.crossauth.benchmarks.nodes;

import java.util.concurrent.atomic.AtomicInteger;

/** How many there were at once, at most. */
final class Peak {

  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  void begin() {
    int count = now.incrementAndGet();
    most.accumulateAndGet(count, Math::max);
  }

  void end() {
    now.decrementAndGet();
  }

  /** The most since this was last asked. */
  int take() {
    return most.getAndSet(now.get());
  }
}
