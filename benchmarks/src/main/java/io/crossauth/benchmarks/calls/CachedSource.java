package io.crossauth.benchmarks.calls;

import io.crossauth.benchmarks.report.Results;
import io.crossauth.benchmarks.verify.Median;
import io.crossauth.benchmarks.verify.Meter;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.session.TokenSource;
import java.util.ArrayList;
import java.util.List;

/** A token that is at hand: what each request of a service pays. */
record CachedSource(int rounds) {

  private static final int CALLS = 20_000;

  void measure(Results results) throws Exception {
    Meter meter = new Meter();
    List<Double> nanos = new ArrayList<>();
    List<Double> bytes = new ArrayList<>();
    try (Responder responder = Responder.start();
        OAuthClient client = Clients.of(responder.uri())) {
      TokenSource source = client.tokenSource("orders:write");
      for (int round = 0; round < rounds; round++) {
        long allocated = meter.bytes();
        long begin = meter.cpuNanos();
        int seen = 0;
        for (int i = 0; i < CALLS; i++) {
          seen += source.accessToken() == null ? 0 : 1;
        }
        nanos.add((double) (meter.cpuNanos() - begin) / seen);
        bytes.add((double) (meter.bytes() - allocated) / seen);
      }
    }
    // The first half is for the compilers.
    results
        .put("source/nanos", Median.of(nanos.subList(rounds / 2, rounds)))
        .put("source/bytes", Median.of(bytes.subList(rounds / 2, rounds)));
  }
}
