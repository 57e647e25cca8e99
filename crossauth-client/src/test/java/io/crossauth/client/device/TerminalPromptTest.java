package io.crossauth.client.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.value.Secret;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The prompt of a terminal")
class TerminalPromptTest {

  @Test
  void says_where_to_go_and_what_to_type_and_nothing_secret() {
    assertThat(shown(Optional.of(URI.create("https://id.example.com/activate?c=ABCD"))))
        .isEqualToNormalizingNewlines(
            """
            To log in, open https://id.example.com/activate
            and enter the code ABCD
            or open https://id.example.com/activate?c=ABCD
            The code is good for 600 seconds.
            """);
  }

  @Test
  void leaves_out_the_complete_address_where_there_is_none() {
    assertThat(shown(Optional.empty())).doesNotContain("or open").doesNotContain("canary");
  }

  @ParameterizedTest(name = "{0} ms is {1}")
  @CsvSource({"0, 0:00", "1, 0:01", "59001, 1:00", "60000, 1:00", "61000, 1:01", "5400000, 90:00"})
  void timeIsShownInMinutesAndSeconds(long millis, String text) {
    assertThat(TerminalPrompt.minutes(Duration.ofMillis(millis))).isEqualTo(text);
  }

  private static String shown(Optional<URI> complete) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DevicePrompt.terminal(
            DevicePrompt.TerminalOptions.defaults()
                .withOutput(new PrintStream(out, true, StandardCharsets.UTF_8))
                .withQrCode(false))
        .show(
            new OAuthDeviceAuthorizationResponse(
                Secret.of("canary"),
                "ABCD",
                URI.create("https://id.example.com/activate"),
                complete,
                Duration.ofMinutes(10),
                Duration.ofSeconds(5),
                Set.of()));
    return out.toString(StandardCharsets.UTF_8);
  }
}
