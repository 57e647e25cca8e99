package io.crossauth.benchmarks.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The figures of the nodes")
class ScaleTest {

  @Test
  void quantiles_are_within_a_twentieth() {
    Latencies latencies = new Latencies();
    for (int millis = 1; millis <= 100; millis++) {
      latencies.took(millis * 1_000_000L);
    }
    latencies.failed(2_000_000_000L, "store.failed");

    Latencies.Seen seen = latencies.drain();
    assertThat(seen.calls()).isEqualTo(101);
    assertThat(seen.failures()).isEqualTo(Map.of("store.failed", 1L));
    assertThat(seen.millis(0.5)).isCloseTo(51, within(3.0));
    assertThat(seen.millis(1)).isCloseTo(2_000, within(100.0));
    assertThat(latencies.drain().calls()).isZero();
  }

  @Test
  void what_a_node_tells_is_read_again_and_summed() {
    Latencies latencies = new Latencies();
    latencies.took(5_000_000);
    latencies.failed(1, "store.failed");
    Latencies.Seen seen = latencies.drain();

    assertThat(Latencies.Seen.parse(seen.text())).isEqualTo(seen);
    assertThat(Latencies.Seen.parse(Latencies.Seen.none().text())).isEqualTo(Latencies.Seen.none());
    assertThat(seen.plus(seen).calls()).isEqualTo(4);
  }

  @Test
  void a_part_of_the_page_is_renewed_and_the_others_stay() {
    String page = "before\n<!-- jdbc: begin -->\nold\n<!-- jdbc: end -->\nafter\n";

    String renewed = ScalePage.renewed(page, "jdbc", "new\n");

    assertThat(renewed).contains("before\n", "\nnew\n", "after\n").doesNotContain("old");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScalePage.renewed(page, "redis", "new"))
        .withMessageContaining("redis: begin");
  }

  @Test
  void the_picture_names_the_chapters() {
    Timeline timeline = new Timeline();
    Latencies latencies = new Latencies();
    latencies.took(5_000_000);
    timeline.add(latencies.drain());
    timeline.chapter("orderly ends", 0);

    assertThat(new ScaleChart("PostgreSQL", timeline).svg())
        .startsWith("<svg")
        .contains("orderly ends", "<polyline class=\"p99\"");
  }
}
