package io.crossauth.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  // RFC 9110 section 5.6.7 writes this moment in three ways.
  private static final Instant NOW = Instant.parse("1994-11-06T08:49:00Z");

  private static Optional<Duration> of(String value) {
    return RetryAfter.of(Optional.of(value), NOW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "120|120",
        " 7 |7",
        "3601|3600",
        "999999999999999999999|3600",
        "Sun, 06 Nov 1994 08:49:37 GMT|37",
        "Sun Nov  6 08:49:37 1994|37",
        "Sun, 06 Nov 1994 08:48:00 GMT|0",
        "Sat, 06 Nov 2094 08:49:37 GMT|3600"
      })
  void readsSecondsAndDatesWithinAnHour(String value, long seconds) {
    assertThat(of(value)).contains(Duration.ofSeconds(seconds));
  }

  @Test
  void readsTheObsoleteFormWithTwoDigits() {
    Instant now = Instant.parse("2026-11-06T08:49:00Z");

    assertThat(RetryAfter.of(Optional.of("Friday, 06-Nov-26 08:49:37 GMT"), now))
        .contains(Duration.ofSeconds(37));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "+1", "1.5", "1s", "0x10", "²", "Sun, 06 Nov 1994"})
  void anythingElseIsNoWait(String value) {
    assertThat(of(value)).isEmpty();
  }

  @Test
  void anAnswerWithoutItAsksForNone() {
    assertThat(RetryAfter.of(Optional.empty(), NOW)).isEmpty();
  }
}
