package io.crossauth.client.internal.introspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Scene;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.error.TransportException;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
  @DisplayName("attack 11 is bounded")
  class Bounds {

    private final IntrospectionCheck check =
        new IntrospectionCheck((IntrospectionCalls) client.introspection(), scene.time.platform());

    private void ask(int token, Map<String, Object> members) {
      ask(token, Json.write(members));
    }

    private void ask(int token, String answer) {
      scene.transport.json(200, answer);
      try {
        check.claimsOf(Secret.of("token-" + token));
      } catch (TokenRejectedException e) {
        assertThat(answer).contains("\"active\":false");
      }
    }

    private Map<String, Object> large(String kind) {
      Map<String, Object> members = good();
      switch (kind) {
        case "string" -> members.put("x", "x".repeat(50_000));
        case "strings" -> members.put("x", Collections.nCopies(5_000, "0123456789"));
        case "nothing" -> members.put("x", Collections.nCopies(5_000, List.of()));
        case "objects" -> members.put("x", Collections.nCopies(5_000, Map.of("a", 1)));
        case "name" -> members.put("x".repeat(1_000), Map.of("y".repeat(1_000), "z"));
        default -> {
          for (int i = 0; i < 2_000; i++) {
            members.put("member-" + i, i);
          }
        }
      }
      return members;
    }

    @ParameterizedTest(name = "attack 11 by bytes, whatever is large in the answers: {0}")
    @ValueSource(strings = {"string", "strings", "nothing", "objects", "name", "members"})
    void by_bytes(String kind) {
      String large = Json.write(large(kind));
      // Half as many again as the memory holds.
      int answers =
          switch (kind) {
            case "string" -> 500;
            case "name" -> 7_700;
            default -> 160;
          };
      for (int i = 0; i < answers; i++) {
        ask(i, large);
      }

      assertThat(check.memory().bytes()).isBetween(20L << 20, 32L << 20);
      assertThat(check.memory().good()).isLessThan(answers);
    }

    @Test
    @DisplayName("attack 11 by number: 10,000 good answers, and as many digests of bad tokens")
    void by_number() {
      String active = Json.write(Map.of("active", true));
      for (int i = 0; i < 10_500; i++) {
        ask(i, active);
      }
      assertThat(check.memory().good()).isBetween(9_000L, 10_000L);
      assertThat(check.memory().bytes()).isLessThanOrEqualTo(32L << 20);

      String bad = Json.write(Map.of("active", false, "padding", "x".repeat(1_000)));
      for (int i = 0; i < 10_500; i++) {
        ask(100_000 + i, bad);
      }
      assertThat(check.memory().refused()).isBetween(9_000L, 10_000L);
    }

    @ParameterizedTest(name = "attack 11 {0} bad tokens push out no good answer")
    @ValueSource(ints = {1, 100, 12_000})
    void bad_tokens_push_out_no_good_answer(int strangers) {
      ask(0, good());
      for (int i = 1; i <= strangers; i++) {
        ask(i, Map.of("active", false));
      }
      int before = asked();

      assertThat(check.claimsOf(Secret.of("token-0"))).containsEntry("sub", "alice");
      assertThat(asked()).isEqualTo(before);
    }

    @Test
    @DisplayName("attack 11 of a bad token nothing is kept but its digest")
    void a_bad_token_is_its_digest() {
      ask(1, Map.of("active", false, "sub", "alice", "padding", "x".repeat(60_000)));

      assertThat(check.memory().refused()).isEqualTo(1);
      assertThat(check.memory().good()).isZero();
      assertThat(check.memory().bytes()).isZero();
    }
  }

  @Nested
  @DisplayName("attack 11 asks once for many callers")
  class Flights {

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final IntrospectionCheck check =
        new IntrospectionCheck((IntrospectionCalls) client.introspection(), scene.time.platform());

    @AfterEach
    void end() {
      callers.shutdownNow();
    }

    /** An answer that comes when all others wait for it. */
    private HttpTransport whenWaiting(int others, HttpTransport answer) {
      return call -> {
        while (waiting() < others) {
          Thread.onSpinWait();
        }
        return answer.send(call);
      };
    }

    private long waiting() {
      return threads.stream()
          .filter(thread -> thread.getState() == Thread.State.TIMED_WAITING)
          .count();
    }

    private List<Future<Map<String, Object>>> callers(int count, String token) {
      List<Future<Map<String, Object>>> calls = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        calls.add(
            callers.submit(
                () -> {
                  threads.add(Thread.currentThread());
                  try {
                    return check.claimsOf(Secret.of(token));
                  } finally {
                    threads.remove(Thread.currentThread());
                  }
                }));
      }
      return calls;
    }

    private HttpReply json(int status, Map<String, Object> members) {
      return new HttpReply(
          status,
          io.crossauth.http.Headers.of("Content-Type", "application/json"),
          Json.write(members).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "attack 11 {0} callers with one good token ask once")
    @ValueSource(ints = {2, 17, 50})
    void a_good_token(int count) throws Exception {
      scene.transport.then(whenWaiting(count - 1, call -> json(200, good())));

      for (Future<Map<String, Object>> call : callers(count, TOKEN)) {
        assertThat(call.get()).containsEntry("sub", "alice");
      }
      assertThat(asked()).isEqualTo(1);
      assertThat(check.underWay()).isZero();
    }

    @Test
    @DisplayName("attack 11 callers with one bad token ask once, and all are refused")
    void a_bad_token() {
      scene.transport.then(whenWaiting(19, call -> json(200, Map.of("active", false))));

      for (Future<Map<String, Object>> call : callers(20, TOKEN)) {
        assertThatThrownBy(call::get).hasCauseInstanceOf(TokenRejectedException.class);
      }
      assertThat(asked()).isEqualTo(1);
      assertThat(check.underWay()).isZero();
    }

    @Test
    @DisplayName("attack 11 a failure is everybody's, is not remembered, and blames no token")
    void a_failure() {
      scene.transport.then(whenWaiting(9, call -> json(503, Map.of())));

      for (Future<Map<String, Object>> call : callers(10, TOKEN)) {
        assertThatThrownBy(call::get).hasCauseInstanceOf(TransportException.class);
      }
      assertThat(check.underWay()).isZero();
      answer(good());
      assertThat(check.claimsOf(Secret.of(TOKEN))).containsEntry("sub", "alice");
    }

    @Test
    @DisplayName("attack 11 nobody waits for the answer about another token")
    void other_tokens() throws Exception {
      CountDownLatch asking = new CountDownLatch(1);
      CountDownLatch end = new CountDownLatch(1);
      scene.transport.then(
          call -> {
            asking.countDown();
            await(end);
            return json(200, good());
          });
      Future<Map<String, Object>> slow = callers(1, TOKEN).get(0);
      await(asking);
      answer("sub", "bob");

      assertThat(check.claimsOf(Secret.of("another"))).containsEntry("sub", "bob");
      end.countDown();
      assertThat(slow.get()).containsEntry("sub", "alice");
    }

    private static void await(CountDownLatch latch) {
      try {
        assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @ParameterizedTest(name = "attack 3 the answer is about another kind of token: {0} {1}")
  @CsvSource({
    "token_use, refresh_token",
    "token_type, Refresh",
    "typ, Refresh",
    "typ, ID",
    "token_type, urn:ietf:params:oauth:token-type:refresh_token",
    "at_hash, abc"
  })
  void refuses_other_kinds_of_tokens(String name, String value) {
    answer(name, value);

    rejected(RejectionReason.WRONG_TYPE);
  }

  @ParameterizedTest(name = "attack 3 case A19 the answer names no audience: {0}")
  @ValueSource(strings = {"null", "[]"})
  void refuses_answers_without_an_audience(String audience) {
    scene.transport.json(
        200, Json.write(good()).replace("\"aud\":\"" + API + "\"", "\"aud\":" + audience));

    rejected(RejectionReason.MISSING_CLAIM);
  }

  @Test
  @DisplayName("attack 3 without an end, a token is good for as long as its answer is remembered")
  void an_end_of_our_own() {
    Map<String, Object> endless = good();
    endless.remove("exp");
    answer(endless);
    verify();
    scene.time.advance(Duration.ofSeconds(59));
    verify();
    scene.time.advance(Duration.ofSeconds(2));
    answer("active", false);

    rejected(RejectionReason.REVOKED);
    assertThat(asked()).isEqualTo(2);
  }

  @ParameterizedTest(name = "case A19 active that is no boolean is no answer: {0}")
  @ValueSource(strings = {"\"true\"", "1", "null", "[]", "{}"})
  void active_is_a_boolean(String active) {
    scene.transport.json(
        200, Json.write(good()).replace("\"active\":true", "\"active\":" + active));

    unavailable();
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
