package io.crossauth.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoakTest {

  @Test
  void everyTokenOfTheMixHasTheFateItShould() throws Exception {
    StringWriter text = new StringWriter();
    Soak soak = new Soak(new PrintWriter(text), Duration.ofSeconds(10), Duration.ofSeconds(5));

    assertThat(soak.run()).as(text.toString()).isTrue();
    assertThat(text.toString())
        .contains("wrong fate")
        .contains("too few samples", "p99.9", "pinned: 0");
  }

  @Test
  void aFewSlowCallsAreSeenInTheLastThousandth() {
    Waits waits = new Waits();
    for (int i = 0; i < 9_980; i++) {
      waits.add(50_000);
    }
    for (int i = 0; i < 20; i++) {
      waits.add(8_000_000);
    }

    assertThat(waits.micros(0.5)).isBetween(50.0, 60.0);
    assertThat(waits.micros(0.99)).isBetween(50.0, 60.0);
    assertThat(waits.micros(0.999)).isBetween(8_000.0, 9_000.0);
  }

  @Test
  void aHeapThatGrowsIsSeen() {
    assertThat(new Growth(List.of(10L, 20L, 100L, 101L, 101L, 100L)).flat()).isTrue();
    assertThat(new Growth(List.of(10L, 20L, 100L, 110L, 120L, 130L)).flat()).isFalse();
    assertThat(new Growth(List.of(10L, 20L, 100L, 110L, 120L, 130L)).text()).contains("GROWING");
  }

  @Test
  void oneOddSampleIsNoGrowth() {
    List<Long> heaps = List.of(10L, 20L, 30L, 100L, 101L, 100L, 100L, 240L, 101L);

    assertThat(new Growth(heaps).flat()).isTrue();
  }
}
