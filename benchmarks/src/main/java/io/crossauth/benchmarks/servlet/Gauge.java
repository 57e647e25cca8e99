package io.crossauth.benchmarks.servlet;

import io.crossauth.benchmarks.verify.Median;
import io.crossauth.benchmarks.verify.Meter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The outermost filter: what all behind it takes of the server's thread. */
final class Gauge implements Filter {

  private final Meter meter = new Meter();
  private final BlockingQueue<Cost> costs = new LinkedBlockingQueue<>();

  /**
   * What a request cost.
   *
   * @param nanos CPU time, since a busy machine takes a thread off its core in the middle of
   *     anything
   * @param bytes bytes allocated
   */
  record Cost(double nanos, double bytes) {

    static Cost median(List<Cost> all) {
      return new Cost(
          Median.of(all.stream().map(Cost::nanos).toList()),
          Median.of(all.stream().map(Cost::bytes).toList()));
    }

    Cost less(Cost other) {
      return new Cost(nanos - other.nanos, bytes - other.bytes);
    }
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    long bytes = meter.bytes();
    long begin = meter.cpuNanos();
    chain.doFilter(request, response);
    long nanos = meter.cpuNanos() - begin;
    costs.add(new Cost(nanos, meter.bytes() - bytes));
  }

  /** Of the request that has just been answered. */
  Cost last() throws InterruptedException {
    return costs.take();
  }
}
