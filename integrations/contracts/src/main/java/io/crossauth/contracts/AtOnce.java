package io.crossauth.contracts;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs several things at the same time, as nearly as can be had. */
final class AtOnce {

  private AtOnce() {}

  /** The results, in the order of the work. */
  static <T> List<T> run(List<Callable<T>> work) {
    CyclicBarrier together = new CyclicBarrier(work.size());
    ExecutorService pool = Executors.newFixedThreadPool(work.size());
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> one : work) {
        futures.add(
            pool.submit(
                () -> {
                  together.await();
                  return one.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException | ExecutionException e) {
      return fail(e);
    } finally {
      pool.shutdownNow();
    }
  }
}
