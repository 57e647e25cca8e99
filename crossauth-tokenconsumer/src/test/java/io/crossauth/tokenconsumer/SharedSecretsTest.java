package io.crossauth.tokenconsumer;

import static io.crossauth.error.RejectionReason.ALGORITHM_NOT_ALLOWED;
import static io.crossauth.error.RejectionReason.BAD_SIGNATURE;
import static io.crossauth.error.RejectionReason.KEY_MISMATCH;
import static io.crossauth.error.RejectionReason.UNKNOWN_KEY;
import static io.crossauth.tokenconsumer.Checkpoint.refuses;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.TokenRejectedException;
import io.crossauth.internal.json.Json;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.tokenconsumer.jwks.VerificationKey;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets for HMAC: of bytes, of JWKs, several, with names. */
class SharedSecretsTest {

  private static final byte[] OLD = bytes(1, 32);
  private static final byte[] NEW = bytes(2, 64);
  private static final byte[] STRANGE = bytes(3, 64);

  private final Checkpoint at = new Checkpoint();

  /** Bytes that are no UTF-8 text. */
  private static byte[] bytes(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    bytes[0] = (byte) 0xff;
    return bytes;
  }

  private OAuthTokenConsumerBuilder consumer() {
    return OAuthTokenConsumer.builder(Checkpoint.ISSUER)
        .audience(Checkpoint.API)
        .platform(at.time.platform());
  }

  private String token(byte[] secret, String kid) {
    TokenDraft draft = at.mint.accessToken();
    return (kid == null ? draft.withoutHeader("kid") : draft.header("kid", kid))
        .hmacWith(secret)
        .compact();
  }

  private static void accepts(OAuthTokenConsumerBuilder builder, String... tokens) {
    OAuthTokenConsumer consumer = builder.build();
    for (String token : tokens) {
      assertThat(consumer.verify(token, TokenType.ACCESS).algorithm()).isEqualTo("HS256");
    }
  }

