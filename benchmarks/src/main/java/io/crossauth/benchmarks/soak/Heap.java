package io.crossauth.benchmarks.soak;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** What is alive. */
public final class Heap {

  private static final int COLLECTIONS = 3;

  private Heap() {}

  /** The bytes in use after the garbage is gone. */
  public static long used() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    for (int i = 0; i < COLLECTIONS; i++) {
      // More than once: what is softly or weakly held, or waits for a cleaner, goes later.
      memory.gc();
    }
    return memory.getHeapMemoryUsage().getUsed();
  }
}
