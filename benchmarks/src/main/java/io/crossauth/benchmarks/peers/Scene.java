package io.crossauth.benchmarks.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What all contestants are given: an issuer with four keys, or one secret, and its tokens.
 *
 * @param algorithm what the tokens are signed by
 * @param keys the issuer's keys; the third signs
 */
public record Scene(Algorithm algorithm, List<TestKey> keys) {

  /** Who makes the tokens. */
  public static final String ISSUER = "https://id.example.com/realms/shop";

  /** Whom they are for. */
  public static final String AUDIENCE = "orders-api";

  /** Whom they are about. */
  public static final String SUBJECT = "3f9c6c1e-55a0-4b7e-9d0f-2a1c7be0a914";

  static final String SECRET = "a secret that both sides know, of more than thirty-two bytes";

  /** Makes keys for an algorithm, or finds those made before. */
  public static Scene of(Algorithm algorithm) {
    List<TestKey> keys = new ArrayList<>();
    for (String kid : List.of("key-2026-08", "key-2026-09", "key-2026-10", "key-2026-11")) {
      keys.add(key(algorithm, kid));
    }
    return new Scene(algorithm, List.copyOf(keys));
  }

  private static TestKey key(Algorithm algorithm, String kid) {
    return switch (algorithm) {
      case RS256 -> TestKeys.rsa(kid);
      case PS256 -> TestKeys.rsa(kid).withAlgorithm("PS256");
      case ES256 -> TestKeys.p256(kid);
      case EDDSA -> TestKeys.ed25519(kid);
      case HS256 -> TestKeys.hmac(SECRET.getBytes(UTF_8)).withKid(kid);
    };
  }

  /** The key that signs. */
  public TestKey key() {
    return keys.get(2);
  }

  /** The public keys as the issuer publishes them. */
  public String jwks() {
    return TestKeys.jwks(keys.toArray(TestKey[]::new));
  }

  /** The verification keys by their names, for libraries that read no JWKS. */
  <T> Map<String, T> keysByName(Class<T> type) {
    Map<String, T> byName = new LinkedHashMap<>();
    keys.forEach(key -> byName.put(key.kid(), type.cast(key.verificationKey())));
    return byName;
  }

  /** A good token, ready to be spoiled. */
  public TokenDraft draft() {
    return KeycloakClaims.put(TokenDraft.empty().signedWith(key()).header("typ", "JWT"));
  }

  /** Good tokens that differ in their name only. */
  public List<String> tokens(int count) {
    return tokens(ClaimShape.KEYCLOAK, count);
  }

  /** Good tokens of one shape that differ in their name only. */
  public List<String> tokens(ClaimShape shape, int count) {
    TokenDraft draft = shape.put(draft());
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = "onrtac:%08d-77e2-4e6b-8a43-5f0c0a5a9e21".formatted(i);
      tokens.add(draft.claim("jti", id).compact());
    }
    return tokens;
  }
}
