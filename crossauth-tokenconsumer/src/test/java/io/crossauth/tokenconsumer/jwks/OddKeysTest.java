package io.crossauth.tokenconsumer.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.error.TransportException;
import io.crossauth.internal.json.Json;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Odd keys beside good ones, too many keys, and numbers as they should not be written. */
class OddKeysTest {

  private static final String ISSUER = "https://id.example.com";
  private static final TestKey GOOD = TestKeys.p256("good");

  private final FakeTime time = FakeTime.create();
  private final TokenMint mint = TokenMint.issuedBy(ISSUER).withClock(time).withKey(GOOD);
  private final KeyServer server = new KeyServer();

  private KeySet.RemoteBuilder remote(String jwks) {
    server.answers(200, jwks);
    return KeySet.remote(KeyServer.URL).transport(server).platform(time.platform());
  }

  private OAuthTokenConsumer consumer(KeySet keys) {
    return OAuthTokenConsumer.builder(ISSUER)
        .audience(TestClients.AUDIENCE)
        .keys(keys)
        .platform(time.platform())
        .build();
  }

  private void accepts(KeySet keys, TestKey signer) {
    consumer(keys).verify(mint.withKey(signer).accessToken().compact(), TokenType.ACCESS);
  }

  private TokenRejectedException unknown(KeySet keys, TestKey signer) {
    TokenRejectedException refusal =
        catchThrowableOfType(TokenRejectedException.class, () -> accepts(keys, signer));
    assertThat(refusal.reason()).isEqualTo(RejectionReason.UNKNOWN_KEY);
    return refusal;
  }

  private static String jwks(String... keys) {
    return "{\"keys\":[" + String.join(",", keys) + "]}";
  }

  private static String json(TestKey key) {
    return Json.write(key.publicJwk());
  }

  /** A key and one member more, as it stands. */
  private static String with(TestKey key, String member) {
    return json(key).substring(0, json(key).length() - 1) + "," + member + "}";
  }

  static Stream<Arguments> oddKeys() {
    TestKey odd = TestKeys.rsa("odd");
    return Stream.of(
        Arguments.of("a member twice", with(odd, "\"kty\":\"RSA\""), "a duplicate member"),
        Arguments.of("a member twice, inside", with(odd, "\"x\":{\"a\":1,\"a\":2}"), "duplicate"),
        Arguments.of("a number of 41 digits", with(odd, "\"exp\":" + "9".repeat(41)), "40 digits"),
        Arguments.of(
            "a fraction of 60 digits", with(odd, "\"n\":0." + "9".repeat(60)), "40 digits"),
        Arguments.of("a huge exponent", with(odd, "\"iat\":1e9999"), "exponent"),
        Arguments.of("half a character", with(odd, "\"name\":\"\\ud800\""), "surrogate"),
        Arguments.of("half a character as a name", with(odd, "\"\\udc00\":1"), "surrogate"),
        Arguments.of(
            "deep nesting", with(odd, "\"x\":" + "[".repeat(40) + "]".repeat(40)), "nesting"),
        Arguments.of("a long name", with(odd, "\"" + "x".repeat(2_000) + "\":1"), "not: "),
        Arguments.of("a number with a zero before it", with(odd, "\"iat\":01"), "not: "),
        Arguments.of("a comma too many", with(odd, "\"x\":[1,]"), "not: "));
  }

  @ParameterizedTest(name = "case A13 a key with {0} is left out alone, and reported")
  @MethodSource("oddKeys")
  void oneOddKey(String what, String odd, String rule) {
    for (String text : List.of(jwks(odd, json(GOOD)), jwks(json(GOOD), odd))) {
      KeySet published = remote(text).build();
      KeySet given = KeySet.ofJwks(text);
      for (KeySet keys : List.of(published, given)) {
        accepts(keys, GOOD);
        assertThat(keys.keyIds()).containsExactly("good");
        Map<String, String> skipped = keys.health().orElseThrow().skipped();
        assertThat(skipped).hasSize(1);
        assertThat(skipped.values().iterator().next()).contains(rule);
      }
    }
  }

  @Test
  @DisplayName("case A13 a file's keys are reported likewise")
  void oddKeyInAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("keys");
    Files.writeString(file, jwks(with(GOOD, "\"kty\":\"EC\""), json(TestKeys.p256("other"))));

    KeySet keys = KeySet.ofFile(file, time.platform());

