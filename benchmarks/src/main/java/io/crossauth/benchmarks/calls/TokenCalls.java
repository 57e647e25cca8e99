package io.crossauth.benchmarks.calls;

import io.crossauth.benchmarks.report.Results;
import io.crossauth.benchmarks.verify.Median;
import io.crossauth.benchmarks.verify.Meter;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.token.OAuthTokenResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * A token call, from the grant to the validated response, beside a bare connection, in turn.
 *
 * @param rounds how often both have their turn
 * @param millis how long a turn is
 */
record TokenCalls(int rounds, int millis) {

  private static final int WARM_UP_CALLS = 20_000;

  void measure(Results results) throws Exception {
    try (Responder responder = Responder.start();
        OAuthClient client = Clients.of(responder.uri())) {
      warmUp(client);
      results.put("calls/bytes", bytes(client));
      for (int threads : List.of(1, 16)) {
        measure(results, responder, client, threads);
      }
    }
  }

  private static void call(OAuthClient client) {
    OAuthTokenResponse unused = client.clientCredentialsFlow("orders:write");
  }

  /** Until the compilers are done with all of it. */
  private static void warmUp(OAuthClient client) {
    for (int i = 0; i < WARM_UP_CALLS; i++) {
      call(client);
    }
  }

  /** Of the calling thread, which does nearly all: only its deadline runs elsewhere. */
  private double bytes(OAuthClient client) {
    Meter meter = new Meter();
    List<Double> all = new ArrayList<>();
    for (int i = 0; i < rounds * 40; i++) {
      long before = meter.bytes();
      call(client);
      all.add((double) (meter.bytes() - before));
    }
    return Median.of(all);
  }

  private void measure(Results results, Responder responder, OAuthClient client, int threads)
      throws Exception {
    List<RawSocket> sockets = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      sockets.add(new RawSocket(responder.uri()));
    }
    List<Double> shares = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    try (Crew crew = new Crew(threads)) {
      double warm = crew.rate(thread -> call(client), millis * 3);
      for (int round = 0; round < rounds && warm > 0; round++) {
        double raw = crew.rate(thread -> sockets.get(thread).call(), millis);
        double ours = crew.rate(thread -> call(client), millis);
        shares.add(ours / raw);
        rates.add(ours);
      }
    } finally {
      for (RawSocket socket : sockets) {
        socket.close();
      }
    }
    results
        .put("calls/share/" + threads, Median.of(shares))
        .put("calls/rate/" + threads, Median.of(rates));
  }
}
