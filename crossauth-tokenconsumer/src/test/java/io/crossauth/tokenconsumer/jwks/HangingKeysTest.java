package io.crossauth.tokenconsumer.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.TransportException;
import io.crossauth.http.HttpTransport;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.wellknown.Discovery;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A key server that takes its time, and keys that rotate whenever they like. */
class HangingKeysTest {

  private static final TestKey ONE = TestKeys.p256("one");
  private static final TestKey TWO = TestKeys.p256("two");
  private static final TestKey OTHER_ONE = TestKeys.p256("other").withKid("one");

  private final FakeTime time = FakeTime.create();
  private final KeyServer server = new KeyServer(ONE);

  private KeySet.RemoteBuilder builder() {
    return KeySet.remote(KeyServer.URL).transport(server).platform(time.platform());
  }

  private static KeyRequest named(String kid) {
    return KeyRequest.of(kid, "ES256");
  }

  private static KeyRequest badSignature(KeySet keys) {
    return named("one").afterFailureOf(keys.candidates(named("one")));
  }

  private static boolean has(KeySet keys, String kid) {
    return !keys.candidates(named(kid)).isEmpty();
  }

  private void pass(Duration length) {
    time.advance(length);
  }

  @Nested
  class NobodyWaits {

    private final Parked parked = new Parked(time);
    private final KeySet keys =
        builder()
            .platform(time.platform().withScheduler(parked))
            .lookWait(Duration.ofMillis(20))
            .build();

    NobodyWaits() {
      has(keys, "one");
    }

    @Test
    @DisplayName(
        "case B1 a bad signature under a known kid is refused at once, and looked at later")
    void badSignatureUnderAKnownKid() {
      KeyRequest forged = badSignature(keys);
      for (int i = 0; i < 40; i++) {
        assertThat(keys.candidates(forged)).isEmpty();
      }
      assertThat(server.fetches()).isEqualTo(1);
      assertThat(parked.size()).isEqualTo(1);
      server.publishes(OTHER_ONE);
      parked.work();
      assertThat(keys.candidates(forged)).hasSize(1);
    }

    /** What a token can bring that no key here is for. */
    private enum Stranger {
      UNKNOWN_KID(keys -> has(keys, "two")),
      ANOTHER_UNKNOWN_KID(keys -> has(keys, "three")),
      NO_KID_AND_A_BAD_SIGNATURE(
          keys -> keys.candidates(named(null).afterFailureOf(keys.candidates(named(null)))));

      private final Consumer<KeySet> token;

      Stranger(Consumer<KeySet> token) {
        this.token = token;
      }
    }

    @ParameterizedTest
    @EnumSource(Stranger.class)
    @DisplayName("case B1 an unknown key waits briefly for a look, and the next one not at all")
    void unknownKey(Stranger stranger) {
      assertThatThrownBy(() -> stranger.token.accept(keys))
          .isInstanceOf(TransportException.class)
          .hasMessageContaining("PT0.02S");
      // The attempt hangs; whoever comes later finds it too old to wait for.
      pass(Duration.ofMillis(20));
      int waits = parked.waits();
      for (Stranger next : Stranger.values()) {
        assertThatThrownBy(() -> next.token.accept(keys)).isInstanceOf(TransportException.class);
      }
      assertThat(parked.waits()).isEqualTo(waits);
      assertThat(parked.size()).isEqualTo(1);
      assertThat(has(keys, "one")).isTrue();
    }

    @Test
    @DisplayName("case B10 what was asked for before a token came says nothing about its key")
    void askedForBefore() {
      assertThat(keys.candidates(badSignature(keys))).isEmpty();
      pass(Duration.ofMillis(10));
      server.answersWith(
          call -> {
            server.publishes(ONE, TWO);
            return KeyServer.reply(200, TestKeys.jwks(ONE));
          });
      parked.wakesUp();
      assertThat(has(keys, "two")).isTrue();
      assertThat(server.fetches()).isEqualTo(3);
    }

    @Test
    @DisplayName("case B1 a renewal that hangs holds up neither good tokens nor unknown kids")
    void renewal() {
      pass(Duration.ofMinutes(9));
      assertThat(has(keys, "one")).isTrue();
      pass(Duration.ofSeconds(1));
      assertThat(parked.size()).isEqualTo(1);
      assertThat(has(keys, "one")).isTrue();
      assertThatThrownBy(() -> has(keys, "two")).isInstanceOf(TransportException.class);
      assertThat(parked.size()).isEqualTo(1);
      server.publishes(ONE, TWO);
      parked.work();
      assertThat(has(keys, "two")).isTrue();
    }

