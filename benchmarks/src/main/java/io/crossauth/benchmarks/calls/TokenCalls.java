package io.crossauth.benchmarks.calls;

import io.crossauth.benchmarks.report.Results;
import io.crossauth.benchmarks.verify.Median;
import io.crossauth.benchmarks.verify.Meter;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.token.OAuthTokenResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A token call, from the grant to the validated response, beside a bare connection and beside the
 * HTTP library that carries it, in turn.
 *
 * @param rounds how often each has its turn
 * @param millis how long a turn is
 */
record TokenCalls(int rounds, int millis) {

  private static final List<Integer> THREADS = List.of(1, 16);

  /** Somebody who makes calls, and how many a second in each round. */
  private record Racer(String name, Crew.Call call, List<Double> rates) {

    static Racer of(String name, Crew.Call call) {
      return new Racer(name, call, new ArrayList<>());
    }
  }

  void measure(Results results) throws Exception {
    try (Responder responder = Responder.start();
        RawSockets raw = RawSockets.open(responder.uri(), Collections.max(THREADS));
        HttpClientAlone library = new HttpClientAlone(responder.uri());
        OAuthClient client = Clients.of(responder.uri())) {
      List<Racer> racers =
          List.of(
              Racer.of("raw socket", raw::call),
              Racer.of("HttpClient 5", thread -> library.call()),
              Racer.of("ours", thread -> call(client)));
      for (int threads : THREADS) {
        race(racers, threads);
        write(results, racers, threads);
      }
      for (Racer racer : racers) {
        results.put("calls/" + racer.name() + "/bytes", bytes(racer.call()));
      }
    }
  }

  private static void call(OAuthClient client) {
    OAuthTokenResponse unused = client.clientCredentialsFlow("orders:write");
  }

  private void race(List<Racer> racers, int threads) throws Exception {
    try (Crew crew = new Crew(threads)) {
      for (Racer racer : racers) {
        racer.rates().clear();
        WarmUp.of(crew, racer.call());
      }
      List<Racer> order = new ArrayList<>(racers);
      Random chance = new Random(threads);
      for (int round = 0; round < rounds; round++) {
        Collections.shuffle(order, chance);
        for (Racer racer : order) {
          racer.rates().add(crew.rate(racer.call(), millis));
        }
      }
    }
  }

  private void write(Results results, List<Racer> racers, int threads) {
    List<Double> raw = racers.get(0).rates();
    for (Racer racer : racers) {
      List<Double> shares = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        shares.add(racer.rates().get(round) / raw.get(round));
      }
      results
          .put("calls/" + racer.name() + "/share/" + threads, Median.of(shares))
          .put("calls/" + racer.name() + "/rate/" + threads, Median.of(racer.rates()));
    }
  }

  /** Of the calling thread, which does nearly all: only a deadline runs elsewhere. */
  private double bytes(Crew.Call call) throws Exception {
    Meter meter = new Meter();
    List<Double> all = new ArrayList<>();
    for (int i = 0; i < rounds * 40; i++) {
      long before = meter.bytes();
      call.make(0);
      all.add((double) (meter.bytes() - before));
    }
    return Median.of(all);
  }
}
