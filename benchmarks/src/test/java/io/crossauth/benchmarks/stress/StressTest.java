package io.crossauth.benchmarks.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The stress command with fewer threads and a short flood; what is timed is for the command. */
class StressTest {

  @Test
  void allGatesOfCountsAreMet() throws InterruptedException {
    StringWriter text = new StringWriter();
    Stress stress = new Stress(new PrintWriter(text));

    boolean met = stress.run(200, Duration.ofSeconds(3));

    assertThat(stress.countsMet()).as(text.toString()).isTrue();
    assertThat(text.toString())
        .contains("flood: fetches/s", "good tokens accepted, %")
        .contains(met ? "All gates are met." : "A gate is MISSED.");
  }

  @Test
  void aValueBeyondItsGateIsMissed() {
    assertThat(Figure.atMost("seconds", 4.9, 3, 5).met()).isTrue();
    assertThat(Figure.atMost("seconds", 5.1, 3, 5).line()).endsWith("MISSED");
    assertThat(Figure.exactly("fetches", 2, 1).met()).isFalse();
    assertThat(Figure.plain("tokens", 7).met()).isTrue();
  }
}
