package io.crossauth.client.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpReply;
import io.crossauth.value.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The answer of an endpoint")
class AnswerReaderTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Secret TOKEN = Secret.of("canary-token");

  @Test
  void that_is_a_json_object_is_granted() {
    OAuthResponse answer = read(json(200, "{\"a\":1}"));

    assertThat(answer).isInstanceOf(OAuthResponse.Granted.class);
    assertThat(answer.orThrow()).containsEntry("a", 1L);
  }

  @Test
  void shows_no_member_as_text() {
    assertThat(read(json(200, "{\"access_token\":\"canary\"}"))).hasToString("Granted[HTTP 200]");
    assertThat(read(json(400, "{\"error\":\"mfa_required\",\"mfa_token\":\"canary\"}")))
        .hasToString("Refused[mfa_required]");
  }

  @ParameterizedTest(name = "with status {0}")
  @ValueSource(ints = {200, 201, 400, 401, 403, 428, 500, 503})
  @DisplayName("fault 29: that has an error is a refusal, whatever its status")
  void with_an_error_is_a_refusal(int status) {
    OAuthResponse answer = read(json(status, "{\"error\":\"invalid_grant\"}"));

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(answer::orThrow)
        .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_grant"))
        .satisfies(e -> assertThat(e.status()).isEqualTo(status))
        .satisfies(e -> assertThat(e.code()).isEqualTo("oauth.invalid_grant"));
  }

  @ParameterizedTest(name = "status {0}")
  @ValueSource(ints = {400, 401, 404, 500, 502})
  @DisplayName("fault 29: that is JSON without an error, and no success, is no answer")
  void with_a_bad_status_and_no_error_is_refused(int status) {
    refused(json(status, "{\"foo\":1}"), "status", status);
  }

  @Test
  @DisplayName("fault 30: keeps error, description, page, status and Retry-After")
  void keeps_all_that_the_server_says() {
    HttpReply reply =
        new HttpReply(
            400,
            Headers.of("Content-Type", "application/json").plus("Retry-After", "17"),
            bytes(
                """
                {"error":"invalid_grant","error_description":"used up",
                 "error_uri":"https://id.example.com/help#1"}\
                """));

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(read(reply)::orThrow)
        .satisfies(
            e -> {
              assertThat(e.error()).isEqualTo("invalid_grant");
              assertThat(e.description()).contains("used up");
              assertThat(e.uri()).contains(URI.create("https://id.example.com/help#1"));
              assertThat(e.status()).isEqualTo(400);
              assertThat(e.retryAfter()).contains(Duration.ofSeconds(17));
            })
        .withMessageContaining("invalid_grant (used up), HTTP 400");
  }

  @Test
  void a_refusal_has_the_other_members_and_secrets_among_them_as_such() {
    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(
            read(
                    json(
                        403,
                        """
                        {"error":"mfa_required","mfa_token":"canary-mfa","interval":7,
                         "suberror":"basic_action canary-token","claims":"{\\"a\\":1}","none":null,
                         "more":{"session_ticket":"canary-ticket","codes":[50076]}}\
                        """))
                ::orThrow)
        .satisfies(
            e -> {
              assertThat(e.member("mfa_token")).contains(Secret.of("canary-mfa"));
              assertThat(e.member("interval")).contains(7L);
              assertThat(e.member("suberror")).contains("***");
              assertThat(e.member("claims")).contains("{\"a\":1}");
              assertThat(e.member("none")).isEmpty();
              assertThat(e.member("error")).isEmpty();
              assertThat(String.valueOf(e.member("more"))).contains("50076");
              assertThat(e + " " + e.member("more") + e.member("mfa_token"))
                  .doesNotContain("canary");
            });
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(
      strings = {"stateToken", "accessToken", "otp", "session_id", "api_key", "recovery_code"})
  void a_refusal_has_secrets_of_every_name_that_is_redacted(String name) {
    String members = "\"" + name + "\":\"canary\"";
    String numbers = "\"" + name + "\":[135791,\"canary\",{\"a\":\"canary\"}]";
    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(
            read(
                    json(
                        400,
                        "{\"error\":\"invalid_grant\","
                            + members
                            + ",\"more\":{"
                            + members
                            + "},\"numbers\":{"
                            + numbers
                            + ",\"plain\":5}}"))
                ::orThrow)
        .satisfies(e -> assertThat(e.member(name)).contains(Secret.of("canary")))
        .satisfies(e -> assertThat(e.member("more")).contains(Map.of(name, Secret.of("canary"))))
        .satisfies(
            e ->
                assertThat(e.member("numbers"))
                    .contains(
                        Map.of(
                            name,
                            List.of(
                                Secret.of("135791"),
                                Secret.of("canary"),
                                Map.of("a", Secret.of("canary"))),
                            "plain",
                            5L)));
  }

  @Test
  void a_refusal_has_what_is_no_secret_as_it_came() {
    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(
            read(
                    json(
                        400,
                        "{\"error\":\"invalid_grant\",\"error_codes\":[50076],"
                            + "\"error_code\":7,\"otp\":123456,\"api_key\":true}"))
                ::orThrow)
        .satisfies(e -> assertThat(e.member("error_codes")).contains(List.of(50076L)))
        .satisfies(e -> assertThat(e.member("error_code")).contains(7L))
        .satisfies(e -> assertThat(e.member("otp")).contains(Secret.of("123456")))
        .satisfies(e -> assertThat(e.member("api_key")).contains(true));
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource({
    "invalid_client, legacyRawBasic",
    "unauthorized_client, wrong secret",
    "invalid_grant, used up",
    "unsupported_grant_type, does not offer",
    "invalid_scope, scopes",
  })
  void an_error_comes_with_advice(String error, String advice) {
    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(read(json(400, "{\"error\":\"" + error + "\"}"))::orThrow)
        .withMessageContaining(advice);
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "data:text/html,x",
        "/relative",
        "http://a b/",
        "",
        "file:///etc"
      })
  void a_page_that_is_no_web_address_is_left_out(String page) {
    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(read(json(400, "{\"error\":\"x\",\"error_uri\":\"" + page + "\"}"))::orThrow)
        .satisfies(e -> assertThat(e.uri()).isEmpty());
  }

  @ParameterizedTest(name = "error_description {0}")
  @ValueSource(strings = {"7", "null", "[\"x\"]", "{}"})
  void a_description_that_is_no_text_is_left_out(String description) {
    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(
            read(json(400, "{\"error\":\"x\",\"error_description\":" + description + "}"))::orThrow)
        .satisfies(e -> assertThat(e.description()).isEmpty());
  }

  @Test
  void control_characters_of_a_description_cannot_forge_a_line() {
    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(
            read(json(400, "{\"error\":\"x\",\"error_description\":\"a\\r\\nb\\u001b[2J\"}"))
                ::orThrow)
        .satisfies(e -> assertThat(e.description()).contains("a??b?[2J"))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\r", "\n", "\u001b"));
  }

  @ParameterizedTest(name = "error {0}")
  @ValueSource(
      strings = {
        "\"a\\nb\"",
        "\"\\u001b[2J\"",
        "\"a\\u0000\"",
        "\"\"",
        "\"caf\u00e9\"",
        "\"a\\\"b\"",
        "\"a\\\\b\"",
        "7",
        "true",
        "[\"x\"]",
        "{\"code\":\"x\"}"
      })
  void an_error_that_is_no_name_is_off_specification(String error) {
    InvalidResponseException e =
        refused(json(400, "{\"error\":" + error + "}"), "error_member", 400);

    assertThat(e.getMessage()).doesNotContain("\n", "\u001b", "\u0000");
  }

  @Test
  void an_error_that_is_null_is_none() {
    assertThat(read(json(200, "{\"error\":null,\"a\":1}")))
        .isInstanceOf(OAuthResponse.Granted.class);
  }

  @ParameterizedTest(name = "status {0}")
  @ValueSource(ints = {300, 301, 302, 303, 307, 308})
  @DisplayName("fault 27: that is a redirect is refused, even with JSON")
  void that_is_a_redirect_is_refused(int status) {
    HttpReply reply =
        new HttpReply(
            status,
            Headers.of("Content-Type", "application/json")
                .plus("Location", "https://evil.example/canary"),
            bytes("{\"access_token\":\"at\",\"token_type\":\"Bearer\"}"));

    assertThat(refused(reply, "redirect", status).getMessage()).doesNotContain("canary");
  }

  @Nested
  @DisplayName("that went well but")
  class Rubbish {

    @Test
    void is_html_is_refused() {
      InvalidResponseException e =
          refused(reply(200, "text/html; charset=utf-8", "<p>canary"), "content_type", 200);

      assertThat(e.getMessage()).contains("text/html").doesNotContain("canary");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"text/html", "application/jwt", "application/xhtml+xml", "x/y+jwt"})
    void has_another_content_type_is_refused(String type) {
      refused(reply(200, type, "{}"), "content_type", 200);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"text/plain", "text/javascript", "application/jsonp", "json", "x/y"})
    @DisplayName("case B2 is JSON under another name is read")
    void has_an_odd_content_type_is_read(String type) {
      assertThat(read(reply(200, type, "{}"))).isInstanceOf(OAuthResponse.Granted.class);
      refused(reply(200, type, "access_token=canary"), "content_type", 200);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
        strings = {
          "application/json;charset=utf-8",
          "Application/JSON",
          "application/problem+json"
        })
    void has_a_json_type_however_written_is_read(String type) {
      assertThat(read(reply(200, type, "{}"))).isInstanceOf(OAuthResponse.Granted.class);
    }

    @Test
    @DisplayName("case B2 is JSON without a name, or behind a byte order mark, is read")
    void has_no_content_type_is_read() {
      for (String body : List.of("{}", "\ufeff{}")) {
        assertThat(read(new HttpReply(200, Headers.none(), bytes(body))))
            .isInstanceOf(OAuthResponse.Granted.class);
      }
      refused(new HttpReply(200, Headers.none(), bytes("canary")), "content_type", 200);
    }

    @Test
    void is_empty_is_refused() {
      refused(json(200, ""), "empty", 200);
      refused(new HttpReply(204, Headers.none(), new byte[0]), "empty", 204);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
        strings = {
          "[]",
          "\"canary\"",
          "1",
          "null",
          "{\"a\":",
          "{\"a\":1}{",
          "{\"a\":1,\"a\":2}",
          " ",
          "\ufeff\ufeff{}",
          "{'a':1}",
          "{\"a\":canary}"
        })
    void is_not_one_json_object_is_refused(String body) {
      assertThat(refused(json(200, body), "not_json", 200).getMessage()).doesNotContain("canary");
    }

    @Test
    void is_nested_too_deep_is_refused() {
      refused(json(200, "{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}"), "not_json", 200);
    }

    @Test
    void is_utf_16_is_refused() {
      HttpReply reply =
          new HttpReply(
              200,
              Headers.of("Content-Type", "application/json;charset=utf-16"),
              "{}".getBytes(StandardCharsets.UTF_16));

      refused(reply, "not_json", 200);
    }
  }

  @Nested
  @DisplayName("that did not go well and")
  class Failure {

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(ints = {400, 404, 500, 502, 504})
    void is_a_page_names_its_status(int status) {
      InvalidResponseException e =
          refused(reply(status, "text/html", "<h1>canary</h1>"), "status", status);

      assertThat(e.getMessage()).contains("HTTP " + status).doesNotContain("canary");
      assertThat(e.retryable()).isEqualTo(status >= 500);
    }

    @Test
    void is_empty_names_its_status() {
      refused(new HttpReply(400, Headers.none(), new byte[0]), "status", 400);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(ints = {429, 503})
    @DisplayName("fault 30: says that the server is busy keeps Retry-After")
    void says_that_the_server_is_busy(int status) {
      HttpReply reply =
          new HttpReply(
              status,
              Headers.of("Content-Type", "text/html").plus("Retry-After", "120"),
              bytes("<p>busy"));

      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(() -> read(reply))
          .satisfies(e -> assertThat(e.error()).isEqualTo("temporarily_unavailable"))
          .satisfies(e -> assertThat(e.status()).isEqualTo(status))
          .satisfies(e -> assertThat(e.retryAfter()).contains(Duration.ofMinutes(2)))
          .satisfies(e -> assertThat(e.retryable()).isTrue());
    }
  }

  private static OAuthResponse read(HttpReply reply) {
    return AnswerReader.read("token endpoint", reply, SecretMasker.of(TOKEN), NOW);
  }

  private static InvalidResponseException refused(HttpReply reply, String rule, int status) {
    InvalidResponseException[] seen = new InvalidResponseException[1];
    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> read(reply))
        .satisfies(
            e -> {
              assertThat(e.rule()).isEqualTo(rule);
              assertThat(e.code()).isEqualTo("response." + rule);
              assertThat(e.status()).isEqualTo(status);
              seen[0] = e;
            });
    return seen[0];
  }

  private static HttpReply json(int status, String body) {
    return reply(status, "application/json", body);
  }

  private static HttpReply reply(int status, String type, String body) {
    return new HttpReply(status, Headers.of("Content-Type", type), bytes(body));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
