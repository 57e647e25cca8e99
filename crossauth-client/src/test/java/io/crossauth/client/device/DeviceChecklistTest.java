package io.crossauth.client.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.device.DevicePrompt.TerminalOptions;
import io.crossauth.client.qr.QrReader;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Wire;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.LoginTimeoutException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TransportException;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checklist of RFC 8628, row by row. */
class DeviceChecklistTest {

  private static final String COMPLETE =
      "\"verification_uri_complete\":\"https://id.example.com/device?user_code=WDJB-MJHT\"";

  private final DeviceScene scene = new DeviceScene();

  @AfterEach
  void everyAnswerWasAskedFor() {
    Thread.interrupted();
    scene.transport.close();
  }

  @Test
  @DisplayName("D1 address and code are shown, and a QR code of the complete address")
  void d1Complete() {
    String shown = shown(DeviceScene.code(600, COMPLETE), prompt -> prompt);

    assertThat(shown).contains("https://id.example.com/device\n", "WDJB-MJHT");
    assertThat(qrOf(shown)).isEqualTo("https://id.example.com/device?user_code=WDJB-MJHT");
  }

  @Test
  @DisplayName("D1 without a complete address the QR code is of the bare one")
  void d1Bare() {
    String shown = shown(DeviceScene.code(600), prompt -> prompt);

    assertThat(shown).contains("https://id.example.com/device\n", "WDJB-MJHT");
    assertThat(qrOf(shown)).isEqualTo("https://id.example.com/device");
  }

  @Test
  @DisplayName("D1 the code is shown even where the program's own message leaves it out")
  void d1OwnMessage() {
    String shown =
        shown(
            DeviceScene.code(600, COMPLETE), options -> options.withMessage(code -> "Scan this:"));

    assertThat(shown).startsWith("Scan this:\nCode: WDJB-MJHT\n");
  }

  @ParameterizedTest(name = "D2 {0}: the first poll comes after {1} s, and so does each other")
  @CsvSource({"no interval, 5", "1, 1", "7, 7"})
  void d2(String interval, long seconds) {
    String member = interval.matches("\\d+") ? "\"interval\":" + interval : "\"x\":0";
    scene
        .transport
        .json(200, DeviceScene.code(600, member))
        .json(400, DeviceScene.pending())
        .json(400, DeviceScene.pending())
        .json(200, DeviceScene.tokens());

    login();

    assertThat(scene.waits()).containsExactly(seconds, seconds, seconds);
  }

  @Test
  @DisplayName("D3 slow_down makes every later wait five seconds longer")
  void d3() {
    scene
        .transport
        .json(200, DeviceScene.code(600, "\"interval\":2"))
        .json(400, DeviceScene.slowDown())
        .json(400, DeviceScene.pending())
        .json(400, DeviceScene.slowDown())
        .json(400, DeviceScene.pending())
        .json(400, DeviceScene.pending())
        .json(200, DeviceScene.tokens());

    login();

    assertThat(scene.waits()).containsExactly(2L, 7L, 7L, 12L, 12L, 12L);
  }

  @ParameterizedTest(name = "D3 after 5 s, a slow_down that names {0} s makes it {1} s for good")
  @CsvSource({"10, 10", "30, 30", "1, 10"})
  void d3GitHub(int named, long seconds) {
    scene
        .transport
        .json(200, DeviceScene.code(600))
        .json(200, "{\"error\":\"slow_down\",\"interval\":" + named + "}")
        .json(200, DeviceScene.pending())
        .json(200, DeviceScene.tokens());

    login();

    assertThat(scene.waits()).containsExactly(5L, seconds, seconds);
  }

  @ParameterizedTest(name = "D4 authorization_pending with HTTP {0} goes on")
  @ValueSource(ints = {200, 400, 401, 403, 428, 429, 500, 503})
  void d4(int status) {
    scene
        .transport
        .json(200, DeviceScene.code(600))
        .json(status, DeviceScene.pending())
        .json(200, DeviceScene.tokens());

    assertThat(login().accessToken().reveal()).isEqualTo(DeviceScene.ACCESS_TOKEN);
    assertThat(scene.waits()).containsExactly(5L, 5L);
  }

