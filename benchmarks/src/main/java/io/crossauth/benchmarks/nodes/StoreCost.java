package io.crossauth.benchmarks.nodes;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.benchmarks.athand.Provider;
import io.crossauth.benchmarks.report.Results;
import io.crossauth.benchmarks.verify.Median;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenManager;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code accessToken()} of a session costs in a store that nodes share: when nothing is due,
 * beside the least that a call of the server costs, and when the session has to be renewed. The
 * provider answers in memory, so that the store is all that is waited for.
 */
final class StoreCost {

  private static final String SESSION = "session-of-alice";
  private static final String SPRING = "Spring on ";
  private static final int TURN = 20;
  private static final int COUNTED = 200;

  private final Engine engine;
  private final SealingKey key = SealingKey.ephemeral();
  private final SampleTokens samples = new SampleTokens();
  private final OAuthClient client;
  private final Results results;

  private StoreCost(Engine engine, OAuthClient client, Results results) {
    this.engine = engine;
    this.client = client;
    this.results = results;
  }

  /**
   * Measures a store.
   *
   * @param rounds how many rounds are timed
   * @param refreshes how many sessions are renewed
   */
  static void measure(Engine engine, int rounds, int refreshes, Results results)
      throws IOException {
    try (OAuthClient client = new Provider().client()) {
      StoreCost cost = new StoreCost(engine, client, results);
      cost.time(rounds);
      cost.count(refreshes);
    }
  }

  /** Calls with nothing due, in turn with the least. */
  private void time(int rounds) throws IOException {
    Backend store = Backend.open(engine.kind(), engine.port(), key);
    store.tokens().put(SESSION, samples.tokens(1));
    TokenManager sessions = client.tokenManager(store.tokens());
    Map<String, Runnable> lanes = new LinkedHashMap<>();
    lanes.put(engine.name(), () -> sessions.accessToken(SESSION));
    if (store instanceof JdbcBackend jdbc) {
      SpringStore.createTable(jdbc.database());
      lanes.put(SPRING + engine.name(), SpringStore.accessToken(jdbc.database()));
    }
    Map<String, List<Double>> calls = new LinkedHashMap<>();
    Map<String, List<Double>> ratios = new LinkedHashMap<>();
    List<Double> least = new ArrayList<>();
    // The first half is for the compilers.
    for (int round = -rounds; round < rounds; round++) {
      double bare = median(store::bare);
      boolean counts = round >= 0;
      lanes.forEach(
          (name, lane) -> {
            double call = median(lane);
            if (counts) {
              calls.computeIfAbsent(name, unused -> new ArrayList<>()).add(call);
              ratios.computeIfAbsent(name, unused -> new ArrayList<>()).add(call / bare);
            }
          });
      if (counts) {
        least.add(bare);
      }
    }
    results.put("stores/" + engine.name() + "/least", Median.of(least));
    calls.forEach((name, all) -> results.put("stores/" + name + "/micros", Median.of(all)));
    ratios.forEach((name, all) -> results.put("stores/" + name + "/ratio", Median.of(all)));
  }

  private static double median(Runnable call) {
    List<Double> micros = new ArrayList<>();
    for (int i = 0; i < TURN; i++) {
      long begun = System.nanoTime();
      call.run();
      micros.add((System.nanoTime() - begun) / 1e3);
    }
    return Median.of(micros);
  }

  /** What is sent, by a line that counts it. */
  private void count(int refreshes) throws IOException {
    try (Line line = Line.to(engine.port())) {
      Backend store = Backend.open(engine.kind(), line.port(), key);
      TokenManager sessions = client.tokenManager(store.tokens());
      Runnable unchanged = () -> sessions.accessToken(SESSION);
      // Connections are opened, and statements prepared, once.
      repeat(TURN, unchanged);
      String path = "stores/" + engine.name() + "/";
      count(path + "nothing due/", store, line, COUNTED, () -> repeat(COUNTED, unchanged));
      List<String> names = new ArrayList<>();
      for (int i = 0; i < refreshes; i++) {
        names.add("over-" + i);
        store.tokens().put("over-" + i, over());
      }
      count(path + "refresh/", store, line, refreshes, () -> renewed(sessions, names));
      if (store instanceof JdbcBackend jdbc) {
        Runnable springs = SpringStore.accessToken(jdbc.database());
        repeat(TURN, springs);
        String name = "stores/" + SPRING + engine.name() + "/nothing due/";
        count(name, store, line, COUNTED, () -> repeat(COUNTED, springs));
      }
    }
  }

  private void count(String name, Backend store, Line line, int calls, Runnable work) {
    long statements = store.statements();
    long roundTrips = line.roundTrips();
    int unused = store.connections();
    work.run();
    results
        .put(name + "statements", (double) (store.statements() - statements) / calls)
        .put(name + "round trips", (double) (line.roundTrips() - roundTrips) / calls)
        .put(name + "connections", store.connections());
  }

  private static void repeat(int times, Runnable call) {
    for (int i = 0; i < times; i++) {
      call.run();
    }
  }

  /** Renews them one by one, and waits until nothing is under way. */
  private static void renewed(TokenManager sessions, List<String> names) {
    for (String name : names) {
      Secret unused = sessions.accessToken(name);
    }
    if (!sessions.drain(Duration.ofSeconds(10))) {
      throw new IllegalStateException("expected all renewals to end");
    }
  }

  /** Tokens of a session whose access token ended a second ago. */
  private StoredTokens over() {
    Instant end = Instant.now().minusSeconds(1);
    return new StoredTokens(
        1,
        Secret.of(samples.text(1_100)),
        Optional.of(Secret.of(samples.text(700))),
        Optional.empty(),
        Optional.empty(),
        Optional.of(end),
        Optional.of(end.minusSeconds(10)),
        Set.of("openid"),
        Optional.empty(),
        AuthorizationDetails.none());
  }
}
