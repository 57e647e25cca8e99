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
        "text/plain|{\"a\":\"canary\"}|content_type",
        "''|{\"a\":\"canary\"}|content_type",
        "application/jsonp|{}|content_type",
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

  @Test
  @DisplayName("a media type of a stranger cannot forge lines")
  void oddMediaType() {
    HttpReply odd = reply(200, "text/\u0085x\u00adforged" + "y".repeat(500), "{}");

    InvalidResponseException e = refusal(odd);

    assertThat(e.getMessage()).hasSizeLessThan(200).doesNotContain("\u0085", "\u00ad");
  }
}
