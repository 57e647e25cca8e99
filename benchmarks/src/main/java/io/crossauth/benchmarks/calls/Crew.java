package io.crossauth.benchmarks.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** So many threads that all make calls for a while. */
final class Crew implements AutoCloseable {

  /** One call of one thread. */
  @FunctionalInterface
  interface Call {
    /**
     * Makes a call.
     *
     * @param thread the number of the caller, from zero
     */
    void make(int thread) throws Exception;
  }

  private final int threads;
  private final ExecutorService pool;

  Crew(int threads) {
    this.threads = threads;
    this.pool = Executors.newFixedThreadPool(threads);
  }

  /** The calls a second, of all threads together, within so many milliseconds. */
  double rate(Call call, int millis) throws InterruptedException, ExecutionException {
    long begin = System.nanoTime();
    long end = begin + millis * 1_000_000L;
    List<Callable<Integer>> shifts = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int thread = i;
      shifts.add(
          () -> {
            int calls = 0;
            while (System.nanoTime() < end) {
              call.make(thread);
              calls++;
            }
            return calls;
          });
    }
    int calls = 0;
    for (Future<Integer> shift : pool.invokeAll(shifts)) {
      calls += shift.get();
    }
    return calls * 1e9 / (System.nanoTime() - begin);
  }

  @Override
  public void close() {
    pool.shutdown();
  }
}
