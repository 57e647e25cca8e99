package io.crossauth.yandex.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.value.Secret;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.error.YandexNetworkException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An answer of Passport")
class AnswerTest {

  private static final URI ADDRESS = URI.create("https://passport.yandex.ru/x?secret=1");

  private static Answer of(int status, String json) throws JsonException {
    return new Answer(ADDRESS, status, Json.object(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void has_its_text_without_blanks_around_it() throws JsonException {
    assertThat(of(200, "{\"a\":\" b c \"}").text("a")).contains("b c");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"{}", "{\"a\":\" \"}", "{\"a\":1}", "{\"a\":null}", "{\"a\":[\"b\"]}"})
  void has_no_text_where_there_is_none(String json) throws JsonException {
    assertThat(of(200, json).text("a")).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {}                     | false",
        "399 | {}                     | false",
        "400 | {}                     | true",
        "200 | {\"error\":\"x\"}      | true",
        "200 | {\"error\":null}       | false",
        "200 | {\"errors\":[]}        | false",
        "200 | {\"errors\":[\"x\"]}   | true",
        "200 | {\"errors\":\"x\"}     | false",
        "200 | {\"status\":\"error\"} | true",
        "200 | {\"status\":\"ok\"}    | false"
      })
  void says_no_in_any_of_its_ways(int status, String json, boolean refused) throws JsonException {
    assertThat(of(status, json).refused()).isEqualTo(refused);
  }

  @Test
  void shows_five_of_its_words_at_most() throws JsonException {
    assertThat(of(200, "{\"error\":\"a\",\"errors\":[\"b\",3,true,\"d\",\"e\",\"f\"]}").markers())
        .isEqualTo(": a, b, 3, d, e");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"{}", "{\"errors\":\"x\"}", "{\"error\":{\"a\":1},\"errors\":[[]]}"})
  void shows_nothing_where_it_has_no_word(String json) throws JsonException {
    assertThat(of(200, json).markers()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"error\":\"x\"}         | true",
        "{\"errors\":[\"y\",\"x\"]} | true",
        "{\"errors\":[\"y\"]}      | false",
        "{\"errors\":\"x\"}        | false",
        "{}                        | false"
      })
  void has_an_error_in_either_place(String json, boolean there) throws JsonException {
    assertThat(of(200, json).hasError("x")).isEqualTo(there);
  }

  @Test
  void gives_its_token() throws JsonException {
    assertThat(of(200, "{\"t\":\"!~a\"}").requireToken("t", "x_token")).isEqualTo(Secret.of("!~a"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"a b", "a\\u007f", "a\\r\\nX: y", "\\u00e4"})
  void gives_no_token_that_is_none(String token) throws JsonException {
    Answer answer = of(200, "{\"t\":\"" + token + "\"}");
    assertThatExceptionOfType(InvalidCredentialsException.class)
        .isThrownBy(() -> answer.requireToken("t", "x_token"))
        .withMessageStartingWith("expected x_token, found none (HTTP 200)");
  }

  @Test
  void gives_no_token_that_comes_with_a_refusal() throws JsonException {
    assertThatExceptionOfType(InvalidCredentialsException.class)
        .isThrownBy(() -> of(400, "{\"t\":\"a\"}").requireToken("t", "x_token"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"error\":\"invalid_grant\"}            | true",
        "{\"error\":\"invalid_token\"}            | true",
        "{\"errors\":[\"x\",\"sessionid.invalid\"]} | true",
        "{\"error\":\"unauthorized\"}             | true",
        "{\"errors\":[\"oauth_token.invalid\"]}   | true",
        "{\"error\":\"invalid_client\"}           | false",
        "{\"errors\":\"invalid_grant\"}           | false",
        "{\"error\":1}                            | false",
        "{}                                       | false"
      })
  void refuses_credentials_by_its_own_word_alone(String json, boolean named) throws JsonException {
    Answer answer = of(401, json);
    assertThatExceptionOfType(InvalidCredentialsException.class)
        .isThrownBy(() -> answer.requireToken("t", "x_token"))
        .satisfies(e -> assertThat(e.named()).isEqualTo(named));
  }

  @Test
  void gives_a_text_that_must_be_there() throws JsonException {
    assertThat(of(200, "{\"a\":\" b\"}").requireText("a")).isEqualTo("b");
    Answer answer = of(200, "{\"error\":\"x\"}");
    assertThatExceptionOfType(YandexAuthFailedException.class)
        .isThrownBy(() -> answer.requireText("a"))
        .withMessageStartingWith("expected a, found none: x (HTTP 200)");
  }

  @Test
  void is_no_answer_when_the_server_is_down() throws JsonException {
    Answer down = of(500, "{\"a\":\"b\",\"error\":\"x\"}");

    for (Runnable call :
        new Runnable[] {
          down::refuseServerError, () -> down.requireText("a"), () -> down.requireToken("a", "a")
        }) {
      assertThatExceptionOfType(YandexNetworkException.class)
          .isThrownBy(call::run)
          .withMessageStartingWith("expected an answer, found a server in trouble: x (HTTP 500)");
    }
    of(499, "{}").refuseServerError();
  }

  @Test
  void shows_where_it_came_from_and_no_query() throws JsonException {
    assertThat(of(403, "{\"a\":\"b\"}")).hasToString("Answer[HTTP 403 from passport.yandex.ru/x]");
  }
}
