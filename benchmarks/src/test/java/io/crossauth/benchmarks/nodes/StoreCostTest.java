package io.crossauth.benchmarks.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.benchmarks.report.Results;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreCostTest {

  @ParameterizedTest
  @CsvSource({"jdbc, PostgreSQL", "redis, Redis"})
  void aCallWithNothingDueIsOneRoundTripAndARefreshIsFour(String kind, String name)
      throws IOException {
    Results results = new Results();
    try (Engine engine = Engine.start(kind)) {
      StoreCost.measure(engine, 2, 10, results);
    }

    assertThat(results.number("stores", name, "nothing due", "round trips")).hasValue(1);
    assertThat(results.number("stores", name, "nothing due", "statements")).hasValue(1);
    assertThat(results.number("stores", name, "refresh", "connections")).hasValue(1);
    assertThat(results.number("stores", name, "refresh", "statements").orElseThrow())
        .isBetween(4.0, 4.5);
    assertThat(results.number("stores", name, "ratio").orElseThrow()).isPositive();
    assertThat(results.number("stores", "Spring on PostgreSQL", "ratio").isPresent())
        .isEqualTo(kind.equals("jdbc"));
  }

  @Test
  void thePeakIsTheMostSinceItWasAskedFor() {
    Peak peak = new Peak();
    peak.begin();
    peak.begin();
    peak.end();

    assertThat(peak.take()).isEqualTo(2);
    assertThat(peak.take()).isEqualTo(1);
  }
}