    assertThat(keys.health().orElseThrow().skipped()).hasSize(1);
    assertThat(keys.health().orElseThrow().keys()).isEqualTo(1);
  }

  @ParameterizedTest(name = "case A13 S-16 outside of a single key, the whole set is refused: {0}")
  @ValueSource(
      strings = {
        "{\"keys\":[KEY],\"keys\":[KEY]}",
        "{\"keys\":[KEY],\"x\":{\"a\":1,\"a\":2}}",
        "{\"x\":99999999999999999999999999999999999999999,\"keys\":[KEY]}",
        "{\"x\":\"\\ud800\",\"keys\":[KEY]}",
        "{\"keys\":[KEY]}]",
        "{\"keys\":[KEY,]}",
        "{\"keys\":[KEY"
      })
  void oddSet(String text) {
    String set = text.replace("KEY", json(GOOD));

    assertThatIllegalArgumentException().isThrownBy(() -> KeySet.ofJwks(set));
    assertThat(
            catchThrowableOfType(
                TransportException.class, () -> accepts(remote(set).build(), GOOD)))
        .isNotNull();
  }

  @Test
  @DisplayName("case A13 a set of odd keys alone is none, and the message says why")
  void oddKeysAlone() {
    String set = jwks(with(GOOD, "\"kty\":\"EC\""));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeySet.ofJwks(set))
        .withMessageContaining("a duplicate member");
    assertThat(
            catchThrowableOfType(
                TransportException.class, () -> accepts(remote(set).build(), GOOD)))
        .hasMessageContaining("a duplicate member");
  }

  private static String[] keys(int signing, int encrypting, TestKey last) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < encrypting; i++) {
      String use = List.of("\"use\":\"enc\"", "\"key_ops\":[\"encrypt\"]").get(i % 2);
      String key = json(TestKeys.p256().withKid("enc" + i)).replace("\"use\":\"sig\",", "");
      all.add(key.substring(0, key.length() - 1) + "," + use + "}");
    }
    for (int i = 0; i < signing; i++) {
      all.add(json(TestKeys.p256().withKid("sig" + i)));
    }
    all.add(json(last));
    return all.toArray(String[]::new);
  }

  @ParameterizedTest(name = "case A14 behind {0} signature keys and {1} of encryption ours is used")
  @CsvSource({"0, 1", "0, 150", "99, 0", "99, 150", "1, 300"})
  void keysOfOtherUse(int signing, int encrypting) {
    KeySet keys = remote(jwks(keys(signing, encrypting, GOOD))).build();

    accepts(keys, GOOD);
    assertThat(keys.health().orElseThrow().keys()).isEqualTo(signing + 1);
  }

  @ParameterizedTest(name = "case A14 behind {0} signature keys ours is used where {1} are allowed")
  @CsvSource({"100, 101", "100, 1000", "3, 4", "500, 501"})
  void moreKeys(int before, int allowed) {
    accepts(remote(jwks(keys(before, 0, GOOD))).maxKeys(allowed).build(), GOOD);
  }

  @ParameterizedTest(name = "case A14 behind {0} signature keys ours is not, where {1} are allowed")
  @CsvSource({"100, 100", "101, 100", "1, 1", "5, 2"})
  void tooManyKeys(int before, int allowed) {
    KeySet.RemoteBuilder builder = remote(jwks(keys(before, 3, GOOD)));
    KeySet keys = (allowed == 100 ? builder : builder.maxKeys(allowed)).build();

    TokenRejectedException refusal = unknown(keys, GOOD);

    String limit = "more than " + allowed + " keys for signatures";
    assertThat(refusal.hint().orElseThrow()).contains(limit).contains("maxKeys(..)");
    assertThat(keys.health().orElseThrow().skipped().values())
        .anySatisfy(rule -> assertThat(rule).contains(limit));
    // And the hint, followed, works.
    accepts(remote(jwks(keys(before, 3, GOOD))).maxKeys(before + 1).build(), GOOD);
  }

  @Test
  @DisplayName("case A14 the limit is an option of the consumer, too")
  void limitOfTheConsumer() {
    String metadata =
        "{\"issuer\":\"https://id.example.com\",\"jwks_uri\":\"https://id.example.com/certs\"}";
    server.answers(200, jwks(keys(100, 0, GOOD)));
    OAuthTokenConsumer consumer =
        OAuthTokenConsumer.builder(ISSUER)
            .audience(TestClients.AUDIENCE)
            .configuration(io.crossauth.wellknown.OpenIdConfiguration.parse(metadata))
            .transport(server)
            .platform(time.platform())
            .maxKeys(101)
            .build();

    consumer.verify(mint.accessToken().compact(), TokenType.ACCESS);
    for (int odd : new int[] {0, -1, 1_001}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> OAuthTokenConsumer.builder(ISSUER).maxKeys(odd))
          .withMessageContaining("maxKeys");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> KeySet.remote(KeyServer.URL).maxKeys(odd))
          .withMessageContaining("maxKeys");
    }
  }

  @Test
  @DisplayName("case A14 of a key that is there and left out, the refusal says why")
  void leftOut() {
    String odd = json(TestKeys.rsa("odd")).replace("\"use\":\"sig\"", "\"use\":\"enc\"");
    TokenRejectedException refusal =
        unknown(remote(jwks(odd, json(GOOD))).build(), TestKeys.rsa("odd"));

    assertThat(refusal.hint().orElseThrow())
        .isEqualTo("the key of that name is not used: use other than sig");
    assertThat(unknown(remote(jwks(odd, json(GOOD))).build(), TestKeys.p256("third")).hint())
        .contains("does the token come from this issuer?");
  }

  @ParameterizedTest(name = "case A15 padded numbers are read: {0}")
  @ValueSource(strings = {"rsa", "p256", "p384", "p521", "ed25519"})
  void paddedNumbers(String kind) {
    TestKey key =
        switch (kind) {
          case "rsa" -> TestKeys.rsa();
          case "p256" -> TestKeys.p256();
          case "p384" -> TestKeys.p384();
          case "p521" -> TestKeys.p521();
          default -> TestKeys.ed25519();
        };
    Map<String, Object> jwk = key.publicJwk();
    for (String number : List.of("n", "e", "x", "y")) {
      jwk.computeIfPresent(
          number,
          (name, value) -> {
            String text = (String) value;
            return text + "=".repeat((4 - text.length() % 4) % 4);
          });
    }

    accepts(KeySet.ofJwks(jwks(Json.write(jwk))), key);
    accepts(remote(jwks(Json.write(jwk))).build(), key);
  }

  @ParameterizedTest(name = "case A15 still no number: {0} behind it")
  @ValueSource(strings = {"===", "====", "= ", "=A", "A==", "%3D"})
  void stillNoNumber(String behind) {
    Map<String, Object> jwk = GOOD.publicJwk();
    jwk.put("x", jwk.get("x") + behind);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeySet.ofJwks(jwks(Json.write(jwk))))
        .withMessageContaining("x that is not base64url");
  }
}
