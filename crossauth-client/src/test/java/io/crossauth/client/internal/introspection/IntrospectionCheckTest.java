package io.crossauth.client.internal.introspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Scene;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.error.TransportException;
import io.crossauth.http.HttpReply;
import io.crossauth.internal.json.Json;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.tokenconsumer.resource.Access;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The check of an opaque token by introspection")
class IntrospectionCheckTest {

  private static final String API = "api://orders";
  private static final String TOKEN = "opaque-canary";

  private final Scene scene = new Scene();
  private final OAuthClient client =
      scene.builder().clientSecret(Secret.of("secret-canary")).build();
  private final OAuthTokenConsumer consumer =
      consumer(
          new IntrospectionCheck(
              (IntrospectionCalls) client.introspection(), scene.time.platform()));

  private OAuthTokenConsumer consumer(IntrospectionCheck check) {
    return OAuthTokenConsumer.builder(Metadata.ISSUER)
        .audience(API)
        .keys(KeySet.ofJwks(TestKeys.jwks(Scene.KEY)))
        .platform(scene.time.platform())
        .opaqueTokens(check)
        .build();
  }

  @AfterEach
  void all_answers_were_asked_for() {
    scene.close();
  }

  private Map<String, Object> good() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("active", true);
    members.put("iss", Metadata.ISSUER);
    members.put("aud", API);
    members.put("sub", "alice");
    members.put("scope", "orders:read");
    members.put("exp", scene.time.instant().getEpochSecond() + 300);
    return members;
  }

  private void answer(Map<String, Object> members) {
    scene.transport.json(200, Json.write(members));
  }

  private void answer(String name, Object value) {
    Map<String, Object> members = good();
    members.put(name, value);
    answer(members);
  }

  private VerifiedToken verify() {
    return consumer.verify(TOKEN, TokenType.ACCESS);
  }

  private int asked() {
    return scene.transport.calls().size();
  }

  @Test
  void gives_what_the_server_says() {
    answer(good());

    VerifiedToken token = verify();

    assertThat(token.requireSubject()).isEqualTo("alice");
    assertThat(token.scopes()).containsExactly("orders:read");
    assertThat(token.algorithm()).isEqualTo("opaque");
  }

  @ParameterizedTest(name = "[{index}] {0} {1}: {2}")
  @CsvSource({
    "iss, https://evil.example, WRONG_ISSUER",
    "aud, api://other, WRONG_AUDIENCE",
    "exp, 1000000000, EXPIRED",
    "nbf, 4000000000, NOT_YET_VALID",
    "exp, soon, WRONG_CLAIM_TYPE"
  })
  void refuses_an_active_token_that_is_not_for_us_or_not_for_now(
      String name, String value, RejectionReason reason) {
    answer(name, value.matches("[0-9]+") ? Long.valueOf(value) : value);

    rejected(reason);
  }

  @Test
  void refuses_a_token_that_is_not_active_and_says_nothing_of_it() {
    Map<String, Object> members = good();
    members.put("active", false);
    answer(members);

    assertThatExceptionOfType(TokenRejectedException.class)
        .isThrownBy(this::verify)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(RejectionReason.REVOKED))
        .withMessageNotContaining("alice")
        .withMessageNotContaining("canary");
  }

  @Test
  void lets_a_resource_server_answer_401_and_403_as_ever() {
    OAuthResourceServer server = OAuthResourceServer.builder(consumer).build();
    answer(good());

    assertThat(server.access(List.of("Bearer " + TOKEN), AccessRequirement.scopes("orders:read")))
        .isInstanceOf(Access.Granted.class);
    assertThat(server.access(List.of("Bearer " + TOKEN), AccessRequirement.scopes("orders:write")))
        .isInstanceOfSatisfying(
            Access.Denied.class, denied -> assertThat(denied.challenge().status()).isEqualTo(403));
  }

  @Nested
  @DisplayName("remembers")
  class Memory {

    @Test
    void a_good_answer_for_a_minute() {
      answer(good());
      verify();
      scene.time.advance(Duration.ofSeconds(59));
      verify();
      assertThat(asked()).isEqualTo(1);

      scene.time.advance(Duration.ofSeconds(2));
      answer(good());
      verify();
      assertThat(asked()).isEqualTo(2);
    }

    @Test
    void no_good_answer_beyond_the_end_of_its_token() {
      answer("exp", scene.time.instant().getEpochSecond() + 5);
      verify();
      scene.time.advance(Duration.ofSeconds(6));
      answer("active", false);

      rejected(RejectionReason.REVOKED);
      assertThat(asked()).isEqualTo(2);
    }

    @Test
    void a_bad_answer_for_ten_seconds() {
      answer("active", false);
      rejected(RejectionReason.REVOKED);
      scene.time.advance(Duration.ofSeconds(9));
      rejected(RejectionReason.REVOKED);
      assertThat(asked()).isEqualTo(1);

      scene.time.advance(Duration.ofSeconds(2));
      answer(good());
      verify();
      assertThat(asked()).isEqualTo(2);
    }

    @Test
    void no_failure() {
      scene.transport.json(500, "{}");
      unavailable();
      answer(good());

      verify();

      assertThat(asked()).isEqualTo(2);
    }

    @Test
    void nothing_when_told_so() {
      OAuthTokenConsumer forgetful =
          consumer(
              new IntrospectionCheck(
                  (IntrospectionCalls) client.introspection(),
                  scene.time.platform(),
                  Duration.ZERO));
      answer(good());
      forgetful.verify(TOKEN, TokenType.ACCESS);
      answer("active", false);

      assertThat(forgetful.tokenAuthorized(TOKEN, TokenType.ACCESS)).isEmpty();
      assertThat(asked()).isEqualTo(2);
    }

    @Test
    void ten_thousand_answers_and_no_more() {
      IntrospectionCheck check =
          new IntrospectionCheck(
              (IntrospectionCalls) client.introspection(), scene.time.platform());
      for (int i = 0; i < 10_500; i++) {
        answer(good());
        check.claimsOf(Secret.of("token-" + i));
      }

      assertThat(check.memory().good()).isBetween(9_000L, 10_000L);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"-PT1S", "PT10M1S"})
    void nothing_for_a_time_without_sense(String time) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  new IntrospectionCheck(
                      (IntrospectionCalls) client.introspection(),
                      scene.time.platform(),
                      Duration.parse(time)))
          .withMessageContaining("remembered");
    }
  }

  @Nested
  @DisplayName("blames no token")
  class NoAnswer {

    @Test
    void when_the_server_does_not_know_us() {
      scene.transport.json(401, Answers.error("invalid_client", "opaque-canary?"));

      unavailable();
    }

    @Test
    void when_the_server_answers_rubbish() {
      scene.transport.reply(200, "text/html", "<p>login");

      unavailable();
    }

    @Test
    void when_the_server_is_busy() {
      scene.transport.then(
          call -> new HttpReply(503, io.crossauth.http.Headers.none(), new byte[0]));

      unavailable();
    }

    @Test
    void when_a_signed_answer_is_not_good() {
      OAuthTokenConsumer signed =
          consumer(
              new IntrospectionCheck(
                  (IntrospectionCalls) client.introspection().signed(), scene.time.platform()));
      scene.transport.reply(
          200, "application/token-introspection+jwt", scene.mint.idToken().compact());

      assertThatExceptionOfType(TransportException.class)
          .isThrownBy(() -> signed.verify(TOKEN, TokenType.ACCESS))
          .satisfies(e -> assertThat(e.code()).isEqualTo("transport.unavailable"));
    }
  }

  private void unavailable() {
    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(this::verify)
        .satisfies(e -> assertThat(e.code()).isEqualTo("transport.unavailable"))
        .withMessageNotContaining("canary");
  }

  private void rejected(RejectionReason reason) {
    assertThatExceptionOfType(TokenRejectedException.class)
        .isThrownBy(this::verify)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
