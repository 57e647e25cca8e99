package io.crossauth.benchmarks.verify;

import io.crossauth.benchmarks.peers.Algorithm;
import io.crossauth.benchmarks.peers.Contestant;
import io.crossauth.benchmarks.peers.Scene;
import io.crossauth.benchmarks.peers.Verifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which bad tokens each contestant accepts; a time means little without it. */
final class RejectMatrix {

  private final Map<String, Set<String>> lapses = new LinkedHashMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();

  /** Tries every bad token, after a good one; who refuses that is left alone from there on. */
  static RejectMatrix of(List<Contestant> contestants, List<Algorithm> algorithms) {
    RejectMatrix matrix = new RejectMatrix();
    for (Algorithm algorithm : algorithms) {
      Scene scene = Scene.of(algorithm);
      List<BadToken> bad = BadToken.of(scene);
      for (Contestant contestant : contestants) {
        if (contestant.can(algorithm)) {
          matrix.attempt(contestant, scene, bad);
        }
      }
    }
    return matrix;
  }

  private void attempt(Contestant contestant, Scene scene, List<BadToken> bad) {
    try (Verifier verifier = contestant.prepare(scene)) {
      String subject = verifier.verify(scene.draft().compact());
      if (!subject.equals(Scene.SUBJECT)) {
        throw new IllegalStateException("expected the subject of the token, found " + subject);
      }
      Set<String> found = lapses.computeIfAbsent(contestant.name(), name -> new LinkedHashSet<>());
      bad.stream()
          .filter(token -> accepts(verifier, token.token()))
          .forEach(token -> found.add(token.name()));
    } catch (Exception | LinkageError e) {
      failures.put(entry(contestant, scene.algorithm()), e.toString());
    }
  }

  private static String entry(Contestant contestant, Algorithm algorithm) {
    return contestant.name() + ", " + algorithm.jose();
  }

  private static boolean accepts(Verifier verifier, String token) {
    try {
      String unused = verifier.verify(token);
      return true;
    } catch (Exception | LinkageError e) {
      // An error too: FusionAuth calls a method that newer versions of Jackson have not.
      return false;
    }
  }

  /** The names of the bad tokens that a contestant accepts, by any algorithm. */
  List<String> lapses(Contestant contestant) {
    return new ArrayList<>(lapses.getOrDefault(contestant.name(), Set.of()));
  }

  /** Whether a contestant accepts good tokens of this algorithm here. */
  boolean runs(Contestant contestant, Algorithm algorithm) {
    return contestant.can(algorithm) && !failures.containsKey(entry(contestant, algorithm));
  }

  /** Who refuses good tokens, and why. */
  Map<String, String> failures() {
    return Map.copyOf(failures);
  }
}
