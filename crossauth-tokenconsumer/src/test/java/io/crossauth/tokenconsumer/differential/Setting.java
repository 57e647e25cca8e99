package io.crossauth.tokenconsumer.differential;

import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.value.Secret;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;

/** The one issuer, audience, time and set of keys that everybody checks against. */
final class Setting {

  static final String ISSUER = "https://id.example.com/realms/shop";
  static final String AUDIENCE = "orders-api";
  static final List<String> ALGORITHMS =
      List.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
          "HS256", "HS384", "HS512");

  private static final String SECRET =
      "a secret of sixty-four bytes, which is enough for every one: HS*";

  private final FakeTime time = FakeTime.create();
  private final Map<String, TestKey> keys = new LinkedHashMap<>();

  Setting() {
    for (String algorithm : ALGORITHMS) {
      keys.put(algorithm, key(algorithm).withAlgorithm(algorithm));
    }
  }

  private static TestKey key(String algorithm) {
    return switch (algorithm) {
      case "ES256" -> TestKeys.p256();
      case "ES384" -> TestKeys.p384();
      case "ES512" -> TestKeys.p521();
      case "EdDSA" -> TestKeys.ed25519();
      case "HS256", "HS384", "HS512" ->
          TestKeys.hmac(SECRET.getBytes(StandardCharsets.UTF_8)).withKid(algorithm);
      default -> TestKeys.rsa("rsa-" + algorithm);
    };
  }

  Instant now() {
    return time.instant();
  }

  TestKey keyOf(String algorithm) {
    return keys.get(algorithm);
  }

  /** A good token. */
  TokenDraft good(String algorithm) {
    return TokenMint.issuedBy(ISSUER)
        .withClock(time)
        .withAudience(AUDIENCE)
        .withKey(keyOf(algorithm))
        .accessToken();
  }

  /** The public keys, and the secret as a key for each HS algorithm. */
  String jwksWithSecret() {
    List<String> all = new ArrayList<>();
    keys.values().forEach(key -> all.add(isSecret(key) ? key.privateJwkJson() : jwk(key)));
    return "{\"keys\":[" + String.join(",", all) + "]}";
  }

  private static String jwk(TestKey key) {
    String set = TestKeys.jwks(key);
    return set.substring(set.indexOf('[') + 1, set.lastIndexOf(']'));
  }

  Map<String, Key> keysByName() {
    Map<String, Key> byName = new LinkedHashMap<>();
    keys.values().forEach(key -> byName.put(key.kid(), named(key)));
    return byName;
  }

  /** jjwt looks at the name that a secret has in Java. */
  private static Key named(TestKey key) {
    return isSecret(key)
        ? new SecretKeySpec(
            key.verificationKey().getEncoded(), "HmacSHA" + key.algorithm().substring(2))
        : key.verificationKey();
  }

  OAuthTokenConsumer ours() {
    TestKey[] published =
        keys.values().stream().filter(key -> !isSecret(key)).toArray(TestKey[]::new);
    return OAuthTokenConsumer.builder(ISSUER)
        .audience(AUDIENCE)
        .keys(KeySet.ofJwks(TestKeys.jwks(published)))
        .sharedSecret(Secret.of(SECRET))
        .platform(time.platform())
        .build();
  }

  private static boolean isSecret(TestKey key) {
    return key.algorithm().startsWith("HS");
  }
}
