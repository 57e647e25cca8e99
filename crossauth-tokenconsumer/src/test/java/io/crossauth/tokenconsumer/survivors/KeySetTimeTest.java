package io.crossauth.tokenconsumer.survivors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.CrossauthException;
import io.crossauth.error.TransportException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpReply;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.tokenconsumer.jwks.KeyRequest;
import io.crossauth.tokenconsumer.jwks.KeySetListener;
import io.crossauth.tokenconsumer.jwks.RemoteKeySet;
import io.crossauth.tokenconsumer.jwks.RemoteKeySetBuilder;
import io.crossauth.tokenconsumer.jwks.VerificationKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The edges of the key set's times, to the second. */
class KeySetTimeTest {

  private static final URI JWKS = URI.create("https://id.example.com/jwks");
  private static final TestKey A = TestKeys.p256("a");
  private static final TestKey B = TestKeys.p256("b");
  private static final String ONLY_A = TestKeys.jwks(A);
  private static final String BOTH = TestKeys.jwks(A, B);

  private final FakeTime time = FakeTime.create();
  private final ScriptedTransport wire = new ScriptedTransport();
  private final List<String> news = new ArrayList<>();
  private RemoteKeySet keys = usual().build();

  private RemoteKeySetBuilder usual() {
    return RemoteKeySet.builder(JWKS).transport(wire).world(time.world()).listener(listener());
  }

  @AfterEach
  void everything_was_asked_for() {
    keys.close();
    wire.close();
  }

  @Test
  void four_fifths_of_the_lifetime_pass_without_a_look() {
    wire.json(200, ONLY_A);
    assertThat(find("a")).hasSize(1);
    time.advance(Duration.ofSeconds(479));
    assertThat(find("a")).hasSize(1);
    time.advance(Duration.ZERO);
    assertThat(wire.calls()).hasSize(1);
  }

