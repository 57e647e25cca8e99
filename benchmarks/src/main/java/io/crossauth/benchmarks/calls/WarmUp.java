package io.crossauth.benchmarks.calls;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ExecutionException;

/**
 * Calls until the compilers have nothing to do any more: they work on the cores that we measure.
 */
final class WarmUp {

  private static final int MILLIS = 1_000;
  private static final int MOST = 20;
  private static final long QUIET = 20;

  private WarmUp() {}

  static void of(Crew crew, Crew.Call call) throws InterruptedException, ExecutionException {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    long busy = Long.MAX_VALUE;
    for (int i = 0; i < MOST && busy > QUIET; i++) {
      long before = compiler.getTotalCompilationTime();
      double unused = crew.rate(call, MILLIS);
      busy = compiler.getTotalCompilationTime() - before;
    }
  }
}
