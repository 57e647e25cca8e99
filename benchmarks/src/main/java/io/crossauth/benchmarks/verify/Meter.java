package io.crossauth.benchmarks.verify;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this thread has used so far. CPU time, since a machine that others share takes a thread off
 * its core in the middle of anything; bytes, which are exact wherever one runs.
 */
public final class Meter {

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** The CPU time of the calling thread, in nanoseconds. */
  public long cpuNanos() {
    return threads.getCurrentThreadCpuTime();
  }

  /** The bytes that the calling thread has allocated. */
  public long bytes() {
    return threads.getCurrentThreadAllocatedBytes();
  }
}
