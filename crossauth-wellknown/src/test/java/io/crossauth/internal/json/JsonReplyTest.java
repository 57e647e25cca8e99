package io.crossauth.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.TransportException;
import io.crossauth.error.TransportException.Kind;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpReply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReplyTest {

  private static final URI ADDRESS = URI.create("https://a.example/meta?canary");

  private static HttpReply reply(int status, String type, String body) {
    Headers headers = type.isEmpty() ? Headers.none() : Headers.of("Content-Type", type);
    return new HttpReply(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static InvalidResponseException refusal(HttpReply reply) {
    InvalidResponseException e =
        catchThrowableOfType(
            InvalidResponseException.class,
            () -> JsonReply.document("provider metadata", ADDRESS, reply));
    assertThat(e).isNotNull().hasMessageContaining("provider metadata");
    assertThat(e).hasMessageNotContaining("canary").hasNoCause();
    return e;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON; charset=UTF-8",
        "application/jwk-set+json",
        "application/json;charset=utf-16"
      })
  void readsJsonUnderItsMediaTypes(String type) {
    assertThat(JsonReply.document("x", ADDRESS, reply(200, type, "{\"a\":1}")))
        .containsEntry("a", 1L);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504, 599})
  @DisplayName("a busy or broken server is unavailable, whatever it says")
  void unavailable(int status) {
    TransportException e =
        catchThrowableOfType(
            TransportException.class,
            () -> JsonReply.document("x", ADDRESS, reply(status, "text/html", "<p>canary")));

    assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(e.retryable()).isTrue();
    assertThat(e).hasMessageContaining("HTTP " + status).hasMessageNotContaining("canary");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  @DisplayName("S-25 a redirect is refused and says what to do")
  void redirect(int status) {
    assertThat(refusal(reply(status, "application/json", "{}")).rule()).isEqualTo("redirect");
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204, 400, 401, 403, 404})
  void otherStatusesAreRefused(int status) {
    InvalidResponseException e = refusal(reply(status, "application/json", "{}"));

    assertThat(e.rule()).isEqualTo("status");
    assertThat(e.status()).isEqualTo(status);
    assertThat(e.code()).isEqualTo("response.status");
  }

  @ParameterizedTest(name = "{1} as {0}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html|<html>canary</html>|content_type",
        "text/html|{\"a\":\"canary\"}|content_type",
        "application/xhtml+xml|{\"a\":\"canary\"}|content_type",
        "TEXT/HTML; charset=utf-8|{\"a\":\"canary\"}|content_type",
        "application/jwt|{\"a\":\"canary\"}|content_type",
        "application/token-introspection+jwt|{\"a\":\"canary\"}|content_type",
        "application/jose|{\"a\":\"canary\"}|content_type",
        "text/plain|not found: canary|content_type",
        "text/plain|[\"canary\"]|content_type",
        "''|canary|content_type",
        "application/x-www-form-urlencoded|access_token=canary|content_type",
        "text/plain|''|empty",
        "application/json|''|empty",
        "application/json|[\"canary\"]|not_json",
        "application/json|null|not_json",
        "application/json|{\"a\":\"canary|not_json",
        "application/json|{\"a\":\"canary\",\"a\":1}|not_json",
        "application/json|canary|not_json"
      })
  @DisplayName("S-29 a body that is no JSON object has its rule")
  void badBodies(String type, String body, String rule) {
    assertThat(refusal(reply(200, type, body)).rule()).isEqualTo(rule);
  }

  @ParameterizedTest(name = "case B2 JSON that is called \"{0}\" is read")
  @ValueSource(
      strings = {
        "",
        "text/plain",
        "text/plain; charset=ISO-8859-1",
        "text/javascript",
        "application/javascript",
        "application/octet-stream",
        "binary/octet-stream",
        "text/json",
        "application/x-json",
        "application/jsonp",
        "json",
        "*/*",
        "application/jwk-set",
        "rubbish"
      })
  void theBodyDecides(String type) {
    HttpReply reply = reply(200, type, "{\"a\":1}");

    assertThat(JsonReply.document("x", ADDRESS, reply)).containsEntry("a", 1L);
    assertThat(JsonReply.object("x", reply)).containsEntry("a", 1L);
    assertThat(JsonReply.value("x", reply)).isEqualTo(Map.of("a", 1L));
  }

  @ParameterizedTest(name = "case B2 JSON with a byte order mark is read as {0}")
  @ValueSource(strings = {"application/json", "text/plain", "application/json; charset=utf-8", ""})
  void aByteOrderMarkIsIgnored(String type) {
    HttpReply reply = reply(200, type, "\uFEFF{\"a\":\"\u00e9\"}");

    assertThat(JsonReply.document("x", ADDRESS, reply)).containsEntry("a", "\u00e9");
  }

  @ParameterizedTest(name = "case B2 only one mark, at the beginning: {0}")
  @ValueSource(strings = {"\uFEFF", "\uFEFF\uFEFF{}", "{}\uFEFF", "{\uFEFF}", "\uFFFE{}"})
  void otherMarksAreNoJson(String body) {
    assertThat(refusal(reply(200, "application/json", body)).rule()).isEqualTo("not_json");
  }

  @Test
  @DisplayName("case B2 JSON of two bytes a character is no JSON (RFC 8259 section 8.1)")
  void otherEncodings() {
    byte[] wide = "\uFEFF{\"a\":1}".getBytes(StandardCharsets.UTF_16LE);
    HttpReply reply = new HttpReply(200, Headers.of("Content-Type", "application/json"), wide);

    assertThat(refusal(reply).rule()).isEqualTo("not_json");
  }

  @Test
  @DisplayName("case B2 what is odd is told once, and nothing of it that a stranger chose")
  void toldOnce() {
    List<String> log = new ArrayList<>();
    OddAnswers odd = new OddAnswers(log::add);

    for (int i = 0; i < 3; i++) {
      odd.tell("key set", "text/plain");
      odd.tell("key set", "");
      odd.tell("token endpoint", "text/plain");
      odd.tell("token endpoint", "canary/" + i);
    }

    assertThat(log)
        .containsExactly(
            "key set: expected application/json, found text/plain; it is read all the same,"
                + " because the body is JSON",
            "key set: expected application/json, found no content type; it is read all the same,"
                + " because the body is JSON",
            "token endpoint: expected application/json, found text/plain; it is read all the same,"
                + " because the body is JSON",
            "token endpoint: expected application/json, found another type; it is read all the"
                + " same, because the body is JSON");
    for (int i = 0; i < 1_000; i++) {
      odd.tell("endpoint " + i, "text/plain");
    }
    assertThat(log).hasSize(64);
  }

  @Test
  @DisplayName("a media type of a stranger cannot forge lines")
  void oddMediaType() {
    HttpReply odd = reply(200, "text/\u0085x\u00adforged" + "y".repeat(500), "?");

    InvalidResponseException e = refusal(odd);

    assertThat(e.getMessage()).hasSizeLessThan(200).doesNotContain("\u0085", "\u00ad");
  }
}
