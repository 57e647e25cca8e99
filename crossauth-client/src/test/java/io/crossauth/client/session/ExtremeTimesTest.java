package io.crossauth.client.session;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.login.LoopbackOptions;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings that are times, tried with the extremes that a {@link Duration} holds. */
class ExtremeTimesTest {

  static Stream<Arguments> settings() {
    return Stream.of(
        setting("maxAge", LoginOptions.scopes("openid")::withMaxAge),
        setting("patience", LoopbackOptions.defaults()::withPatience),
        setting("unusedFor", time -> TokenStore.inMemory(10, time)));
  }

  private static Arguments setting(String name, Function<Duration, Object> change) {
    return Arguments.of(name, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  @DisplayName("17-extremes: refused where they are set, by the name of the setting")
  void refused(String name, Function<Duration, Object> change) {
    for (Duration extreme :
        new Duration[] {
          Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
          Duration.ofSeconds(Long.MIN_VALUE),
          Duration.ofDays(40_000)
        }) {
      assertThatThrownBy(() -> change.apply(extreme))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(name + ": expected");
    }
  }
}
