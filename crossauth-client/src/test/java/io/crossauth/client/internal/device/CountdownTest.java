package io.crossauth.client.internal.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.crossauth.client.device.DevicePrompt;
import io.crossauth.client.device.OAuthDeviceAuthorizationResponse;
import io.crossauth.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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
