package io.crossauth.benchmarks.verify;

import io.crossauth.benchmarks.peers.Verifier;
import java.util.List;

/**
 * What some calls of one contestant cost.
 *
 * @param nanos CPU time of a call
 * @param bytes bytes allocated by a call
 */
record Slice(double nanos, double bytes) {

  /**
   * Runs one after another over the tokens.
   *
   * @throws Exception if one is refused: then nothing is measured
   */
  static Slice run(Verifier verifier, List<String> tokens, int calls, Meter meter)
      throws Exception {
    int hash = 0;
    long bytes = meter.bytes();
    long begin = meter.cpuNanos();
    for (int i = 0; i < calls; i++) {
      hash += verifier.verify(tokens.get(i % tokens.size())).length();
    }
    long nanos = meter.cpuNanos() - begin;
    bytes = meter.bytes() - bytes;
    if (hash == 0) {
      throw new IllegalStateException("expected a subject, found none");
    }
    return new Slice((double) nanos / calls, (double) bytes / calls);
  }
}