  @Test
  void then_it_is_renewed_in_the_background_once() {
    wire.json(200, ONLY_A).json(200, BOTH);
    find("a");
    time.advance(Duration.ofSeconds(480));
    assertThat(find("a")).hasSize(1);
    find("a");
    assertThat(wire.calls()).hasSize(1);
    time.advance(Duration.ZERO);
    assertThat(wire.calls()).hasSize(2);
    assertThat(keys.keyIds()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void a_failed_renewal_is_tried_again_after_ten_seconds() {
    wire.json(200, ONLY_A).failure(down()).failure(down());
    find("a");
    time.advance(Duration.ofSeconds(480));
    find("a");
    time.advance(Duration.ofSeconds(9));
    find("a");
    time.advance(Duration.ZERO);
    assertThat(wire.calls()).hasSize(2);
    time.advance(Duration.ofSeconds(1));
    find("a");
    time.advance(Duration.ZERO);
    assertThat(wire.calls()).hasSize(3);
  }

  @Test
  void an_unused_set_is_renewed_by_the_next_caller() {
    wire.json(200, ONLY_A).json(200, BOTH);
    find("a");
    time.advance(Duration.ofSeconds(600));
    assertThat(find("b")).hasSize(1);
  }

  @Test
  void in_an_outage_the_last_good_keys_serve_for_the_limit_and_no_longer() {
    wire.json(200, ONLY_A);
    find("a");
    wire.failure(down());
    time.advance(Duration.ofSeconds(600));
    assertThat(find("a")).hasSize(1);
    assertThat(keys.health().orElseThrow().fresh()).isFalse();
    assertThat(keys.health().orElseThrow().usable()).isTrue();
    assertThat(keys.health().orElseThrow().lastError()).isPresent();
    time.advance(Duration.ofSeconds(3599));
    assertThat(find("a")).hasSize(1);
    wire.failure(down()).failure(down());
    time.advance(Duration.ofSeconds(1));
    assertThatThrownBy(() -> find("a")).isInstanceOf(TransportException.class);
    time.advance(Duration.ofSeconds(2));
    assertThatThrownBy(() -> find("a")).isInstanceOf(TransportException.class);
  }

  @Test
  void an_unknown_name_makes_it_look_once_in_two_seconds() {
    wire.json(200, ONLY_A);
    assertThat(find("b")).isEmpty();
    time.advance(Duration.ofMillis(1999));
    assertThat(find("b")).isEmpty();
    assertThat(find("c")).isEmpty();
    assertThat(wire.calls()).hasSize(1);
    assertThat(news).contains("held back " + JWKS);
    wire.json(200, BOTH);
    time.advance(Duration.ofMillis(1));
    assertThat(find("b")).hasSize(1);
    assertThat(wire.calls()).hasSize(2);
  }

  @Test
  void a_key_that_did_not_fit_is_not_given_again_but_its_successor_is() {
    wire.json(200, ONLY_A);
    List<VerificationKey> old = find("a");
    TestKey successor = B.withKid("a");
    wire.json(200, TestKeys.jwks(successor));
    time.advance(Duration.ofSeconds(2));
    List<VerificationKey> now = keys.candidates(KeyRequest.of("a", "ES256").afterFailureOf(old));
    assertThat(now).hasSize(1);
    assertThat(now.get(0).sameKeyAs(old.get(0))).isFalse();
    assertThat(keys.candidates(KeyRequest.of("a", "ES256").afterFailureOf(now))).isEmpty();
  }

  @Test
  void without_an_answer_an_unknown_name_is_no_refusal_and_a_bad_signature_is_one() {
    wire.json(200, ONLY_A);
    List<VerificationKey> a = find("a");
    wire.failure(down());
    time.advance(Duration.ofSeconds(2));
    assertThatThrownBy(() -> find("b")).isInstanceOf(TransportException.class);
    assertThatThrownBy(() -> find("b"))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("the last attempt failed");
    assertThat(keys.candidates(KeyRequest.of("a", "ES256").afterFailureOf(a))).isEmpty();
    assertThat(news).contains("failed " + JWKS);
  }

  @Test
  void a_first_failure_is_remembered_for_the_pause() {
    wire.failure(down());
    assertThatThrownBy(() -> find("a")).isInstanceOf(TransportException.class);
    time.advance(Duration.ofMillis(1999));
    assertThatThrownBy(() -> find("a")).isInstanceOf(TransportException.class);
    assertThat(keys.health().orElseThrow().usable()).isFalse();
    assertThat(keys.health().orElseThrow().lastError()).isPresent();
    assertThat(keys.keyIds()).isEmpty();
    wire.json(200, ONLY_A);
    time.advance(Duration.ofMillis(1));
    assertThat(find("a")).hasSize(1);
    assertThat(keys.health().orElseThrow().lastError()).isEmpty();
    assertThat(news).contains("fetched " + JWKS + " 1");
  }

  @Test
  void what_is_not_modified_is_asked_for_by_its_mark_and_lives_on() {
    wire.then(call -> answer(200, Headers.of("ETag", "\"7\""), ONLY_A));
    wire.then(call -> answer(304, Headers.of("Cache-Control", "max-age=1200"), ""));
    wire.json(200, ONLY_A);
    find("a");
    assertThat(wire.calls().get(0).headers().first("If-None-Match")).isEmpty();
    time.advance(Duration.ofSeconds(600));
    assertThat(find("a")).hasSize(1);
    assertThat(wire.calls().get(1).headers().first("If-None-Match")).contains("\"7\"");
    time.advance(Duration.ofSeconds(1200));
    find("a");
    assertThat(wire.calls().get(2).headers().first("If-None-Match")).contains("\"7\"");
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
    wire.then(call -> answer(200, all, ONLY_A));
    find("a");
    time.advance(Duration.ofSeconds(seconds).minusMillis(1));
    assertThat(keys.health().orElseThrow().fresh()).isTrue();
    time.advance(Duration.ofMillis(1));
    assertThat(keys.health().orElseThrow().fresh()).isFalse();
    assertThat(keys.health().orElseThrow().age()).contains(Duration.ofSeconds(seconds));
  }

  @Test
  void a_document_without_a_usable_key_is_no_answer() {
    wire.json(200, "{\"keys\":[]}");
    assertThatThrownBy(() -> find("a"))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("found none");
  }

  @Test
  void a_document_without_keys_is_no_answer() {
    wire.json(200, "{\"keys\":{}}");
    assertThatThrownBy(() -> find("a"))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("an array keys");
  }

  @Test
  void an_odd_key_is_told_and_left_out() {
    wire.json(200, ONLY_A.replace("[", "[{\"kty\":\"RSA\",\"kid\":\"odd\"},"));
    assertThat(find("a")).hasSize(1);
    assertThat(keys.health().orElseThrow().skipped()).containsOnlyKeys("0: odd");
    assertThat(news).contains("skipped 0: odd");
  }

  @Test
  void of_more_than_a_hundred_keys_the_rest_is_left_out_and_told() {
    String one = ONLY_A.substring(ONLY_A.indexOf('[') + 1, ONLY_A.lastIndexOf(']'));
    String last = TestKeys.jwks(B);
    String many = "{\"keys\":[" + (one + ",").repeat(100) + last.substring(last.indexOf('[') + 1);
    wire.json(200, many);
    assertThat(find("b")).isEmpty();
    assertThat(keys.health().orElseThrow().keys()).isEqualTo(100);
    assertThat(keys.health().orElseThrow().skipped()).containsOnlyKeys("from 100");
  }

  @Test
  void a_document_of_more_than_512_kib_is_no_answer() {
    wire.json(200, ONLY_A + " ".repeat(512 * 1024));
    assertThatThrownBy(() -> find("a")).isInstanceOf(TransportException.class);
  }

  @Test
  void one_of_just_512_kib_is() {
    wire.json(200, ONLY_A + " ".repeat(512 * 1024 - ONLY_A.length()));
    assertThat(find("a")).hasSize(1);
    assertThat(wire.calls().get(0).headers().first("Accept").orElseThrow()).contains("jwk-set");
  }

  @Test
  void a_watcher_that_fails_harms_nobody() {
    keys =
        usual()
            .listener(
                new KeySetListener() {
                  @Override
                  public void fetched(URI jwksUri, int count, Duration took) {
                    throw new IllegalStateException("on purpose");
                  }
                })
            .build();
    wire.json(200, ONLY_A);
    assertThat(find("a")).hasSize(1);
  }

  @Test
  void a_closed_set_says_so_and_does_no_more_work() {
    wire.json(200, ONLY_A);
    find("a");
    time.advance(Duration.ofSeconds(480));
    find("a");
    keys.close();
    time.advance(Duration.ofSeconds(60));
    assertThat(wire.calls()).hasSize(1);
    assertThatThrownBy(() -> find("a")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void its_times_have_bounds() {
    RemoteKeySetBuilder builder = usual();
    assertThatCode(() -> builder.lifetime(Duration.ofMinutes(1))).doesNotThrowAnyException();
    assertThatCode(() -> builder.lifetime(Duration.ofHours(24))).doesNotThrowAnyException();
    assertThatCode(() -> builder.outageLimit(Duration.ZERO)).doesNotThrowAnyException();
    assertThatCode(() -> builder.outageLimit(Duration.ofDays(7))).doesNotThrowAnyException();
    assertThatThrownBy(() -> builder.lifetime(Duration.ofSeconds(59)))
        .hasMessageContaining("lifetime");
    assertThatThrownBy(() -> builder.lifetime(Duration.ofHours(24).plusNanos(1)))
        .hasMessageContaining("lifetime");
    assertThatThrownBy(() -> builder.outageLimit(Duration.ofNanos(-1)))
        .hasMessageContaining("outageLimit");
    assertThatThrownBy(() -> builder.outageLimit(Duration.ofDays(7).plusNanos(1)))
        .hasMessageContaining("outageLimit");
    assertThatThrownBy(() -> RemoteKeySet.builder(JWKS).build()).hasMessageContaining("transport");
  }

  private List<VerificationKey> find(String kid) {
    return keys.candidates(KeyRequest.of(kid, "ES256"));
  }

  private static HttpReply answer(int status, Headers headers, String body) {
    return new HttpReply(
        status,
        headers.with("Content-Type", "application/json"),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static TransportException down() {
    return new TransportException(TransportException.Kind.CONNECT, JWKS, false, "down", null);
  }

  private KeySetListener listener() {
    return new KeySetListener() {
      @Override
      public void fetched(URI jwksUri, int count, Duration took) {
        news.add("fetched " + jwksUri + " " + count);
      }

      @Override
      public void fetchFailed(URI jwksUri, CrossauthException failure) {
        news.add("failed " + jwksUri);
      }

      @Override
      public void keySkipped(URI jwksUri, String key, String rule) {
        news.add("skipped " + key);
      }

      @Override
      public void lookHeldBack(URI jwksUri) {
        news.add("held back " + jwksUri);
      }
    };
  }
}
