package io.crossauth.client.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.testing.Answers;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.OAuthErrorException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A gateway that is down for a moment")
class PassingFailuresTest {

  private final DeviceScene scene = new DeviceScene();

  @ParameterizedTest(name = "case C8 HTTP {0} {1} is forgiven")
  @CsvSource({
    "502, server_error",
    "500, server_error",
    "503, server_error",
    "504, bad_gateway",
    "503, temporarily_unavailable",
    "429, too_many_requests",
    "521, origin_down",
  })
  void is_forgiven_while_we_wait(int status, String error) {
    scene
        .transport
        .json(200, DeviceScene.code(600))
        .json(status, Answers.error(error))
        .json(200, DeviceScene.tokens());

    assertThat(login().tokenType()).isEqualTo("bearer");
    scene.transport.close();
  }

  @ParameterizedTest(name = "case C8 a page or another object with HTTP {0} is forgiven")
  @ValueSource(ints = {500, 502, 503, 504})
  void is_forgiven_as_a_page_or_another_object(int status) {
    scene
        .transport
        .json(200, DeviceScene.code(600))
        .reply(status, "text/html", "<h1>Bad Gateway</h1>")
        .json(status, "{\"message\":\"upstream\"}")
        .json(status, "{\"error\":{\"message\":\"upstream\"}}")
        .json(200, DeviceScene.tokens());

    assertThat(login().tokenType()).isEqualTo("bearer");
    scene.transport.close();
  }

  @ParameterizedTest(name = "case C8 HTTP {0} {1} decides")
  @CsvSource({
    "502, invalid_grant",
    "503, expired_token",
    "500, access_denied",
    "500, another",
    "400, server_error"
  })
  void does_not_hide_an_error_that_decides(int status, String error) {
    scene.transport.json(200, DeviceScene.code(600)).json(status, Answers.error(error));

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(this::login)
        .satisfies(e -> assertThat(e.error()).isEqualTo(error))
        .satisfies(e -> assertThat(e.retryable()).isFalse());
  }

  @ParameterizedTest(name = "case C8 HTTP {0} {1} elsewhere may pass")
  @CsvSource({"502, server_error", "504, whatever", "503, server_error"})
  void may_pass_elsewhere_too(int status, String error) {
    scene.transport.json(status, Answers.error(error)).reply(status, "text/html", "<p>");
    try (OAuthClient client = scene.client()) {
      assertThat(failure(client).retryable()).isTrue();
      assertThat(failure(client).retryable()).isTrue();
    }
  }

  private static CrossauthException failure(OAuthClient client) {
    return Assertions.catchThrowableOfType(
        CrossauthException.class, () -> client.clientCredentialsFlow());
  }

  private io.crossauth.client.token.OAuthTokenResponse login() {
    try (OAuthClient client = scene.client()) {
      return client.deviceCodeFlow(scene.prompt);
    }
  }
}
