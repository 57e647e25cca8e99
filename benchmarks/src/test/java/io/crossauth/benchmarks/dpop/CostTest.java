package io.crossauth.benchmarks.dpop;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.benchmarks.report.Results;
import org.junit.jupiter.api.Test;

class CostTest {

  @Test
  void aRequestIsCheckedBesideTwoSignatures() throws Exception {
    ProofRun run = new ProofRun();
    run.measure(2);

    Results results = run.results("JDK");

    assertThat(results.number("dpop", "JDK", "proof made", "ratio").orElseThrow()).isPositive();
    assertThat(results.number("dpop", "JDK", "request checked", "ratio").orElseThrow())
        .isPositive();
  }

  @Test
  void whoDoesMoreAllocatesMore() throws Exception {
    Cost one = new Cost();
    Cost two = new Cost();
    byte[][] kept = new byte[2][];
    for (int round = 0; round < 4; round++) {
      one.round(10, number -> kept[0] = new byte[1_000]);
      two.round(10, number -> kept[number % 2] = new byte[2_000]);
    }

    assertThat(two.bytes() - one.bytes()).isBetween(999.0, 1_500.0);
    assertThat(one.by(one)).isEqualTo(1);
  }
}
