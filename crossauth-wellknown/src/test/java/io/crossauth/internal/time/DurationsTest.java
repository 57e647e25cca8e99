package io.crossauth.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings that are times: refused where they are set, if they cannot be reckoned with. */
class DurationsTest {

  static Stream<Arguments> checks() {
    return Stream.of(
        Arguments.of(check(Durations::ofCall), Durations.LONGEST_CALL, false),
        Arguments.of(check(Durations::ofWait), Durations.LONGEST_WAIT, false),
        Arguments.of(check(Durations::positive), Durations.LONGEST, false),
        Arguments.of(check(Durations::notNegative), Durations.LONGEST, true));
  }

  private static BiFunction<String, Duration, Duration> check(
      BiFunction<String, Duration, Duration> check) {
    return check;
  }

  @ParameterizedTest
  @MethodSource("checks")
  @DisplayName("17-extremes: the longest time is taken, a nanosecond more is not")
  void theLongest(BiFunction<String, Duration, Duration> check, Duration most, boolean zero) {
    assertThat(check.apply("t", most)).isEqualTo(most);
    assertThat(check.apply("t", Duration.ofNanos(1))).isEqualTo(Duration.ofNanos(1));
    assertThatThrownBy(() -> check.apply("patience", most.plusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("patience: expected ")
        .hasMessageContaining(most.toDays() == 1 ? "a day" : most.toDays() + " days");
  }

  @ParameterizedTest
  @MethodSource("checks")
  @DisplayName("17-extremes: the largest and the smallest that a Duration holds are refused")
  void theLargest(BiFunction<String, Duration, Duration> check, Duration most, boolean zero) {
    for (Duration extreme :
        new Duration[] {
          Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
          Duration.ofSeconds(Long.MIN_VALUE),
          Duration.ofNanos(-1)
        }) {
      assertThatThrownBy(() -> check.apply("t", extreme))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("checks")
  @DisplayName("17-extremes: zero is a leeway, and no time to wait")
  void zero(BiFunction<String, Duration, Duration> check, Duration most, boolean zero) {
    if (zero) {
      assertThat(check.apply("t", Duration.ZERO)).isZero();
    } else {
      assertThatThrownBy(() -> check.apply("t", Duration.ZERO))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("more than zero");
    }
  }

  @Test
  @DisplayName("17-extremes: the longest fits into nanoseconds twice, and into a date")
  void itCanBeReckonedWith() {
    assertThat(Durations.LONGEST.plus(Durations.LONGEST).toNanos()).isPositive();
    assertThat(Instant.now().plus(Durations.LONGEST)).isAfter(Instant.now());
  }
}
