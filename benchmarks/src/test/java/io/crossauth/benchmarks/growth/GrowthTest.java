package io.crossauth.benchmarks.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.benchmarks.report.GrowthTable;
import io.crossauth.benchmarks.report.Results;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GrowthTest {

  private static final Rounds SHORT = new Rounds(1, 3);

  @Test
  @DisplayName("each curve is measured at each size")
  void all() throws Exception {
    Results results = new Results();

    for (Curve curve : GrowthRun.curves()) {
      List<Integer> few = curve.sizes().subList(0, 2);
      SHORT.measure(new Curve(curve.name(), few, curve.maker()), results);
    }

    assertThat(results.below("growth"))
        .containsExactly("issuers", "keys", "scopes", "claims", "routes", "uses", "sessions");
    assertThat(results.number("growth/issuers/1/ratio")).hasValue(1);
    assertThat(GrowthTable.text(results)).contains("10 issuers", "100 sessions");
  }

  @Test
  @DisplayName("a session at hand allocates as much among a hundred as alone")
  void sessions() throws Exception {
    Results results = new Results();

    SHORT.measure(new Curve("sessions", List.of(1, 100), Stores::sessions), results);

    double alone = results.number("growth/sessions/1/bytes").orElseThrow();
    assertThat(results.number("growth/sessions/100/bytes").orElseThrow())
        .isBetween(alone - 200, alone + 200);
  }
}
