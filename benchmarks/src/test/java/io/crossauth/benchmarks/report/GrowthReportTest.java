package io.crossauth.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GrowthReportTest {

  private static Results results(double routes) {
    Results results = new Results();
    point(results, "issuers", 1, 1, 1_500);
    point(results, "issuers", 1_000, 1.05, 1_500);
    point(results, "claims", 1, 1, 1_500);
    point(results, "claims", 1_000, 9, 45_000);
    point(results, "routes", 1, 1, 1);
    point(results, "routes", 1_000, routes, 1);
    return results;
  }

  private static void point(Results results, String name, int size, double ratio, double input) {
    results
        .put("growth/" + name + "/" + size + "/micros", 30 * ratio)
        .put("growth/" + name + "/" + size + "/ratio", ratio)
        .put("growth/" + name + "/" + size + "/bytes", 4_000)
        .put("growth/" + name + "/" + size + "/input", input);
  }

  private static Gate gate(Results results, String name) {
    return GrowthTable.gates(results).stream()
        .filter(gate -> gate.name().contains(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("a cost that grows as its number does is missed, one of the logarithm is met")
  void logarithm() {
    assertThat(gate(results(10), "routes").met()).isTrue();
    assertThat(gate(results(1_000), "routes").met()).isFalse();
    assertThat(gate(results(12), "routes").met()).isFalse();
  }

  @Test
  @DisplayName("claims are paid by the byte")
  void bytes() {
    assertThat(gate(results(1), "1,000 claims").found()).hasValue(9.0 * 1_500 / 45_000);
  }

  @Test
  @DisplayName("what was not measured is missed")
  void missing() {
    assertThat(gate(results(1), "sessions").met()).isFalse();
  }

  @Test
  @DisplayName("the table goes between its marks, and the picture has a curve for each")
  void page() {
    String page = "before\n" + GrowthPage.BEGIN + "old\n" + GrowthPage.END + "after\n";

    assertThat(GrowthPage.renew(page, results(1)))
        .startsWith("before\n")
        .endsWith("after\n")
        .contains("| 1,000 issuers | 31.50 | 1.05 | 4,000 | – |")
        .doesNotContain("old");
    assertThat(GrowthChart.of(results(1)).svg().split("class=\"curve\" d", -1)).hasSize(4);
    assertThatThrownBy(() -> GrowthPage.renew("no marks", results(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(List.of(GrowthTable.text(results(1)).split("\n", -1)).get(0))
        .startsWith("there are");
  }
}
