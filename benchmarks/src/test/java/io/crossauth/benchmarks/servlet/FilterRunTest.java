package io.crossauth.benchmarks.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.benchmarks.report.Results;
import org.junit.jupiter.api.Test;

/** The filters for a moment: a request that is not let through ends the run. */
class FilterRunTest {

  @Test
  void allLanesLetTheGoodRequestThrough() throws Exception {
    Results results = FilterRun.measure(1);

    assertThat(results.below("filter"))
        .contains(
            Lanes.BARE,
            "filter, token checked",
            "Spring's chain, token checked",
            "login filter, live session");
    assertThat(results.number("filter", Lanes.BARE, "more bytes")).hasValue(0);
    assertThat(results.number("filter", "filter, token checked", "more bytes").orElseThrow())
        .isGreaterThan(results.number("filter", "filter, open path", "more bytes").orElseThrow());
  }
}
