package io.crossauth.client.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.crossauth.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountdownTest {

  private final FakeTime time = FakeTime.create();
  private final List<String> heard = new ArrayList<>();

  @Test
  void thePromptHearsAtEachBeatHowMuchTimeIsLeft() {
    Countdown countdown = countdown(Duration.ofSeconds(2));

    countdown.begin();
    time.advance(Duration.ofSeconds(5));

    assertThat(heard).containsExactly("58", "56");
  }

  @Test
  void aPromptThatWantsNoBeatPlansNothing() {
    countdown(Duration.ZERO).begin();

    assertThat(time.plannedWork()).isZero();
  }

  @Test
  void afterTheEndThePromptHearsNothing() {
    Countdown countdown = countdown(Duration.ofSeconds(2));

    countdown.begin();
    countdown.finish();
    countdown.finish();
    countdown.tell(Duration.ofSeconds(1));
    time.advance(Duration.ofSeconds(10));

    assertThat(heard).containsExactly("finished");
    assertThat(time.plannedWork()).isZero();
  }

  @Test
  void successIsToldAfterTheEnd() {
    countdown(Duration.ZERO).succeed();

    assertThat(heard).containsExactly("finished", "succeeded");
  }

  @Test
  void aPromptThatBreaksAtTheEndIsNoReasonToFail() {
    DevicePrompt broken =
        new DevicePrompt() {
          @Override
          public void show(OAuthDeviceAuthorizationResponse code) {}

          @Override
          public void finished() {
            throw new IllegalStateException("broken");
          }

          @Override
          public void succeeded() {
            throw new IllegalStateException("broken");
          }
        };

    assertThatCode(() -> new Countdown(time.platform(), broken, Duration.ofMinutes(1)).succeed())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0} ms is {1}")
  @CsvSource({"0, 0:00", "1, 0:01", "59001, 1:00", "60000, 1:00", "61000, 1:01", "5400000, 90:00"})
  void timeIsShownInMinutesAndSeconds(long millis, String text) {
    assertThat(Countdown.text(Duration.ofMillis(millis))).isEqualTo(text);
  }

  private Countdown countdown(Duration beat) {
    DevicePrompt prompt =
        new DevicePrompt() {
          @Override
          public void show(OAuthDeviceAuthorizationResponse code) {}

          @Override
          public Duration beat() {
            return beat;
          }

          @Override
          public void waiting(Duration left) {
            heard.add(Long.toString(left.toSeconds()));
          }

          @Override
          public void finished() {
            heard.add("finished");
          }

          @Override
          public void succeeded() {
            heard.add("succeeded");
          }
        };
    return new Countdown(time.platform(), prompt, Duration.ofMinutes(1));
  }
}
