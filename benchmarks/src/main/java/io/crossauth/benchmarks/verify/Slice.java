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

  /** One call before for so many that count. */
  private static final int LEAD_IN = 8;

  /**
   * Runs one after another over the tokens. A few calls go before and are not counted: they bring
   * the contestant's code and keys back to the caches that the one before it has filled.
   *
   * @throws Exception if one is refused: then nothing is measured
   */
  static Slice run(Verifier verifier, List<String> tokens, int calls, Meter meter)
      throws Exception {
    int hash = 0;
    for (int i = 0; i <= calls / LEAD_IN; i++) {
      hash += verifier.verify(tokens.get(i % tokens.size())).length();
    }
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
