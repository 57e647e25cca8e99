package io.crossauth.benchmarks.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.benchmarks.peers.Algorithm;
import io.crossauth.benchmarks.peers.Contestant;
import io.crossauth.benchmarks.peers.Contestants;
import io.crossauth.benchmarks.peers.Scene;
import io.crossauth.benchmarks.peers.Verifier;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Nobody's time counts unless he accepts the good tokens; ours counts only without a lapse. */
class RejectMatrixTest {

  private static final List<Algorithm> ALL = List.of(Algorithm.values());

  @Test
  @DisplayName("every contestant accepts the good token by every algorithm that it can")
  void theGoodTokenIsAccepted() {
    RejectMatrix matrix = RejectMatrix.of(Contestants.peers(), ALL);

    assertThat(matrix.failures()).isEmpty();
  }

  @Test
  @DisplayName("ours accepts none of the bad tokens, whichever way it is set")
  void oursHasNoLapses() {
    List<Contestant> ours = Contestants.ours();

    RejectMatrix matrix = RejectMatrix.of(ours, ALL);

    assertThat(matrix.failures()).isEmpty();
    assertThat(ours).isNotEmpty().allSatisfy(one -> assertThat(matrix.lapses(one)).isEmpty());
  }

  @Test
  @DisplayName("one that accepts everything has all the lapses")
  void lapsesAreFound() {
    RejectMatrix matrix = RejectMatrix.of(List.of(new Trusting()), List.of(Algorithm.RS256));

    assertThat(matrix.lapses(new Trusting()))
        .hasSameSizeAs(BadToken.of(Scene.of(Algorithm.RS256)))
        .contains("alg none", "HS256 by the public key", "no exp", "unknown crit", "wrong aud");
  }

  @Test
  @DisplayName("one that refuses the good token does not run")
  void refusingEverybodyIsNoAnswer() {
    Contestant strict = new Strict();

    RejectMatrix matrix = RejectMatrix.of(List.of(strict), List.of(Algorithm.ES256));

    assertThat(matrix.runs(strict, Algorithm.ES256)).isFalse();
    assertThat(matrix.failures()).containsKey("strict, ES256");
  }

  private record Trusting() implements Contestant {
    @Override
    public String name() {
      return "trusting";
    }

    @Override
    public boolean can(Algorithm algorithm) {
      return true;
    }

    @Override
    public Verifier prepare(Scene scene) {
      return token -> Scene.SUBJECT;
    }
  }

  private record Strict() implements Contestant {
    @Override
    public String name() {
      return "strict";
    }

    @Override
    public boolean can(Algorithm algorithm) {
      return true;
    }

    @Override
    public Verifier prepare(Scene scene) {
      return token -> {
        throw new IllegalArgumentException("no");
      };
    }
  }
}
