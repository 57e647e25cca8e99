package io.crossauth.client.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.device.DevicePrompt.TerminalOptions;
import io.crossauth.client.qr.QrReader;
import io.crossauth.value.Secret;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalPromptLiveTest {

  private static final String CLEAR = "\r\u001b[K";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final TerminalPrompt live = live(TerminalOptions.defaults());

  private TerminalPrompt live(TerminalOptions options) {
    return new TerminalPrompt(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new Terminal(true, true, true),
        options);
  }

  @Test
  void aTerminalWithColoursShowsACodeThatIsDarkOnLight() {
    live.show(code("https://id.example.com/device?user_code=ABCD"));

    String drawn = written().lines().filter(l -> l.contains("\u001b[")).collect(joining());
    assertThat(QrReader.screen(drawn, true))
        .isEqualTo("https://id.example.com/device?user_code=ABCD");
    assertThat(written()).contains("https://id.example.com/device\n").contains("ABCD\n");
  }

  @Test
  void countsDownOnOneLineAndLeavesNothingOfItBehind() {
    live.waiting(Duration.ofSeconds(872));
    live.waiting(Duration.ofMillis(870_900));
    live.waiting(Duration.ofSeconds(9));
    live.finished();
    live.succeeded();

    assertThat(written())
        .isEqualTo(
            CLEAR
                + "| Waiting for you, 14:32 left"
                + CLEAR
                + "/ Waiting for you, 14:31 left"
                + CLEAR
                + "| Waiting for you, 0:09 left"
                + CLEAR
                + "You are logged in.\n");
  }

  @Test
  void theSpinnerTurnsWithEachBeat() {
    Duration left = Duration.ofSeconds(100);
    for (int i = 0; i < 5; i++) {
      live(TerminalOptions.defaults().withSpinner("1", "2", "3"))
          .waiting(left.minus(live.beat().multipliedBy(i)));
    }

    assertThat(written().replace(CLEAR, "").replaceAll(" Waiting for you, 1:.. left", ""))
        .hasSize(5)
        .containsAnyOf("12312", "23123", "31231");
  }

  @Test
  void wordsAndSpinnerCanBeChangedAndLeftOut() {
    TerminalOptions options =
        TerminalOptions.defaults()
            .withMessage(c -> c.userCode() + " at " + c.verificationUri())
            .withSpinner()
            .withQrCode(false)
            .withSuccessMessage("Done.");
    TerminalPrompt changed = live(options);
    changed.show(code("https://id.example.com/c"));
    changed.waiting(Duration.ofSeconds(60));
    changed.finished();
    changed.succeeded();
    live(options.withSuccessMessage("")).succeeded();

    assertThat(written())
        .isEqualTo(
            "ABCD at https://id.example.com/device\n"
                + CLEAR
                + "Waiting for you, 1:00 left"
                + CLEAR
                + "Done.\n");
  }

  @Test
  void linesAreNotWrittenOverWhereThereIsNoTerminal() {
    DevicePrompt lines =
        DevicePrompt.terminal(
            TerminalOptions.defaults()
                .withOutput(new PrintStream(out, true, StandardCharsets.UTF_8))
                .withQrCode(false));
    lines.show(code("https://id.example.com/c"));
    lines.waiting(Duration.ofSeconds(60));
    lines.finished();
    lines.succeeded();

    assertThat(lines.beat()).isZero();
    assertThat(written())
        .doesNotContain("\r")
        .doesNotContain("\u001b")
        .endsWith("The code is good for 600 seconds.\nYou are logged in.\n");
  }

  @Test
  void aDrawingThatWouldWrapIsLeftOut() {
    live.show(code("https://id.example.com/c?" + "x".repeat(350)));
    live.show(code("https://id.example.com/c?" + "x".repeat(3000)));

    assertThat(written()).doesNotContain("\u2580").contains("ABCD");
  }

  @Test
  void charactersThatTurnTheLineRoundAreWrittenInAscii() {
    live.show(code("https://id.example.com/\u202egro.live"));

    assertThat(written()).doesNotContain("\u202e").contains("%E2%80%AEgro.live");
  }

  @ParameterizedTest(name = "console {0}, TERM {1}, NO_COLOR {2}, {3}: live {4}, colours {5}")
  @CsvSource({
    "true, xterm, '', UTF-8, true, true, true",
    "true, xterm, 1, UTF-8, true, false, true",
    "true, dumb, '', UTF-8, false, false, true",
    "true, '', '', UTF-8, false, false, true",
    "false, xterm, '', UTF-8, false, false, true",
    "true, xterm, '', US-ASCII, true, true, false",
    "true, xterm, '', ISO-8859-1, true, true, false",
    "true, xterm, '', IBM437, true, true, true"
  })
  void whatCanBeDrawnIsKnownFromTheEnvironment(
      boolean console,
      String term,
      String noColor,
      String charset,
      boolean isLive,
      boolean colours,
      boolean blocks) {
    Terminal terminal =
        Terminal.of(
            console,
            Map.of("TERM", term, "NO_COLOR", noColor),
            java.nio.charset.Charset.forName(charset));

    assertThat(terminal).isEqualTo(new Terminal(isLive, colours, blocks));
  }

  @Test
  void aWindowsTerminalIsOneToo() {
    assertThat(Terminal.of(true, Map.of("WT_SESSION", "x"), StandardCharsets.UTF_8).live())
        .isTrue();
  }

  @Test
  void theStandardOutputOfATestIsNoTerminal() {
    assertThat(DevicePrompt.terminal().beat()).isZero();
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joining() {
    return Collectors.joining("\n");
  }

  private String written() {
    return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  private static OAuthDeviceAuthorizationResponse code(String complete) {
    return new OAuthDeviceAuthorizationResponse(
        Secret.of("canary"),
        "ABCD",
        URI.create("https://id.example.com/device"),
        Optional.of(URI.create(complete)),
        Duration.ofMinutes(10),
        Duration.ofSeconds(5),
        Set.of());
  }
}
