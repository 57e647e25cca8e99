package io.crossauth.benchmarks.soak;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** What is alive. */
public final class Heap {

  private static final int COLLECTIONS = 5;

  private Heap() {}

  /**
   * The bytes in use after the garbage is gone: the least of a few looks, since other threads go on
   * making some between a collection and the look.
   */
  public static long used() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      // More than once: what is softly or weakly held, or waits for a cleaner, goes later.
      memory.gc();
      least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
    }
    return least;
  }
}
