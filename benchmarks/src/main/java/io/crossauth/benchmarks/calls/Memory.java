package io.crossauth.benchmarks.calls;

import io.crossauth.benchmarks.peers.Algorithm;
import io.crossauth.benchmarks.peers.Contestant;
import io.crossauth.benchmarks.peers.Contestants;
import io.crossauth.benchmarks.peers.Scene;
import io.crossauth.benchmarks.peers.Verifier;
import io.crossauth.benchmarks.report.Results;
import io.crossauth.benchmarks.soak.Heap;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.tokenconsumer.jwks.KeySet;
import java.util.ArrayList;
import java.util.List;

/** How much heap is held for each thing that is kept, by what the heap grows when many are. */
final class Memory {

  private static final int SETS = 40;
  private static final int KEYS = 50;
  private static final int HEADERS = 200;
  private static final int TOKENS = 4_000;

  private Memory() {}

  static void measure(Results results) throws Exception {
    // What is loaded and made once is not to be counted.
    double unused = keys(TestKeys.p256()) + keys(TestKeys.rsa());
    results.put("memory/RSA key", keys(TestKeys.rsa()));
    results.put("memory/EC key", keys(TestKeys.p256()));
    Scene scene = Scene.of(Algorithm.HS256);
    for (Contestant contestant : Contestants.ours()) {
      unused += headers(contestant, scene) + tokens(contestant, scene);
      results.put("memory/header, " + contestant.name(), headers(contestant, scene));
      results.put("memory/token, " + contestant.name(), tokens(contestant, scene));
    }
  }

  private static double keys(TestKey key) {
    TestKey[] named = new TestKey[KEYS];
    for (int i = 0; i < KEYS; i++) {
      named[i] = key.withKid("key-" + i);
    }
    String jwks = TestKeys.jwks(named);
    List<KeySet> held = new ArrayList<>(List.of(KeySet.ofJwks(jwks)));
    long before = Heap.used();
    for (int i = 0; i < SETS; i++) {
      held.add(KeySet.ofJwks(jwks));
    }
    long after = Heap.used();
    return held.size() == SETS + 1 ? (double) (after - before) / (SETS * KEYS) : Double.NaN;
  }

  /** Tokens whose headers all differ. */
  private static double headers(Contestant contestant, Scene scene) throws Exception {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < HEADERS; i++) {
      tokens.add(scene.draft().header("x-number", 1_000 + i).compact());
    }
    return grown(contestant, scene, tokens);
  }

  /** Tokens of one header; their own text is not counted, since the caller has it. */
  private static double tokens(Contestant contestant, Scene scene) throws Exception {
    return grown(contestant, scene, scene.tokens(TOKENS));
  }

  private static double grown(Contestant contestant, Scene scene, List<String> tokens)
      throws Exception {
    try (Verifier verifier = contestant.prepare(scene)) {
      int seen = verifier.verify(scene.draft().compact()).length();
      long before = Heap.used();
      for (String token : tokens) {
        seen += verifier.verify(token).length();
      }
      double grown = Heap.used() - before;
      return seen > 0 ? Math.max(0, grown / tokens.size()) : Double.NaN;
    }
  }
}
