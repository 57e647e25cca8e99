package io.crossauth.client.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.OAuthClient;
import io.crossauth.error.CrossauthException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpReply;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a device login refuses, row by row. */
class DeviceRefusalsTest {

  private final DeviceScene scene = new DeviceScene();

  @AfterEach
  void everyAnswerWasAskedFor() {
    scene.transport.close();
  }

  @ParameterizedTest(name = "{0}: {1} is refused as {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "device_code|null|response.missing_member",
        "device_code|\"\"|response.missing_member",
        "device_code|7|response.wrong_type",
        "user_code|null|response.missing_member",
        "user_code|[]|response.wrong_type",
        "user_code|\"A\\u001b[2J\"|response.wrong_type",
        "user_code|\"A\\u202eB\"|response.wrong_type",
        "verification_uri|null|response.missing_member",
        "verification_uri|\"javascript:alert(1)\"|response.wrong_type",
        "verification_uri|\"file:///etc/passwd\"|response.wrong_type",
        "verification_uri|\"https://id.example.com@evil.example/\"|response.wrong_type",
        "verification_uri|\"/device\"|response.wrong_type",
        "verification_uri|\"https://a b\"|response.wrong_type",
        "verification_uri_complete|\"data:text/html,x\"|response.wrong_type",
        "verification_uri_complete|7|response.wrong_type",
        "expires_in|null|response.missing_member",
        "expires_in|-1|response.wrong_type",
        "expires_in|\"soon\"|response.wrong_type",
        "expires_in|{}|response.wrong_type",
        "interval|-5|response.wrong_type",
        "interval|\"often\"|response.wrong_type"
      })
  void aCodeWith(String member, String value, String code) {
    String answer =
        DeviceScene.code(600, "\"interval\":5", "\"verification_uri_complete\":\"https://a/b\"")
            .replaceFirst(
                "\"" + member + "\":(\"[^\"]*\"|\\d+)",
                "\"" + member + "\":" + java.util.regex.Matcher.quoteReplacement(value));
    scene.transport.json(200, answer);

    assertThatExceptionOfType(CrossauthException.class)
        .isThrownBy(() -> scene.client().deviceCodeFlow(scene.prompt))
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .withMessageContaining(member)
        .satisfies(e -> assertThat(e.toString()).doesNotContain(DeviceScene.DEVICE_CODE));
    assertThat(scene.prompt.seen).isEmpty();
  }

  static Stream<Arguments> odd() {
    String tokens = DeviceScene.tokens();
    return Stream.of(
        row("200 with an error", 200, "application/json", utf8(DeviceScene.error("x"))),
        row("4xx HTML", 400, "text/html", utf8("<p>" + DeviceScene.DEVICE_CODE)),
        row("HTML that says 200", 200, "text/html", utf8("<p>" + DeviceScene.DEVICE_CODE)),
        row("another content type", 200, "text/plain", utf8("access_token=x")),
        row("a token type nobody knows", 200, "application/json", utf8(mac(tokens))),
        row("UTF-16", 200, "application/json;charset=utf-16", utf16(tokens)),
        row("an empty body", 200, "application/json", new byte[0]),
        row("an empty body with 400", 400, "application/json", new byte[0]),
        row("two answers", 200, "application/json", utf8(tokens + tokens)),
        row("an array", 200, "application/json", utf8("[" + tokens + "]")),
        row("a member twice", 200, "application/json", utf8(twice(tokens))),
        row("an error that is an object", 400, "application/json", utf8("{\"error\":{}}")),
        row("an error with a line feed", 400, "application/json", utf8("{\"error\":\"a\\nb\"}")));
  }

  @ParameterizedTest(name = "S-29 a poll answered by {0} stops the login")
  @MethodSource("odd")
  void aPollAnsweredBy(String name, HttpReply reply) {
    scene.transport.json(200, DeviceScene.code(600)).then(call -> reply);

    refused();
    assertThat(scene.transport.calls()).hasSize(2);
  }

  @ParameterizedTest(name = "S-29 a code asked for and answered by {0} is none")
  @MethodSource("odd")
  void aCodeAnsweredBy(String name, HttpReply reply) {
    scene.transport.then(call -> reply);

    refused();
    assertThat(scene.transport.calls()).hasSize(1);
  }

  private void refused() {
    OAuthClient client = scene.client();
    assertThatExceptionOfType(CrossauthException.class)
        .isThrownBy(() -> client.deviceCodeFlow(scene.prompt))
        .satisfies(e -> assertThat(e.code()).matches("(response|oauth)\\..+"))
        .satisfies(e -> assertThat(e.toString()).doesNotContain("canary").doesNotContain("\n"));
    assertThat(scene.prompt.seen).doesNotContain("succeeded");
  }

  private static Arguments row(String name, int status, String type, byte[] body) {
    return Arguments.of(name, new HttpReply(status, Headers.of("Content-Type", type), body));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] utf16(String text) {
    return text.getBytes(StandardCharsets.UTF_16);
  }

  private static String mac(String tokens) {
    return tokens.replace("bearer", "mac");
  }

  private static String twice(String tokens) {
    return tokens.replace("{", "{\"access_token\":\"another\",");
  }
}
