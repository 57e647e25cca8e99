package io.crossauth.tokenconsumer;

import static io.crossauth.error.RejectionReason.ALGORITHM_NOT_ALLOWED;
import static io.crossauth.error.RejectionReason.BAD_SIGNATURE;
import static io.crossauth.error.RejectionReason.KEY_MISMATCH;
import static io.crossauth.error.RejectionReason.MALFORMED;
import static io.crossauth.error.RejectionReason.UNKNOWN_KEY;
import static io.crossauth.error.RejectionReason.UNSUPPORTED_ALGORITHM;
import static io.crossauth.tokenconsumer.Checkpoint.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlgorithmTest {

  private static final String SECRET =
      "test-secret-of-64-bytes-for-all-three-hmac-algorithms-0123456789";

  private final Checkpoint at = new Checkpoint();

  @ParameterizedTest(name = "J1 a good token signed by {0} passes")
  @CsvSource({
    "RS256, rsa",
    "RS384, rsa",
    "RS512, rsa",
    "PS256, rsa",
    "PS384, rsa",
    "PS512, rsa",
    "ES256, p256",
    "ES384, p384",
    "ES512, p521",
    "EdDSA, ed",
    "Ed25519, ed"
  })
  void everyAlgorithmWorks(String algorithm, String kind) {
    TestKey key =
        Map.of(
                "rsa", TestKeys.rsa(),
                "p256", TestKeys.p256(),
                "p384", TestKeys.p384(),
                "p521", TestKeys.p521(),
                "ed", TestKeys.ed25519())
            .get(kind);
    // The JWK says nothing about the algorithm, so its kind decides.
    Map<String, Object> jwk = key.publicJwk();
    jwk.remove("alg");
    OAuthTokenConsumer consumer =
        at.forAccess().keys(KeySet.ofJwks(json(Map.of("keys", List.of(jwk))))).build();
    TokenDraft token = at.mint.accessToken().signedWith(key, key.algorithm());
    String compact =
        algorithm.equals("Ed25519")
            ? signedEd25519(token, key)
            : token.signedWith(key, algorithm).compact();

    assertThat(consumer.verify(compact, TokenType.ACCESS).algorithm()).isEqualTo(algorithm);
  }

  private static String signedEd25519(TokenDraft token, TestKey key) {
    String unsigned = token.header("alg", "Ed25519").withSignature(new byte[] {1}).compact();
    String input = unsigned.substring(0, unsigned.lastIndexOf('.'));
    byte[] signature = key.sign("EdDSA", input.getBytes(StandardCharsets.US_ASCII));
    return token.header("alg", "Ed25519").withSignature(signature).compact();
  }

  @ParameterizedTest(name = "J1 an algorithm outside the configured ones is refused: {0}")
  @ValueSource(strings = {"RS512", "PS256", "RS384"})
  void onlyTheConfiguredAlgorithms(String algorithm) {
    TokenDraft token = at.mint.accessToken().signedWith(TestKeys.rsa(), algorithm);

    refuses(
        at.forAccess().algorithms("RS256", "ES256"),
        TokenType.ACCESS,
        ALGORITHM_NOT_ALLOWED,
        token.compact());
  }

  @Test
  @DisplayName("J1 one key, one algorithm: a key for RS256 checks neither RS512 nor PS256")
  void oneKeyOneAlgorithm() {
    at.refusesAccess(KEY_MISMATCH, at.mint.accessToken().signedWith(TestKeys.rsa(), "RS512"));
    at.refusesAccess(KEY_MISMATCH, at.mint.accessToken().signedWith(TestKeys.rsa(), "PS256"));
    at.access(at.mint.accessToken());
  }

  @Test
  @DisplayName("J1 a key of another family is not tried: ES256 with the kid of an RSA key")
  void familiesStayApart() {
    TestKey named = TestKeys.p256().withKid(TestKeys.rsa().kid());
    at.refusesAccess(KEY_MISMATCH, at.mint.accessToken().signedWith(named));
  }

  @Test
  @DisplayName("J2 a signature that does not fit is refused, whatever else is right")
  void badSignature() {
    TestKey stranger = TestKeys.rsa("stranger").withKid(TestKeys.rsa().kid());
    at.refusesAccess(BAD_SIGNATURE, at.mint.accessToken().signedWith(stranger));
    for (TestKey key : Checkpoint.keys()) {
      byte[] zeros = new byte[key.sign(new byte[1]).length];
      at.refusesAccess(BAD_SIGNATURE, at.mint.accessToken().signedWith(key).withSignature(zeros));
    }
  }

  @ParameterizedTest(name = "S-03 alg {0} with an empty signature is refused")
  @ValueSource(strings = {"none", "None", "nOnE", "NONE"})
  void noneIsRefused(String none) {
    at.refusesId(MALFORMED, at.mint.idToken().unsigned().header("alg", none));
    at.refusesAccess(MALFORMED, at.mint.accessToken().unsigned().header("alg", none));
  }

  @ParameterizedTest(name = "S-03 alg {0} with some signature is refused")
  @ValueSource(strings = {"none", "None", "nOnE", "NONE", "rs256", "RS256 ", "", "HS1", "ES256K"})
  void noneWithSignatureIsRefused(String none) {
    at.refusesId(
        none.isEmpty() ? MALFORMED : UNSUPPORTED_ALGORITHM,
        at.mint.idToken().header("alg", none).withSignature(new byte[256]));
  }

  @Test
  @DisplayName("S-03 nobody can allow none")
  void noneCannotBeConfigured() {
    assertThatThrownBy(() -> at.forId().algorithms("none").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("algorithms");
  }

  @Test
  @DisplayName("S-04 HS256 with each public form of the key for a secret is refused")
  void confusedAlgorithms() {
    TestKey key = TestKeys.rsa();
    String jwk = json(key.publicJwk());
    byte[][] forms = {
      key.publicPem().getBytes(StandardCharsets.UTF_8),
      key.publicPem().strip().getBytes(StandardCharsets.UTF_8),
      key.publicDer(),
      jwk.getBytes(StandardCharsets.UTF_8),
      String.valueOf(key.publicJwk().get("n")).getBytes(StandardCharsets.UTF_8)
    };
    for (byte[] form : forms) {
      TokenDraft forged = at.mint.accessToken().hmacWith(form);
      at.refusesAccess(ALGORITHM_NOT_ALLOWED, forged);
      // The same where HMAC is in use: the public keys are never secrets.
      refuses(
          at.forAccess().sharedSecret(Secret.of(SECRET)),
          TokenType.ACCESS,
          BAD_SIGNATURE,
          forged.compact());
      // And where the key was given as PEM, for every token.
      refuses(
          OAuthTokenConsumer.builder(Checkpoint.ISSUER)
              .audience(Checkpoint.API)
              .publicKeyPem(key.publicPem())
              .platform(at.time.platform()),
          TokenType.ACCESS,
          ALGORITHM_NOT_ALLOWED,
          forged.compact());
    }
  }

  @Test
  @DisplayName("S-04 HS* cannot be allowed without a secret")
  void hmacNeedsSecret() {
    assertThatThrownBy(() -> at.forAccess().algorithms("RS256", "HS256").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("secret");
  }

  @Test
  @DisplayName("S-18 the HMAC key is the configured one, whatever header and claims offer")
  void secretIsNotChosenByTheToken() {
    byte[] other =
        "another-secret-that-the-attacker-has-chosen-12345".getBytes(StandardCharsets.UTF_8);
    Map<String, Object> jwk = Map.of("kty", "oct", "k", "YW5vdGhlci1zZWNyZXQ");
    TokenDraft forged =
        at.mint
            .accessToken()
            .header("jwk", jwk)
            .header("kid", "another-secret")
            .claim("secret", new String(other, StandardCharsets.UTF_8))
            .hmacWith(other);
    refuses(
        at.forAccess().sharedSecret(Secret.of(SECRET)),
        TokenType.ACCESS,
        BAD_SIGNATURE,
        forged.compact());
  }

  @ParameterizedTest(name = "I8 {0} by the shared secret passes")
  @ValueSource(strings = {"HS256", "HS384", "HS512"})
  void sharedSecretWorks(String algorithm) {
    byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
    OAuthTokenConsumer consumer =
        OAuthTokenConsumer.builder(Checkpoint.ISSUER)
            .audience(Checkpoint.CLIENT)
            .sharedSecret(Secret.of(SECRET))
            .platform(at.time.platform())
            .build();

    String token = at.mint.idToken().hmacWith(bytes, algorithm).compact();

    assertThat(consumer.verify(token, TokenType.ID).algorithm()).isEqualTo(algorithm);
  }

  @Test
  @DisplayName("I8 a consumer without a secret refuses HS256")
  void publicClientsHaveNoSecret() {
    at.refusesId(
        ALGORITHM_NOT_ALLOWED, at.mint.idToken().hmacWith(SECRET.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  @DisplayName("I8 with a secret alone, no public key counts")
  void secretAlone() {
    OAuthTokenConsumerBuilder alone =
        OAuthTokenConsumer.builder(Checkpoint.ISSUER)
            .audience(Checkpoint.CLIENT)
            .sharedSecret(Secret.of(SECRET))
            .platform(at.time.platform());
    refuses(alone, TokenType.ID, UNKNOWN_KEY, at.mint.idToken().compact());
  }

  @ParameterizedTest(name = "J4 a secret of {0} bytes is too short for {1}")
  @CsvSource({"31, HS256", "47, HS384", "63, HS512"})
  void shortSecrets(int length, String algorithm) {
    String secret = "s".repeat(length);
    assertThatThrownBy(() -> KeySet.ofSharedSecret(Secret.of(secret), algorithm))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(secret);
    // Where it is long enough for something, it is for that only.
    if (length >= 32) {
      TokenDraft token =
          at.mint.accessToken().hmacWith(secret.getBytes(StandardCharsets.UTF_8), algorithm);
      refuses(
          at.forAccess().sharedSecret(Secret.of(secret)),
          TokenType.ACCESS,
          KEY_MISMATCH,
          token.compact());
    } else {
      assertThatThrownBy(() -> at.forAccess().sharedSecret(Secret.of(secret)).build())
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  @DisplayName(
      "I7 an ID token is signed by RS256 where the metadata lists it, whatever else it lists")
  void metadataNarrowsAlgorithms() {
    OpenIdConfiguration metadata =
        OpenIdConfiguration.of(
            Map.of(
                "issuer",
                Checkpoint.ISSUER,
                "id_token_signing_alg_values_supported",
                List.of("RS256", "XY999", "Ed25519")));
    TokenDraft byEs256 = at.mint.withKey(TestKeys.p256()).idToken();

    refuses(
        at.forId().configuration(metadata), TokenType.ID, ALGORITHM_NOT_ALLOWED, byEs256.compact());
    OAuthTokenConsumer consumer = at.forId().configuration(metadata).build();
    consumer.verify(at.mint.idToken().compact(), TokenType.ID);
    String byEdDsa = at.mint.withKey(TestKeys.ed25519()).idToken().compact();
    refuses(at.forId().configuration(metadata), TokenType.ID, ALGORITHM_NOT_ALLOWED, byEdDsa);
    // The setting spells it Ed25519, the token EdDSA: the same.
    at.forId()
        .configuration(metadata)
        .idTokenSignedResponseAlg("Ed25519")
        .build()
        .verify(byEdDsa, TokenType.ID);
    // The list is about ID tokens only.
    at.forAccess()
        .configuration(metadata)
        .build()
        .verify(at.mint.withKey(TestKeys.p256()).accessToken().compact(), TokenType.ACCESS);
  }

  static String json(Map<String, ?> value) {
    return io.crossauth.internal.json.Json.write(value);
  }
}