  @ParameterizedTest(name = "D5 {0} with HTTP {1} stops, and says so in its code")
  @CsvSource({
    "access_denied, 400",
    "access_denied, 200",
    "access_denied, 503",
    "access_denied, 429",
    "expired_token, 400",
    "expired_token, 401",
    "expired_token, 429"
  })
  void d5(String error, int status) {
    scene
        .transport
        .json(200, DeviceScene.code(600))
        .json(status, "{\"error\":\"" + error + "\",\"error_description\":\"why it is so\"}");

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(this::login)
        .satisfies(e -> assertThat(e.code()).isEqualTo("oauth." + error))
        .satisfies(e -> assertThat(e.description()).contains("why it is so"));
    assertThat(scene.prompt.seen).endsWith("finished").doesNotContain("succeeded");
  }

  @Test
  @DisplayName("D6 pending for ever ends at expires_in, whatever the date does meanwhile")
  void d6() {
    scene.transport.json(200, DeviceScene.code(32));
    for (int i = 0; i < 6; i++) {
      scene.transport.json(400, DeviceScene.pending());
    }
    Instant[] date = {Instant.parse("2030-01-01T00:00:00Z")};
    Platform platform =
        scene
            .time
            .platform()
            .withClock(
                new Clock() {
                  @Override
                  public java.time.ZoneId getZone() {
                    return ZoneOffset.UTC;
                  }

                  @Override
                  public Clock withZone(java.time.ZoneId zone) {
                    return this;
                  }

                  @Override
                  public Instant instant() {
                    date[0] = date[0].minus(Duration.ofDays(1));
                    return date[0];
                  }
                });

    assertThatExceptionOfType(LoginTimeoutException.class)
        .isThrownBy(
            () ->
                scene
                    .builder(Metadata.withoutIssuer(), scene.transport)
                    .platform(platform)
                    .build()
                    .deviceCodeFlow(scene.prompt))
        .satisfies(e -> assertThat(e.code()).isEqualTo("device.expired"));
    assertThat(scene.time.nanos()).isEqualTo(Duration.ofSeconds(32).toNanos());
  }

  @Test
  @DisplayName("D6 the time that the user is shown the code for is part of its life")
  void d6ShowingTakesTime() {
    scene.transport.json(200, DeviceScene.code(30));

    assertThatExceptionOfType(LoginTimeoutException.class)
        .isThrownBy(
            () -> scene.client().deviceCodeFlow(code -> scene.time.advance(Duration.ofSeconds(27))))
        .satisfies(e -> assertThat(e.code()).isEqualTo("device.expired"));
    assertThat(scene.waits()).containsExactly(3L);
  }

  @Test
  @DisplayName("D6 no poll may take longer than the code has left")
  void d6Calls() {
    scene
        .transport
        .json(200, DeviceScene.code(12))
        .json(400, DeviceScene.pending())
        .json(200, DeviceScene.tokens());

    login();

    assertThat(scene.transport.calls().get(1).timeout()).contains(Duration.ofSeconds(7));
    assertThat(scene.transport.calls().get(2).timeout()).contains(Duration.ofSeconds(2));
  }

  @Test
  @DisplayName("D7 polls that do not reach the server come less and less often, a minute at most")
  void d7() {
    scene.transport.json(200, DeviceScene.code(3600));
    for (int i = 0; i < 5; i++) {
      scene.transport.failure(unreachable());
    }
    scene
        .transport
        .json(400, DeviceScene.pending())
        .json(400, DeviceScene.pending())
        .json(200, DeviceScene.tokens());

    login();

    assertThat(scene.waits()).containsExactly(5L, 10L, 20L, 40L, 60L, 60L, 5L, 5L);
  }

  @Test
  @DisplayName("D7 what slow_down has added is not forgotten over a failure")
  void d7AfterSlowDown() {
    scene
        .transport
        .json(200, DeviceScene.code(3600))
        .json(400, DeviceScene.slowDown())
        .failure(unreachable())
        .json(400, DeviceScene.pending())
        .json(200, DeviceScene.tokens());

    login();

    assertThat(scene.waits()).containsExactly(5L, 10L, 20L, 10L);
  }

  @Test
  @DisplayName("D8 the client proves itself at both endpoints, and never in an address")
  void d8() {
    scene.transport.json(200, DeviceScene.code(60)).json(200, DeviceScene.tokens());

    scene
        .builder(Metadata.withoutIssuer(), scene.transport)
        .clientSecret(Secret.of("canary-secret"))
        .build()
        .deviceCodeFlow(scene.prompt);

    assertThat(scene.transport.calls())
        .hasSize(2)
        .allSatisfy(
            call -> {
              assertThat(Wire.basic(call)).isEqualTo("tool:canary-secret");
              assertThat(call.uri().getRawQuery()).isNull();
            });
  }

