package io.crossauth.tokenconsumer.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.error.CrossauthException;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.TransportException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpReply;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.wellknown.Discovery;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteKeySetTest {

  private static final TestKey ONE = TestKeys.p256("one");
  private static final TestKey TWO = TestKeys.p256("two");

  private final FakeTime time = FakeTime.create();
  private final KeyServer server = new KeyServer(ONE);
  private final KeySet keys = builder().build();

  private KeySet.RemoteBuilder builder() {
    return KeySet.remote(KeyServer.URL).transport(server).platform(time.platform());
  }

  private boolean has(String kid) {
    return !keys.candidates(KeyRequest.of(kid, "ES256")).isEmpty();
  }

  private TransportException unavailable(String kid) {
    TransportException failure = catchThrowableOfType(TransportException.class, () -> has(kid));
    assertThat(failure).as("keys that cannot be had").isNotNull();
    return failure;
  }

  private void seconds(long seconds) {
    time.advance(Duration.ofSeconds(seconds));
  }

  @Test
  @DisplayName("J7 keys are fetched when first needed, once, from the address of the issuer")
  void firstUse() {
    assertThat(server.fetches()).isZero();
    assertThat(has("one")).isTrue();
    assertThat(has("one")).isTrue();
    assertThat(server.fetches()).isEqualTo(1);
    assertThat(server.call(0).uri()).isEqualTo(KeyServer.URL);
    assertThat(server.call(0).maxBytes()).isEqualTo(512 * 1024);
    assertThat(keys.keyIds()).containsExactly("one");
    assertThat(keys).hasToString("RemoteKeySet[[one]]");
  }

  @Nested
  class Renewal {

    @Test
    void keysAreRenewedInTheBackgroundBeforeTheirTimeIsOver() {
      has("one");
      seconds(8 * 60 - 1);
      has("one");
      assertThat(time.plannedWork()).isZero();
      seconds(1);
      has("one");
      has("one");
      // Not on the thread of the caller.
      assertThat(server.fetches()).isEqualTo(1);
      assertThat(time.plannedWork()).isEqualTo(1);
      server.publishes(TWO);
      seconds(0);
      assertThat(server.fetches()).isEqualTo(2);
      assertThat(keys.keyIds()).containsExactly("two");
    }

    @Test
    void keysThatNobodyHasUsedForLongAreRenewedFirst() {
      has("one");
      seconds(11 * 60);
      server.publishes(TWO);
      assertThat(has("two")).isTrue();
      assertThat(server.fetches()).isEqualTo(2);
      assertThat(has("one")).isFalse();
    }

    @Test
    @DisplayName("fault 21 keys expire: a key that is no longer published is not used")
    void withdrawnKeys() {
      server.publishes(ONE, TWO);
      assertThat(has("two")).isTrue();
      server.publishes(ONE);
      seconds(10 * 60);
      assertThat(has("two")).isFalse();
    }

    @ParameterizedTest(name = "Cache-Control {0} makes keys live {1} seconds")
    @CsvSource(
        delimiter = '|',
        value = {
          "max-age=300 | 300",
          "public, max-age=7200 | 7200",
          "max-age=5 | 60",
          "max-age=0 | 60",
          "no-store | 60",
          "no-cache, max-age=900 | 60",
          "max-age=999999 | 86400",
          "max-age=99999999999999999999 | 86400",
          "max-age=rubbish | 600",
          "max-age=-5 | 600",
          "private | 600",
          "MAX-AGE=\"120\" | 120",
          "max-age | 600"
        })
    void lifetimes(String cacheControl, long lifetime) {
      server.answers(200, TestKeys.jwks(ONE), "Cache-Control", cacheControl);
      has("one");
      assertThat(keys.health().orElseThrow().fresh()).isTrue();
      seconds(lifetime - 1);
      assertThat(keys.health().orElseThrow().fresh()).isTrue();
      seconds(1);
      assertThat(keys.health().orElseThrow().fresh()).isFalse();
    }

    @Test
    void theTimeThatAnAnswerSpentInCachesIsTakenOff() {
      server.answers(200, TestKeys.jwks(ONE), "Cache-Control", "max-age=300", "Age", "100");
      has("one");
      seconds(200);
      assertThat(keys.health().orElseThrow().fresh()).isFalse();
    }

    @Test
    void keysThatHaveNotChangedAreNotSentAgain() {
      server.answersWith(
          call ->
              call.headers().first("If-None-Match").filter("\"v1\""::equals).isPresent()
                  ? new HttpReply(304, Headers.none(), new byte[0])
                  : KeyServer.reply(200, TestKeys.jwks(ONE), "ETag", "\"v1\""));
      has("one");
      assertThat(server.call(0).headers().first("If-None-Match")).isEmpty();
      seconds(11 * 60);
      assertThat(has("one")).isTrue();
      assertThat(server.fetches()).isEqualTo(2);
      assertThat(keys.health().orElseThrow().age()).contains(Duration.ZERO);
      seconds(11 * 60);
      assertThat(has("one")).isTrue();
      assertThat(server.call(2).headers().first("If-None-Match")).contains("\"v1\"");
    }

    @Test
    void theMarkOfOneAddressIsNotShownToAnother() {
      URI moved = URI.create("https://id.example.com/new-certs");
      AtomicReference<URI> address = new AtomicReference<>(KeyServer.URL);
      KeySet moving =
          new KeySet.RemoteBuilder(address::get, KeyServer.URL)
              .transport(server)
              .platform(time.platform())
              .build();
      server.answers(200, TestKeys.jwks(ONE), "ETag", "\"1\"");
      moving.candidates(KeyRequest.of("one", "ES256"));
      address.set(moved);
      seconds(11 * 60);
      moving.candidates(KeyRequest.of("one", "ES256"));
      assertThat(server.call(1).uri()).isEqualTo(moved);
      assertThat(server.call(1).headers().first("If-None-Match")).isEmpty();
    }

    @Test
    void whileAnAttemptIsUnderWayNoOtherIsPlanned() {
      has("one");
      seconds(9 * 60);
      server.answersWith(
          call -> {
            seconds(5);
            assertThat(has("one")).isTrue();
            return KeyServer.reply(200, TestKeys.jwks(ONE));
          });
      has("one");
      seconds(0);
      assertThat(time.plannedWork()).isZero();
      assertThat(server.fetches()).isEqualTo(2);
    }

    @Test
    void notModifiedWithoutAskingIsNoAnswer() {
      server.answersWith(call -> new HttpReply(304, Headers.none(), new byte[0]));
      unavailable("one");
    }
  }

  @Nested
  class UnknownNames {

    @Test
    @DisplayName("fault 21 an unknown kid makes it look again, so that a rotation is seen at once")
    void rotation() {
      has("one");
      seconds(60);
      server.publishes(ONE, TWO);
      assertThat(has("two")).isTrue();
      assertThat(server.fetches()).isEqualTo(2);
    }

    @Test
    @DisplayName("fault 21 bad kids draw at most one fetch in three seconds, however many they are")
    void flood() {
      has("one");
      for (int second = 0; second < 60; second++) {
        for (int i = 0; i < 500; i++) {
          assertThat(has("bad-" + second + "-" + i)).isFalse();
          time.advance(Duration.ofMillis(2));
        }
      }
      // The first keys, two that are left of three at once, and one in each pause.
      assertThat(server.fetches()).isBetween(20, 22);
      assertThat(has("one")).isTrue();
    }

    @Test
    @DisplayName("a rotation during a flood of bad kids is seen within three seconds")
    void rotationDuringFlood() {
      has("one");
      for (int i = 0; i < 5_000; i++) {
        has("bad-" + i);
        time.advance(Duration.ofMillis(7));
      }
      server.publishes(ONE, TWO);
      long start = time.nanos();
      while (!has("two")) {
        has("bad-after");
        time.advance(Duration.ofMillis(7));
      }
      assertThat(Duration.ofNanos(time.nanos() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void duringAnOutageAnUnknownNameIsNoReasonToRefuse() {
      has("one");
      seconds(5);
      server.isDown();
      unavailable("two");
      unavailable("two");
      assertThat(has("one")).isTrue();
      assertThat(server.fetches()).isEqualTo(2);
      seconds(3);
      unavailable("three");
      assertThat(server.fetches()).isEqualTo(3);
      server.publishes(ONE, TWO);
      seconds(6);
      assertThat(has("two")).isTrue();
    }
  }

  @Nested
  class FailedSignatures {

    private final KeyRequest failed =
        KeyRequest.of("one", "ES256")
            .afterFailureOf(keys.candidates(KeyRequest.of("one", "ES256")));

    @Test
    @DisplayName("the same kid with a new key: one look after a failed signature")
    void sameNameNewKey() {
      seconds(60);
      TestKey renewed = TestKeys.p256("renewed").withKid("one");
      server.publishes(renewed);
      // Refused at once, and looked at in the background.
      assertThat(keys.candidates(failed)).isEmpty();
      assertThat(server.fetches()).isEqualTo(1);
      seconds(0);
      assertThat(server.fetches()).isEqualTo(2);
      List<VerificationKey> found = keys.candidates(failed);
      byte[] input = {1, 2, 3};
      assertThat(found).hasSize(1);
      assertThat(found.get(0).verify("ES256", input, 3, renewed.sign(input))).isTrue();
      // Another thread that still has the old key gets the new one without a look.
      assertThat(keys.candidates(failed)).hasSize(1);
      assertThat(server.fetches()).isEqualTo(2);
    }

    @Test
    void forgeriesDrawAtMostOneFetchInThreeSeconds() {
      for (int i = 0; i < 1_000; i++) {
        assertThat(keys.candidates(failed)).isEmpty();
        time.advance(Duration.ofMillis(10));
      }
      assertThat(server.fetches()).isEqualTo(3 + 3);
    }

    @Test
    void duringAnOutageAForgeryIsStillAForgery() {
      seconds(5);
      server.isDown();
      assertThat(keys.candidates(failed)).isEmpty();
      seconds(0);
      assertThat(server.fetches()).isEqualTo(2);
      assertThat(keys.candidates(failed)).isEmpty();
    }
  }

  @Nested
  class Outages {

    @Test
    @DisplayName("fault 21 no keys at all: an exception for each token, but not a fetch for each")
    void coldStart() {
      server.isDown();
      for (int i = 0; i < 100; i++) {
        TransportException failure = unavailable("one");
        assertThat(failure.kind()).isEqualTo(TransportException.Kind.CONNECT);
        assertThat(failure.retryable()).isTrue();
      }
      assertThat(server.fetches()).isEqualTo(1);
      seconds(3);
      unavailable("one");
      assertThat(server.fetches()).isEqualTo(2);
      server.publishes(ONE);
      seconds(3);
      assertThat(has("one")).isTrue();
    }

    @Test
    void theLastGoodKeysServeForAnHourBeyondTheirTime() {
      has("one");
      server.isDown();
      int tokens = 0;
      while (time.nanos() < Duration.ofMinutes(69).toNanos()) {
        seconds(1);
        assertThat(has("one")).isTrue();
        tokens++;
      }
      assertThat(tokens).isGreaterThan(4_000);
      // Asked in the background, at last every twelve to fifteen seconds.
      assertThat(server.fetches()).isBetween(61 * 60 / 15, 61 * 60 / 12 + 4);
      assertThat(keys.health().orElseThrow().lastError()).isPresent();
      assertThat(keys.health().orElseThrow().fresh()).isFalse();
      seconds(60);
      unavailable("one");
      server.publishes(ONE);
      seconds(3);
      assertThat(has("one")).isTrue();
      assertThat(keys.health().orElseThrow().lastError()).isEmpty();
    }

    @Test
    void afterLongIdlenessTheLastGoodKeysServeWhenTheIssuerIsAway() {
      has("one");
      server.isDown();
      seconds(30 * 60);
      assertThat(has("one")).isTrue();
      assertThat(server.fetches()).isEqualTo(2);
      assertThat(has("one")).isTrue();
      assertThat(server.fetches()).isEqualTo(2);
    }

    @Test
    void theTimeCanBeSet() {
      KeySet strict = builder().outageLimit(Duration.ZERO).lifetime(Duration.ofMinutes(1)).build();
      strict.candidates(KeyRequest.of("one", "ES256"));
      server.isDown();
      seconds(60);
      assertThatThrownBy(() -> strict.candidates(KeyRequest.of("one", "ES256")))
          .isInstanceOf(TransportException.class);
      assertThatThrownBy(() -> builder().lifetime(Duration.ofSeconds(59)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> builder().lifetime(Duration.ofHours(25)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> builder().outageLimit(Duration.ofDays(8)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> builder().outageLimit(Duration.ofSeconds(-1)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> KeySet.remote(KeyServer.URL).build())
          .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(
        name = "S-16 the answer {0} {1} is no key set, and no reason to refuse a token")
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "200 | []",
          "200 | {}",
          "200 | {\"keys\":{}}",
          "200 | {\"keys\":[]}",
          "200 | {\"keys\":[{\"kty\":\"AKP\"}]}",
          "200 | <html></html>",
          "200 | {\"keys\":[",
          "200 | {\"keys\":[],\"keys\":[]}",
          "302 | {}",
          "404 | {}",
          "500 | {}",
          "503 | {}",
          "429 | {}",
          "204 | {}"
        })
    void rubbish(int status, String body) {
      server.answers(status, body);
      TransportException failure = unavailable("one");
      assertThat(failure.endpoint()).isEqualTo(KeyServer.URL.toString());
      // Rubbish does not drive out good keys either.
      server.publishes(ONE);
      seconds(3);
      assertThat(has("one")).isTrue();
      server.answers(status, body);
      seconds(11 * 60);
      assertThat(has("one")).isTrue();
    }

    @Test
    @DisplayName("S-11 a key set nested 33 deep is no key set")
    void nested() {
      server.answers(200, "{\"keys\":" + "[".repeat(33) + "]".repeat(33) + "}");
      assertThat(unavailable("one")).hasCauseInstanceOf(InvalidResponseException.class);
    }

    @Test
    @DisplayName("S-13 a key set larger than 512 KiB is no key set, whatever the transport allows")
    void tooLarge() {
      String padded =
          "{\"pad\":\"" + "x".repeat(512 * 1024) + "\"," + TestKeys.jwks(ONE).substring(1);
      server.answers(200, padded);
      assertThat(unavailable("one").kind()).isEqualTo(TransportException.Kind.TOO_LARGE);
    }

    @ParameterizedTest(name = "case B2 keys as {0} are read")
    @ValueSource(
        strings = {
          "application/json",
          "application/jwk-set+json",
          "text/plain; charset=utf-8",
          "application/octet-stream",
          "application/jwk-set",
          "x"
        })
    void theBodyDecides(String type) {
      server.answers(200, TestKeys.jwks(ONE), "Content-Type", type);
      assertThat(has("one")).isTrue();
    }

    @Test
    @DisplayName("case B2 keys without a type, or behind a byte order mark, are read")
    void withoutAType() {
      byte[] body = ("\uFEFF" + TestKeys.jwks(ONE)).getBytes(StandardCharsets.UTF_8);
      server.answersWith(call -> new HttpReply(200, Headers.none(), body));
      assertThat(has("one")).isTrue();
    }

    @ParameterizedTest(name = "case B2 a {0} is no key set, whatever it holds")
    @ValueSource(strings = {"text/html", "application/xhtml+xml", "application/jwt"})
    void pagesAndJwts(String type) {
      server.answers(200, TestKeys.jwks(ONE), "Content-Type", type);
      unavailable("one");
      server.publishes(ONE);
      seconds(3);
      assertThat(has("one")).isTrue();
    }
  }

  @Nested
  class ManyThreads {

    private static final int THREADS = 1_000;

    /** A thousand threads take their time on a busy machine. */
    private final KeySet patient = builder().lookWait(Duration.ofSeconds(30)).build();

    @Test
    @DisplayName("a thousand cold threads make one fetch, and all get the key")
    void oneFetch() throws Exception {
      assertThat(found("one")).isEqualTo(THREADS);
      assertThat(server.fetches()).isEqualTo(1);
    }

    @Test
    @DisplayName("a thousand threads with a new kid make one fetch, and all get the key")
    void oneLook() throws Exception {
      patient.candidates(KeyRequest.of("one", "ES256"));
      server.publishes(ONE, TWO);
      assertThat(found("two")).isEqualTo(THREADS);
      assertThat(server.fetches()).isEqualTo(2);
    }

    private int found(String kid) throws Exception {
      CountDownLatch go = new CountDownLatch(1);
      AtomicInteger waiting = new AtomicInteger();
      HttpReply reply = KeyServer.reply(200, TestKeys.jwks(ONE, TWO));
      server.answersWith(
          call -> {
            // Hold the answer until all have asked.
            while (waiting.get() < THREADS) {
              Thread.onSpinWait();
            }
            return reply;
          });
      ExecutorService pool = Executors.newFixedThreadPool(THREADS);
      try {
        List<Future<Boolean>> results = new ArrayList<>();
        Callable<Boolean> ask =
            () -> {
              go.await();
              waiting.incrementAndGet();
              return !patient.candidates(KeyRequest.of(kid, "ES256")).isEmpty();
            };
        for (int i = 0; i < THREADS; i++) {
          results.add(pool.submit(ask));
        }
        go.countDown();
        int found = 0;
        for (Future<Boolean> result : results) {
          found += result.get(30, TimeUnit.SECONDS) ? 1 : 0;
        }
        return found;
      } finally {
        pool.shutdownNow();
      }
    }
  }

  @Test
  void theInterruptionOfOneCallIsNotRememberedAgainstTheIssuer() {
    server.answersWith(
        call -> {
          throw new InterruptedCallException("keys", null);
        });
    assertThatThrownBy(() -> has("one")).isInstanceOf(InterruptedCallException.class);
    assertThat(Thread.interrupted()).isTrue();
    server.publishes(ONE);
    assertThat(has("one")).isTrue();
  }

  @Test
  void theAddressComesFromTheMetadata() {
    try (ScriptedTransport door = new ScriptedTransport()) {
      String issuer = "https://id.example.com";
      door.json(200, "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"https://keys.example.com/k\"}");
      door.json(200, TestKeys.jwks(ONE));
      Discovery discovery =
          Discovery.builder(issuer).transport(door).platform(time.platform()).build();
      KeySet discovered =
          KeySet.remote(discovery).transport(door).platform(time.platform()).build();
      assertThat(discovered.candidates(KeyRequest.of("one", "ES256"))).hasSize(1);
      assertThat(door.calls().get(1).uri()).isEqualTo(URI.create("https://keys.example.com/k"));
    }
  }

  @ParameterizedTest(name = "metadata that is {0} means no keys, and no reason to refuse a token")
  @ValueSource(
      strings = {
        "{\"issuer\":\"https://other.example\",\"jwks_uri\":\"https://other.example/k\"}",
        "{\"issuer\":\"https://id.example.com\"}",
        "{\"issuer\":\"https://id.example.com\",\"jwks_uri\":7}",
        "rubbish"
      })
  void badMetadata(String metadata) {
    ScriptedTransport door = new ScriptedTransport();
    door.json(200, metadata);
    Discovery discovery =
        Discovery.builder("https://id.example.com")
            .transport(door)
            .platform(time.platform())
            .build();
    KeySet discovered = KeySet.remote(discovery).transport(door).platform(time.platform()).build();
    for (int i = 0; i < 3; i++) {
      // The script has one answer: nothing is asked again within the pause.
      assertThatThrownBy(() -> discovered.candidates(KeyRequest.of("one", "ES256")))
          .isInstanceOf(TransportException.class);
    }
    assertThat(door.calls()).hasSize(1);
  }

  @Test
  void watchersAreToldAndTheirFailuresAreLost() {
    List<String> news = new ArrayList<>();
    KeySetListener watcher =
        new KeySetListener() {
          @Override
          public void fetched(URI uri, int count, Duration took) {
            news.add("fetched " + count);
            throw new IllegalStateException("a watcher's own");
          }

          @Override
          public void fetchFailed(URI uri, CrossauthException failure) {
            news.add("failed " + failure.code());
          }

          @Override
          public void keySkipped(URI uri, String key, String rule) {
            news.add("skipped " + key + ": " + rule);
          }

          @Override
          public void lookHeldBack(URI uri) {
            news.add("held back");
          }
        };
    KeySet watched = builder().looks(1, Duration.ofSeconds(3)).listener(watcher).build();
    server.publishes(ONE, TestKeys.weakRsa());
    watched.candidates(KeyRequest.of("one", "ES256"));
    watched.candidates(KeyRequest.of("two", "ES256"));
    server.isDown();
    seconds(3);
    assertThatThrownBy(() -> watched.candidates(KeyRequest.of("two", "ES256")))
        .isInstanceOf(TransportException.class);
    assertThat(news).hasSize(4);
    assertThat(news.get(0)).isEqualTo("fetched 1");
    assertThat(news.get(1)).startsWith("skipped 1: weak-rsa-1: an RSA modulus of 1024 bits");
    assertThat(news.get(2)).isEqualTo("held back");
    assertThat(news.get(3)).isEqualTo("failed transport.connect");
    Map<String, String> skipped = watched.health().orElseThrow().skipped();
    assertThat(skipped).containsKey("1: weak-rsa-1");
    KeySetListener.none().fetched(KeyServer.URL, 1, Duration.ZERO);
    KeySetListener.none().fetchFailed(KeyServer.URL, unavailableNow());
    KeySetListener.none().keySkipped(KeyServer.URL, "k", "r");
    KeySetListener.none().lookHeldBack(KeyServer.URL);
  }

  private CrossauthException unavailableNow() {
    return unavailable("one");
  }

  @Test
  void healthTellsWhatIsHere() {
    KeySetHealth before = keys.health().orElseThrow();
    assertThat(before.usable()).isFalse();
    assertThat(before.age()).isEmpty();
    has("one");
    seconds(7);
    KeySetHealth after = keys.health().orElseThrow();
    assertThat(after.usable()).isTrue();
    assertThat(after.fresh()).isTrue();
    assertThat(after.age()).contains(Duration.ofSeconds(7));
    assertThat(after.keyIds()).containsExactly("one");
    assertThat(after.keys()).isEqualTo(1);
    assertThat(after.lastError()).isEmpty();
  }

  @Test
  void aClosedKeySetIsNotUsedAnyMore() {
    has("one");
    seconds(9 * 60);
    has("one");
    assertThat(time.plannedWork()).isEqualTo(1);
    keys.close();
    assertThat(time.plannedWork()).isZero();
    assertThatThrownBy(() -> has("one")).isInstanceOf(IllegalStateException.class);
  }
}
