package io.crossauth.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.testing.Given;
import io.crossauth.platform.Platform;
import io.crossauth.platform.RandomSource;
import io.crossauth.testing.FakeTime;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A token of a service by two clocks")
class BothClocksTest {

  private final FakeTime monotonic = FakeTime.create();
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  private final AtomicInteger requests = new AtomicInteger();
  private final FakeTime received = FakeTime.create();
  private Runnable atTheDate = () -> {};
  private final CachedTokenSource source =
      new CachedTokenSource(
          () -> {
            FakeTime date = new FakeTime(date());
            return Given.tokens(date, "at-" + requests.incrementAndGet());
          },
          Authorization.of("Bearer"),
          () -> URI.create("https://id.example.com/token"),
          new Platform(new Date(), monotonic, monotonic, RandomSource.system()));

  private Instant date() {
    return monotonic.instant().plus(ahead.get());
  }

  /** A date that jumps apart from the monotonic clock. */
  private final class Date extends Clock {

    @Override
    public Instant instant() {
      Runnable now = atTheDate;
      atTheDate = () -> {};
      now.run();
      return date();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @ParameterizedTest(name = "case C7 the date jumps {0}, the monotonic clock {1}: asked again {2}")
  @CsvSource({
    "PT9H, PT1S, true",
    "PT5M, PT0S, true",
    "PT4M, PT1S, false",
    "PT0S, PT5M, true",
    "PT-9H, PT10M, true",
    "PT-9H, PT1S, false",
    "P30D, PT0S, true",
  })
  void is_over_when_either_says_so(String date, String elapsed, boolean again) {
    assertThat(source.accessToken().reveal()).isEqualTo("at-1");

    ahead.set(Duration.parse(date));
    monotonic.advance(Duration.parse(elapsed));

    assertThat(source.accessToken().reveal()).isEqualTo(again ? "at-2" : "at-1");
    assertThat(source.accessToken().reveal()).isEqualTo(again ? "at-2" : "at-1");
    assertThat(received.waits()).isEmpty();
  }

  @Test
  @DisplayName("case C7 a machine that sleeps again and again asks once each time")
  void asks_once_for_each_sleep() {
    for (int i = 1; i <= 5; i++) {
      assertThat(source.accessToken().reveal()).isEqualTo("at-" + i);
      ahead.set(Duration.ofHours(9L * i));
    }
  }

  @Test
  @DisplayName("case C7 a token that another caller has got meanwhile is kept")
  void keeps_what_another_has_got() {
    assertThat(source.accessToken().reveal()).isEqualTo("at-1");
    ahead.set(Duration.ofHours(9));

    atTheDate = () -> assertThat(source.accessToken().reveal()).isEqualTo("at-2");

    assertThat(source.accessToken().reveal()).isEqualTo("at-2");
    assertThat(requests).hasValue(2);
  }
}