  private static Map<String, Object> oct(byte[] secret, String... members) {
    Map<String, Object> jwk = new LinkedHashMap<>();
    jwk.put("kty", "oct");
    jwk.put("k", Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    for (int i = 0; i < members.length; i += 2) {
      jwk.put(members[i], members[i + 1]);
    }
    return jwk;
  }

  private static String jwks(Object... keys) {
    return Json.write(Map.of("keys", Arrays.asList(keys)));
  }

  @Test
  @DisplayName("case A10 a secret of bytes that are no text checks tokens, and is copied")
  void randomBytes() {
    byte[] secret = OLD.clone();
    OAuthTokenConsumerBuilder builder = consumer().sharedSecret(secret);
    Arrays.fill(secret, (byte) 0);

    accepts(builder, token(OLD, null), token(OLD, "any"));
    refuses(builder, TokenType.ACCESS, BAD_SIGNATURE, token(NEW, null));
    refuses(builder, TokenType.ACCESS, BAD_SIGNATURE, token(new byte[32], null));
  }

  @Test
  @DisplayName("case A10 two secrets without names serve during a rotation")
  void rotation() {
    OAuthTokenConsumerBuilder builder = consumer().sharedSecret(OLD).sharedSecret(NEW);

    accepts(builder, token(OLD, null), token(NEW, null), token(OLD, "a"), token(NEW, "b"));
    refuses(builder, TokenType.ACCESS, BAD_SIGNATURE, token(STRANGE, null));
  }

  /** All ways to give two secrets names. */
  static Stream<Arguments> named() {
    return Stream.of(
        Arguments.of(
            "one by one", (Given) b -> b.sharedSecret("old", OLD).sharedSecret("new", NEW)),
        Arguments.of(
            "as verification keys",
            (Given)
                b ->
                    b.sharedSecrets(
                        KeySet.of(
                            VerificationKey.sharedSecret(OLD).withKeyId("old"),
                            VerificationKey.sharedSecret(NEW).withKeyId("new")))),
        Arguments.of(
            "as oct keys of a JWK set",
            (Given)
                b ->
                    b.sharedSecrets(
                        KeySet.ofJwks(
                            jwks(
                                oct(OLD, "kid", "old", "alg", "HS256", "use", "sig"),
                                oct(NEW, "kid", "new"))))));
  }

  private interface Given {
    OAuthTokenConsumerBuilder to(OAuthTokenConsumerBuilder builder);
  }

  @ParameterizedTest(name = "case A10 secrets with names, {0}: each for its own, none for others")
  @MethodSource("named")
  void names(String how, Given given) {
    OAuthTokenConsumerBuilder builder = given.to(consumer());

    accepts(builder, token(OLD, "old"), token(NEW, "new"), token(OLD, null), token(NEW, null));
    refuses(builder, TokenType.ACCESS, UNKNOWN_KEY, token(OLD, "nobody"));
    refuses(builder, TokenType.ACCESS, UNKNOWN_KEY, token(NEW, ""));
    refuses(builder, TokenType.ACCESS, UNKNOWN_KEY, token(NEW, "Old"));
    refuses(builder, TokenType.ACCESS, BAD_SIGNATURE, token(NEW, "old"));
    refuses(builder, TokenType.ACCESS, BAD_SIGNATURE, token(STRANGE, null));
  }

  @Test
  @DisplayName("case A10 beside a secret with a name, one without serves tokens without")
  void mixed() {
    OAuthTokenConsumerBuilder builder =
        consumer()
            .sharedSecret(Secret.of("a secret as text, of more than 32 bytes"))
            .sharedSecret("new", NEW);
    byte[] text = "a secret as text, of more than 32 bytes".getBytes(UTF_8);

    accepts(builder, token(text, null), token(NEW, "new"));
    refuses(builder, TokenType.ACCESS, UNKNOWN_KEY, token(text, "old"));
    refuses(builder, TokenType.ACCESS, BAD_SIGNATURE, token(text, "new"));
  }

  @Test
  @DisplayName("case A10 oct keys of a file serve, and are read again when the file has changed")
  void file(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("secrets"), jwks(oct(OLD, "kid", "old")));
    OAuthTokenConsumerBuilder builder =
        consumer().sharedSecrets(KeySet.ofFile(file, at.time.platform()));
    accepts(builder, token(OLD, "old"));

    Files.writeString(file, jwks(oct(OLD, "kid", "old"), oct(NEW, "kid", "new")));
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_800_000_000)));
    at.time.advance(Duration.ofSeconds(1));

    accepts(builder, token(OLD, "old"), token(NEW, "new"));
    refuses(builder, TokenType.ACCESS, UNKNOWN_KEY, token(NEW, "newer"));
  }

  static Stream<Arguments> oddSecrets() {
    return Stream.of(
        Arguments.of("too short", oct(bytes(4, 31)), "fewer than 32 bytes"),
        Arguments.of("empty", oct(new byte[0]), "no k"),
        Arguments.of("none", Map.of("kty", "oct"), "no k"),
        Arguments.of("no base64url", Map.of("kty", "oct", "k", "%".repeat(60)), "base64url"),
        Arguments.of("too short for its alg", oct(OLD, "alg", "HS512"), "alg"),
        Arguments.of("of another alg", oct(NEW, "alg", "RS256"), "alg"),
        Arguments.of("for key wrap", oct(NEW, "alg", "A256KW"), "alg"),
        Arguments.of("for encryption", oct(NEW, "use", "enc"), "use"));
  }

  @ParameterizedTest(name = "case A10 no secret: an oct key that is {0}")
  @MethodSource("oddSecrets")
  void odd(String what, Map<String, Object> jwk, String rule) {
    String json = jwks(jwk);
    assertThatThrownBy(() -> KeySet.ofJwks(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(rule);
  }

  @Test
  @DisplayName("case A10 an oct key is for HS* alone, and only where it is given as a secret")
  void neverAPublicKey() {
    String mixed = jwks(oct(NEW, "kid", "rsa-1"), TestKeys.p256().publicJwk());
    // Given as public keys, a secret counts for nothing.
    TokenRejectedException refusal =
        refuses(
            consumer().keys(KeySet.ofJwks(mixed)),
            TokenType.ACCESS,
            ALGORITHM_NOT_ALLOWED,
            token(NEW, "rsa-1"));
    assertThat(refusal.hint()).isPresent();
    assertThatThrownBy(
            () -> consumer().keys(KeySet.ofJwks(mixed)).algorithms("HS256", "ES256").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sharedSecrets(..)");
    // Given as secrets, a public key counts for nothing.
    OAuthTokenConsumerBuilder secrets = consumer().sharedSecrets(KeySet.ofJwks(mixed));
    accepts(secrets, token(NEW, "rsa-1"));
    refuses(secrets, TokenType.ACCESS, UNKNOWN_KEY, es256("p256-1"));
    refuses(secrets, TokenType.ACCESS, UNKNOWN_KEY, es256("rsa-1"));
    refuses(secrets, TokenType.ACCESS, KEY_MISMATCH, token(NEW, "p256-1"));
    // Beside the issuer's keys, each is for its own algorithms.
    OAuthTokenConsumerBuilder both =
        at.forAccess().sharedSecrets(KeySet.ofJwks(jwks(oct(NEW, "kid", "rsa-1"))));
    accepts(both, token(NEW, "rsa-1"));
    assertThat(both.build().verify(at.mint.accessToken().compact(), TokenType.ACCESS).keyId())
        .contains("rsa-1");
  }

  private String es256(String kid) {
    return at.mint.withKey(TestKeys.p256().withKid(kid)).accessToken().compact();
  }

  @ParameterizedTest(name = "case A10 {0} bytes are too short, and nothing repeats them")
  @ValueSource(ints = {0, 1, 16, 31})
  void tooShort(int length) {
    byte[] secret = new byte[length];
    assertThatThrownBy(() -> consumer().sharedSecret(secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sharedSecret: expected at least 32 bytes, found " + length);
    assertThatThrownBy(() -> consumer().sharedSecret("name", secret))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("case A10 a key set of secrets and secrets one by one exclude each other")
  void oneWay() {
    KeySet set = KeySet.of(VerificationKey.sharedSecret(NEW));
    for (OAuthTokenConsumerBuilder builder : List.of(consumer(), consumer().sharedSecret(OLD))) {
      assertThatThrownBy(() -> builder.sharedSecrets(set).sharedSecret("old", OLD))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("sharedSecrets");
    }
  }
}
