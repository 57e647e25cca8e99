package io.crossauth.benchmarks.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The stress command with fewer threads and a short flood. */
class StressTest {

  @Test
  void allGatesAreMet() throws InterruptedException {
    StringWriter text = new StringWriter();

    boolean met = new Stress(new PrintWriter(text)).run(200, Duration.ofSeconds(3));

    assertThat(met).as(text.toString()).isTrue();
    assertThat(text.toString())
        .contains("flood: fetches/s", "good tokens accepted, %", "All gates are met.")
        .doesNotContain("MISSED");
  }

  @Test
  void aValueBeyondItsGateIsMissed() {
    assertThat(Figure.atMost("seconds", 4.9, 3, 5).met()).isTrue();
    assertThat(Figure.atMost("seconds", 5.1, 3, 5).line()).endsWith("MISSED");
    assertThat(Figure.exactly("fetches", 2, 1).met()).isFalse();
    assertThat(Figure.plain("tokens", 7).met()).isTrue();
  }
}
