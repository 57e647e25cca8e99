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

  private static String shown(Optional<URI> complete) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TerminalPrompt.lines(new PrintStream(out, true, StandardCharsets.UTF_8))
        .withoutQrCode()
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