    @Test
    @DisplayName("case B1 keys past their lifetime that cannot be renewed serve without a wait")
    void pastTheirLifetime() {
      pass(Duration.ofMinutes(11));
      assertThat(has(keys, "one")).isTrue();
      pass(Duration.ofSeconds(1));
      for (int i = 0; i < 40; i++) {
        assertThat(has(keys, "one")).isTrue();
      }
      assertThat(parked.size()).isEqualTo(1);
      assertThat(server.fetches()).isEqualTo(1);
      parked.work();
      assertThat(keys.health().orElseThrow().fresh()).isTrue();
    }

    @Test
    @DisplayName(
        "case B1 work that no thread takes on is planned anew, and not waited for for ever")
    void nobodyWorks() {
      pass(Duration.ofMinutes(9));
      has(keys, "one");
      pass(Duration.ofSeconds(31));
      has(keys, "one");
      assertThat(parked.size()).isEqualTo(2);
      parked.work();
      assertThat(server.fetches()).isEqualTo(1);
      parked.work();
      assertThat(server.fetches()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("case B1 what a caller is told names the key server, and when it is asked again")
  void messages() {
    Parked parked = new Parked(time);
    HttpTransport wire =
        call ->
            call.uri().getPath().endsWith("/certs")
                ? server.send(call)
                : KeyServer.reply(
                    200,
                    "{\"issuer\":\"https://id.example.com\",\"jwks_uri\":\""
                        + KeyServer.URL
                        + "\"}");
    Discovery discovery =
        Discovery.builder("https://id.example.com")
            .transport(wire)
            .platform(time.platform())
            .build();
    List<URI> heldBack = new ArrayList<>();
    KeySet keys =
        KeySet.remote(discovery)
            .platform(time.platform().withScheduler(parked))
            .lookWait(Duration.ofMillis(1))
            .listener(
                new KeySetListener() {
                  @Override
                  public void lookHeldBack(URI jwksUri) {
                    heldBack.add(jwksUri);
                  }
                })
            .build();
    Object before = keys.candidates(named("one"));
    assertThat(before).isNotNull();
    assertThat(keys.version()).isNotNull();
    assertThatThrownBy(() -> has(keys, "two")).hasMessageContaining(KeyServer.URL.toString());
    server.isDown();
    parked.work();
    assertThatThrownBy(() -> has(keys, "two"))
        .hasMessageContaining(KeyServer.URL.toString())
        .hasMessageContaining("PT12S");
    assertThat(heldBack).containsExactly(KeyServer.URL);
  }

  @Nested
  class Pauses {

    private void hangsFor(Duration length) {
      server.answersWith(
          call -> {
            pass(length);
            throw new TransportException(
                TransportException.Kind.TIMEOUT, KeyServer.URL, true, "nothing came", null);
          });
    }

    @Test
    @DisplayName(
        "case B1 the pause counts from the end of an attempt and doubles with each failure")
    void grows() {
      KeySet keys = builder().build();
      has(keys, "one");
      hangsFor(Duration.ofSeconds(5));
      List<Long> begins = new ArrayList<>();
      int fetches = server.fetches();
      for (long end = time.nanos() + Duration.ofMinutes(2).toNanos(); time.nanos() < end; ) {
        long now = time.nanos();
        assertThatThrownBy(() -> has(keys, "two")).isInstanceOf(TransportException.class);
        if (server.fetches() > fetches) {
          fetches = server.fetches();
          begins.add(now / 1_000_000_000);
        }
        pass(Duration.ofSeconds(1));
      }
      List<Long> apart =
          IntStream.range(1, begins.size())
              .mapToObj(i -> begins.get(i) - begins.get(i - 1))
              .toList();
      assertThat(apart.subList(0, 5)).containsExactly(5L + 3, 5L + 6, 5L + 12, 5L + 12, 5L + 12);
      server.publishes(ONE, TWO);
      pass(Duration.ofSeconds(12));
      assertThat(has(keys, "two")).isTrue();
    }

    @Test
    @DisplayName("case B1 without any keys the pause counts from the end, too, and stays short")
    void withoutKeys() {
      KeySet keys = builder().build();
      hangsFor(Duration.ofSeconds(5));
      for (int i = 1; i < 6; i++) {
        assertThatThrownBy(() -> has(keys, "one")).hasMessageContaining("nothing came");
        pass(Duration.ofMillis(2_999));
        assertThatThrownBy(() -> has(keys, "one")).hasMessageContaining("the last attempt failed");
        assertThat(server.fetches()).isEqualTo(i);
        pass(Duration.ofMillis(1));
      }
    }

    @ParameterizedTest(name = "case B1 {0} at once, then one in {1} s")
    @CsvSource({"1, 3", "5, 3", "3, 10"})
    @DisplayName("case B1 the looks can be set")
    void looks(int atOnce, long pause) {
      KeySet keys = builder().looks(atOnce, Duration.ofSeconds(pause)).build();
      for (int i = 0; i < 20; i++) {
        has(keys, i == 0 ? "one" : "bad-" + i);
      }
      assertThat(server.fetches()).isEqualTo(atOnce);
      pass(Duration.ofSeconds(pause));
      has(keys, "bad");
      has(keys, "bad");
      assertThat(server.fetches()).isEqualTo(atOnce + 1);
      // As many at once again only when it has been quiet for as many pauses.
      pass(Duration.ofSeconds(pause * 1_000));
      int before = server.fetches();
      for (int i = 0; i < 20; i++) {
        has(keys, "worse-" + i);
      }
      assertThat(server.fetches() - before).isBetween(Math.max(1, atOnce - 1), atOnce);
    }

    static Stream<Consumer<KeySet.RemoteBuilder>> outOfBounds() {
      Duration second = Duration.ofSeconds(1);
      return Stream.of(
          b -> b.looks(0, second),
          b -> b.looks(101, second),
          b -> b.looks(1, Duration.ofMillis(99)),
          b -> b.looks(1, Duration.ofMinutes(10).plusNanos(1)),
          b -> b.lookWait(Duration.ofNanos(-1)),
          b -> b.lookWait(Duration.ofSeconds(30).plusNanos(1)));
    }

    @ParameterizedTest
    @MethodSource("outOfBounds")
    void bounds(Consumer<KeySet.RemoteBuilder> setting) {
      assertThatIllegalArgumentException().isThrownBy(() -> setting.accept(builder()));
    }

    @Test
    void bestAndWorstAreAllowed() {
      assertThat(builder().looks(1, Duration.ofMillis(100)).lookWait(Duration.ZERO)).isNotNull();
      assertThat(builder().looks(100, Duration.ofMinutes(10)).lookWait(Duration.ofSeconds(30)))
          .isNotNull();
    }
  }

  @Nested
  class Rotations {

    private final KeySet keys = builder().build();

    @ParameterizedTest(name = "case B10 keys that rotate {0} ms after the first fetch are accepted")
    @ValueSource(longs = {0, 200, 500, 1_000, 1_900, 2_500, 60_000})
    void afterTheFirstFetch(long millis) {
      has(keys, "one");
      pass(Duration.ofMillis(millis));
      server.publishes(TWO);
      assertThat(has(keys, "two")).isTrue();
      assertThat(server.fetches()).isEqualTo(2);
    }

    @ParameterizedTest(name = "case B10 keys that rotate {0} ms after a renewal are accepted")
    @ValueSource(longs = {0, 200, 1_900})
    void afterARenewal(long millis) {
      has(keys, "one");
      pass(Duration.ofMinutes(9));
      has(keys, "one");
      pass(Duration.ofMillis(millis));
      assertThat(server.fetches()).isEqualTo(2);
      server.publishes(TWO);
      assertThat(has(keys, "two")).isTrue();
    }

    @ParameterizedTest(name = "case B10 keys that rotate {0} ms after a rotation are accepted")
    @ValueSource(longs = {0, 200, 1_900})
    void afterAnotherRotation(long millis) {
      has(keys, "one");
      for (TestKey next : List.of(TWO, TestKeys.p256("three"))) {
        pass(Duration.ofMillis(millis));
        server.publishes(next);
        assertThat(has(keys, next.kid())).isTrue();
      }
    }

    @Test
    @DisplayName("case B10 keys that rotate just after a stranger's token are accepted")
    void afterAStranger() {
      has(keys, "one");
      assertThat(has(keys, "bad")).isFalse();
      pass(Duration.ofMillis(200));
      server.publishes(TWO);
      assertThat(has(keys, "two")).isTrue();
    }

    @Test
    @DisplayName("case B10 a key of the same name is looked at, however early it rotates")
    void sameName() {
      KeyRequest old = badSignature(keys);
      pass(Duration.ofMillis(200));
      server.publishes(OTHER_ONE);
      assertThat(keys.candidates(old)).isEmpty();
      pass(Duration.ZERO);
      assertThat(keys.candidates(old)).hasSize(1);
    }

    @Test
    @DisplayName("case B10 a key without a name is looked for as one of an unknown name is")
    void noName() {
      KeySet nameless = builder().build();
      KeyRequest any = named(null);
      KeyRequest old = any.afterFailureOf(nameless.candidates(any));
      pass(Duration.ofMillis(200));
      server.publishes(TWO);
      assertThat(nameless.candidates(old)).hasSize(1);
    }

    @ParameterizedTest(name = "case B10 a flood of {0} s draws at most one fetch in two seconds")
    @ValueSource(ints = {10, 15, 20, 60, 600})
    void flood(int seconds) {
      has(keys, "one");
      int before = server.fetches();
      for (int i = 0; i < seconds * 100; i++) {
        assertThat(has(keys, "bad-" + i)).isFalse();
        pass(Duration.ofMillis(10));
      }
      assertThat((server.fetches() - before) / (double) seconds).isLessThanOrEqualTo(0.5);
    }
  }
}