  @Test
  @DisplayName("D9 the device code is in the body of the polls and nowhere else")
  void d9() {
    scene.transport.json(200, DeviceScene.code(60)).json(400, DeviceScene.error("access_denied"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OAuthClient client = scene.client();

    OAuthDeviceAuthorizationResponse code = client.startDeviceCodeFlow();
    CompletableFuture<OAuthTokenResponse> login =
        client.device().start(code, DevicePrompt.terminal(lines(out)));
    scene.time.advance(Duration.ofSeconds(5));

    assertThatThrownBy(login::get).hasMessageNotContaining(DeviceScene.DEVICE_CODE);
    assertThat(code.toString()).doesNotContain(DeviceScene.DEVICE_CODE);
    assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain(DeviceScene.DEVICE_CODE);
    assertThat(scene.transport.body(1)).contains(DeviceScene.DEVICE_CODE);
  }

  @Test
  @DisplayName("D10 an interrupt ends the wait at once, with the flag set again")
  void d10Interrupt() {
    scene.transport.json(200, DeviceScene.code(600));

    assertThatExceptionOfType(InterruptedCallException.class)
        .isThrownBy(
            () -> scene.client().deviceCodeFlow(code -> Thread.currentThread().interrupt()));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(scene.transport.calls()).hasSize(1);
  }

  @Test
  @DisplayName("D10 cancelling the future ends the polling, and nothing is planned any more")
  void d10Cancel() {
    scene.transport.json(200, DeviceScene.code(600)).json(400, DeviceScene.pending());
    OAuthClient client = scene.client();

    CompletableFuture<OAuthTokenResponse> login =
        client.device().start(client.startDeviceCodeFlow(), scene.prompt);
    scene.time.advance(Duration.ofSeconds(7));
    assertThat(login.cancel(true)).isTrue();
    scene.time.advance(Duration.ofMinutes(20));

    assertThatThrownBy(login::join).isInstanceOf(CancellationException.class);
    assertThat(scene.time.plannedWork()).isZero();
    assertThat(scene.prompt.seen).endsWith("finished");
    assertThat(scene.transport.calls()).hasSize(2);
  }

  @ParameterizedTest(name = "D11 {0} with HTTP {1} stops")
  @CsvSource({
    "something_new, 400",
    "something_new, 500",
    "accerss_denied, 500",
    "invalid_grant, 400",
    "invalid_client, 401",
    "unauthorized_client, 503",
    "invalid_request, 429"
  })
  void d11(String error, int status) {
    scene.transport.json(200, DeviceScene.code(600)).json(status, DeviceScene.error(error));

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(this::login)
        .satisfies(e -> assertThat(e.error()).isEqualTo(error));
  }

  @Test
  @DisplayName("D11 an error body without an interval leaves the last one as it is")
  void d11IntervalIsKept() {
    scene
        .transport
        .json(200, DeviceScene.code(600, "\"interval\":3"))
        .json(400, DeviceScene.pending())
        .json(400, DeviceScene.slowDown())
        .json(400, DeviceScene.pending())
        .json(200, DeviceScene.tokens());

    login();

    assertThat(scene.waits()).containsExactly(3L, 3L, 8L, 8L);
  }

  private OAuthTokenResponse login() {
    return scene.client().deviceCodeFlow(scene.prompt);
  }

  private static TransportException unreachable() {
    return new TransportException(
        TransportException.Kind.TIMEOUT, URI.create(Metadata.TOKEN), false, "timed out", null);
  }

  private String shown(String answer, java.util.function.UnaryOperator<TerminalOptions> changed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    scene.transport.json(200, answer).json(200, DeviceScene.tokens());
    scene.client().deviceCodeFlow(DevicePrompt.terminal(changed.apply(lines(out))));
    return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  private static TerminalOptions lines(ByteArrayOutputStream out) {
    return TerminalOptions.defaults()
        .withOutput(new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  private static String qrOf(String shown) {
    String blocks =
        shown
            .lines()
            .filter(line -> line.matches("[ \u2580\u2584\u2588]{21,}"))
            .collect(java.util.stream.Collectors.joining("\n"));
    return QrReader.screen(blocks, false);
  }
}
