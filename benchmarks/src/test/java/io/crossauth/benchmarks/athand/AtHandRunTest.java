package io.crossauth.benchmarks.athand;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.benchmarks.peers.Verifier;
import io.crossauth.benchmarks.report.Results;
import io.crossauth.benchmarks.verify.Pace;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AtHandRunTest {

  private static final Pace SHORT = new Pace(2, 2, 3, 50);

  @Test
  void oursAskTheProviderOnceAndNeverAgain() throws Exception {
    Provider provider = new Provider();
    try (OurLanes ours = new OurLanes(provider)) {
      Map<String, Verifier> lanes = ours.all();
      for (Verifier lane : lanes.values()) {
        assertThat(lane.verify("")).isNotEmpty();
      }
      int asked = provider.calls();

      for (Verifier lane : lanes.values()) {
        assertThat(lane.verify("")).isNotEmpty();
      }

      assertThat(provider.calls()).isEqualTo(asked);
    }
  }

  @Test
  void springsHaveTheirTokensAtHand() throws Exception {
    for (Verifier lane : SpringLanes.all().values()) {
      assertThat(lane.verify("")).hasSize(1_500);
    }
  }

  @Test
  void eachLaneIsBesideTheTokenOfAService() throws Exception {
    Results results = AtHandRun.measure(SHORT);

    assertThat(results.below("athand"))
        .contains(OurLanes.SOURCE, OurLanes.SESSION, "Spring, token of a service");
    assertThat(results.number("athand", OurLanes.SOURCE, "ratio")).hasValue(1);
    assertThat(results.number("athand", OurLanes.SESSION, "bytes")).isPresent();
  }
}
