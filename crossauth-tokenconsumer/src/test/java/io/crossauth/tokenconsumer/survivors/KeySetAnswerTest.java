package io.crossauth.tokenconsumer.survivors;

import static io.crossauth.tokenconsumer.survivors.WatchedKeys.B;
import static io.crossauth.tokenconsumer.survivors.WatchedKeys.ONLY_A;
import static io.crossauth.tokenconsumer.survivors.WatchedKeys.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.TransportException;
import io.crossauth.http.Headers;
import io.crossauth.testkit.mint.TestKeys;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer of the key server is worth, and for how long. */
class KeySetAnswerTest {

  private final WatchedKeys at = new WatchedKeys();

  @AfterEach
  void everything_was_asked_for() {
    at.close();
  }

  @Test
  void what_is_not_modified_is_asked_for_by_its_mark_and_lives_on() {
    at.wire.then(call -> answer(200, Headers.of("ETag", "\"7\""), ONLY_A));
    at.wire.then(call -> answer(304, Headers.of("Cache-Control", "max-age=1200"), ""));
    at.wire.json(200, ONLY_A);
    at.find("a");
    assertThat(at.wire.calls().get(0).headers().first("If-None-Match")).isEmpty();
    at.seconds(600);
    assertThat(at.find("a")).hasSize(1);
    assertThat(at.wire.calls().get(1).headers().first("If-None-Match")).contains("\"7\"");
    at.seconds(1200);
    at.find("a");
    assertThat(at.wire.calls().get(2).headers().first("If-None-Match")).contains("\"7\"");
  }

  @ParameterizedTest(name = "{0}, {1}: fresh for {2} s")
  @CsvSource(
      delimiter = '|',
      value = {
        "max-age=300 | | 300",
        "public, Max-Age=300 | | 300",
        "max-age=\"300\" | | 300",
        "max-age=300 | 100 | 200",
        "max-age=300 | soon | 300",
        "max-age=61 | | 61",
        "max-age=59 | | 60",
        "max-age=0 | | 60",
        "no-store | | 60",
        "no-cache, max-age=300 | | 60",
        "max-age=300, no-cache | | 60",
        "max-age=86400, no-store | | 60",
        "max-age=86399 | | 86399",
        "max-age=86401 | | 86400",
        "max-age=99999999999999999999 | | 86400",
        "max-age=-5 | | 600",
        "max-age= | | 600",
        "max-age=5:5 | | 600",
        "private | | 600"
      })
  void the_answer_says_how_long_within_bounds(String control, String age, long seconds) {
    Headers headers = Headers.of("Cache-Control", control);
    Headers all = age == null ? headers : headers.with("Age", age);
    at.wire.then(call -> answer(200, all, ONLY_A));
    at.find("a");
    at.time.advance(Duration.ofSeconds(seconds).minusMillis(1));
    assertThat(at.health().fresh()).isTrue();
    at.time.advance(Duration.ofMillis(1));
    assertThat(at.health().fresh()).isFalse();
    assertThat(at.health().age()).contains(Duration.ofSeconds(seconds));
  }

  @Test
  void a_document_without_a_usable_key_is_no_answer() {
    at.wire.json(200, "{\"keys\":[]}");
    assertThatThrownBy(() -> at.find("a"))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("found none");
  }

  @Test
  void a_document_without_keys_is_no_answer() {
    at.wire.json(200, "{\"keys\":{}}");
    assertThatThrownBy(() -> at.find("a"))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("an array keys");
  }

  @Test
  void an_odd_key_is_told_and_left_out() {
    at.wire.json(200, ONLY_A.replace("[", "[{\"kty\":\"RSA\",\"kid\":\"odd\"},"));
    assertThat(at.find("a")).hasSize(1);
    assertThat(at.health().skipped()).containsOnlyKeys("0: odd");
    assertThat(at.news).contains("skipped 0: odd");
  }

  @Test
  void of_more_than_a_hundred_keys_the_rest_is_left_out_and_told() {
    String one = ONLY_A.substring(ONLY_A.indexOf('[') + 1, ONLY_A.lastIndexOf(']'));
    String last = TestKeys.jwks(B);
    String many = "{\"keys\":[" + (one + ",").repeat(100) + last.substring(last.indexOf('[') + 1);
    at.wire.json(200, many).json(200, many);
    assertThat(at.find("b")).isEmpty();
    assertThat(at.health().keys()).isEqualTo(100);
    assertThat(at.health().skipped()).containsOnlyKeys("from 100");
  }

  @Test
  void of_just_a_hundred_keys_none_is_left_out() {
    String one = ONLY_A.substring(ONLY_A.indexOf('[') + 1, ONLY_A.lastIndexOf(']'));
    String last = TestKeys.jwks(B);
    at.wire.json(
        200, "{\"keys\":[" + (one + ",").repeat(99) + last.substring(last.indexOf('[') + 1));
    assertThat(at.find("b")).hasSize(1);
    assertThat(at.health().keys()).isEqualTo(100);
    assertThat(at.health().skipped()).isEmpty();
  }

  @Test
  void an_answer_that_took_longer_than_it_is_good_for_serves_those_who_waited() {
    at.seconds(7);
    at.wire.then(
        call -> {
          at.seconds(61);
          return answer(200, Headers.of("Cache-Control", "max-age=60"), ONLY_A);
        });
    assertThat(at.find("a")).hasSize(1);
    assertThat(at.health().fresh()).isFalse();
    assertThat(at.took).containsExactly(Duration.ofSeconds(61));
  }

  @Test
  void a_document_of_more_than_512_kib_is_no_answer() {
    at.wire.json(200, ONLY_A + " ".repeat(512 * 1024));
    assertThatThrownBy(() -> at.find("a")).isInstanceOf(TransportException.class);
  }

  @Test
  void one_of_just_512_kib_is() {
    at.wire.json(200, ONLY_A + " ".repeat(512 * 1024 - ONLY_A.length()));
    assertThat(at.find("a")).hasSize(1);
    assertThat(at.wire.calls().get(0).headers().first("Accept").orElseThrow()).contains("jwk-set");
  }
}
