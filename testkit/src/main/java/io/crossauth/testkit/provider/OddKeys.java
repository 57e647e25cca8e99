package io.crossauth.testkit.provider;

import io.crossauth.testkit.internal.Base64Url;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Keys that a client must pass by in a key set (RFC 7517 section 5), without giving the others up.
 *
 * <p>Each call gives a JWK that is good but for one thing, as a map of the caller's own. Safe for
 * use by many threads.
 */
public final class OddKeys {

  private OddKeys() {}

  /** {@return a key of a {@code kty} that nobody knows} */
  public static Map<String, Object> unknownType() {
    return with(TestKeys.p256("odd-kty"), "kty", "XYZ");
  }

  /** {@return a post-quantum key: {@code kty: AKP} (ML-DSA-44), with an {@code alg} of its own} */
  public static Map<String, Object> postQuantum() {
    Map<String, Object> jwk = with(TestKeys.p256("odd-akp"), "kty", "AKP");
    jwk.keySet().removeAll(List.of("crv", "x", "y"));
    jwk.put("alg", "ML-DSA-44");
    jwk.put("pub", Base64Url.encode(new byte[1312]));
    return jwk;
  }

  /** {@return an EC key on a curve that nobody knows} */
  public static Map<String, Object> unknownCurve() {
    return with(TestKeys.p256("odd-crv"), "crv", "P-999");
  }

  /** {@return an EC key with a point that is not on its curve} */
  public static Map<String, Object> offCurve() {
    return with(TestKeys.p256("odd-point"), "y", Base64Url.encode(new byte[32]));
  }

  /** {@return an RSA key without its modulus} */
  public static Map<String, Object> rsaWithoutModulus() {
    Map<String, Object> jwk = TestKeys.rsa().withKid("odd-n").publicJwk();
    jwk.remove("n");
    return jwk;
  }

  /** {@return an RSA key with the exponent 1, under which everything is a signature} */
  public static Map<String, Object> exponentOne() {
    return with(TestKeys.rsa().withKid("odd-e"), "e", "AQ");
  }

  /** {@return an RSA key with an {@code x5c} that holds no certificate} */
  public static Map<String, Object> badCertificate() {
    return with(TestKeys.rsa().withKid("odd-x5c"), "x5c", List.of("bm90IGEgY2VydGlmaWNhdGU="));
  }

  /** {@return an HMAC key of 32 bytes, secret included, which is no secret any more} */
  public static Map<String, Object> symmetric() {
    return TestKeys.hmac(32).withKid("odd-oct").privateJwk();
  }

  /**
   * Takes the {@code kid} away from a good key.
   *
   * @param key the key
   * @return its public JWK without {@code kid}
   */
  public static Map<String, Object> withoutKid(TestKey key) {
    Map<String, Object> jwk = key.publicJwk();
    jwk.remove("kid");
    return jwk;
  }

  /**
   * Says of a good key that it is not for signatures.
   *
   * @param key the key
   * @return its public JWK with {@code use: enc}
   */
  public static Map<String, Object> forEncryption(TestKey key) {
    return with(key, "use", "enc");
  }

  /**
   * Says of a good key what it may do, and leaves {@code use} out.
   *
   * @param key the key
   * @param operations the value of {@code key_ops}, such as {@code encrypt} (RFC 7517 section 4.3)
   * @return its public JWK
   */
  public static Map<String, Object> withOperations(TestKey key, String... operations) {
    Map<String, Object> jwk = with(key, "key_ops", List.of(operations));
    jwk.remove("use");
    return jwk;
  }

  /**
   * Good keys that the provider does not sign with, of all types, with names of their own.
   *
   * @return their public JWKs
   */
  public static List<Map<String, Object>> decoys() {
    return List.of(
        TestKeys.rsa("decoy-rsa").publicJwk(),
        TestKeys.rsa("decoy-ps").withAlgorithm("PS256").publicJwk(),
        TestKeys.p256("decoy-p256").publicJwk(),
        TestKeys.p384("decoy-p384").publicJwk(),
        TestKeys.ed25519("decoy-ed25519").publicJwk(),
        forEncryption(TestKeys.rsa("decoy-enc")));
  }

  /**
   * Other keys of the same {@code kid} (RFC 7517 section 4.5): they differ from a key in {@code
   * kty}, {@code crv}, {@code alg} or {@code use}, so that one can be chosen.
   *
   * @param key the true key
   * @return the public JWKs of those keys, without that of the key
   */
  public static List<Map<String, Object>> ofSameName(TestKey key) {
    List<Map<String, Object>> keys = new ArrayList<>();
    keys.add(forEncryption(TestKeys.rsa("same-enc").withKid(key.kid())));
    for (TestKey other :
        List.of(
            TestKeys.rsa("same-rs").withAlgorithm("RS256"),
            TestKeys.rsa("same-ps").withAlgorithm("PS256"),
            TestKeys.p256("same-p256"),
            TestKeys.p384("same-p384"),
            TestKeys.ed25519("same-ed25519"))) {
      if (!other.algorithm().equals(key.algorithm())) {
        keys.add(other.withKid(key.kid()).publicJwk());
      }
    }
    return keys;
  }

  private static Map<String, Object> with(TestKey key, String name, Object value) {
    Map<String, Object> jwk = key.publicJwk();
    jwk.put(name, value);
    return jwk;
  }
}
