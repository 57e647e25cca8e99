package io.crossauth.yandex.internal.qr;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.LoginTimeoutException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.error.YandexNetworkException;
import io.crossauth.yandex.internal.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A QR code is waited for")
class QrEndingTest {

  private static void check(int status, String json) throws JsonException {
    QrEnding.check(
        new Answer(
            URI.create("https://passport.yandex.ru/status"),
            status,
            Json.object(json.getBytes(StandardCharsets.UTF_8))));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{}",
        "{\"state\":\"otp_auth_ready\"}",
        "{\"state\":\"otp_auth_finished\"}",
        "{\"state\":\"errorless\"}",
        "{\"state\":1}",
        "{\"errors\":[]}",
        "{\"errors\":\"denied\"}"
      })
  void on_while_nothing_says_that_it_is_over(String json) {
    assertThatCode(() -> check(200, json)).doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "refused | {\"state\":\"denied\"}                       | denied",
        "refused | {\"state\":\"OTP_AUTH_DENIED\"}              | OTP_AUTH_DENIED",
        "refused | {\"error\":\"user.declined\"}                | user.declined",
        "refused | {\"errors\":[\"x\",\"login_cancelled\"]}     | x, login_cancelled",
        "refused | {\"state\":\"x\",\"error\":\"denied\"}       | denied",
        "over    | {\"state\":\"expired\"}                      | expired",
        "over    | {\"errors\":[\"track.expired\"]}             | track.expired",
        "over    | {\"state\":\"x\",\"errors\":[\"timeout\"]}   | timeout",
        "failed  | {\"state\":\"otp_auth_failed\"}              | otp_auth_failed",
        "failed  | {\"state\":\"x\",\"errors\":[\"not.known\"]} | not.known",
        "failed  | {\"status\":\"error\",\"state\":\"x\"}       | x"
      })
  void no_longer_when_one_of_its_words_says_so(String how, String json, String said) {
    Class<? extends Throwable> type =
        switch (how) {
          case "refused" -> InvalidCredentialsException.class;
          case "over" -> LoginTimeoutException.class;
          default -> YandexAuthFailedException.class;
        };

    assertThatThrownBy(() -> check(200, json))
        .isExactlyInstanceOf(type)
        .hasMessageContaining(": " + said + " (HTTP 200)");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"{}", "{\"state\":\"denied\"}"})
  void no_longer_by_this_call_when_the_server_is_down(String json) {
    assertThatThrownBy(() -> check(502, json)).isInstanceOf(YandexNetworkException.class);
  }
}
