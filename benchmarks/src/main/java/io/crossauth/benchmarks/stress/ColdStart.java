package io.crossauth.benchmarks.stress;

import io.crossauth.platform.Platform;
import io.crossauth.testkit.provider.Endpoint;
import java.util.List;

/** A crowd at a consumer that knows nothing yet: one request for all. */
record ColdStart(int threads) {

  List<Figure> measure() throws InterruptedException {
    try (Site site = Site.open(Platform.system())) {
      String token = site.token();

      int accepted = Crowd.run(threads, () -> site.accepts(token));

      return List.of(
          Figure.exactly("cold start, " + threads + " threads: tokens accepted", accepted, threads),
          Figure.exactly("cold start: fetches of the key set", site.fetches(), 1),
          Figure.exactly(
              "cold start: fetches of the metadata", site.provider().count(Endpoint.DISCOVERY), 1));
    }
  }
}
