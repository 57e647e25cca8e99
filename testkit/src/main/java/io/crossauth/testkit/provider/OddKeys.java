package io.crossauth.testkit.provider;

import io.crossauth.testkit.internal.Base64Url;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import java.util.List;
import java.util.Map;

/**
 * Keys that a client must pass by in a key set, without giving the others up.
 *
 * <p>Each call gives a map of the caller's own.
 */
public final class OddKeys {

  private OddKeys() {}

  /** Of a {@code kty} that nobody knows. */
  public static Map<String, Object> unknownType() {
    return with(TestKeys.p256("odd-kty"), "kty", "XYZ");
  }

  /** Post-quantum: {@code kty: AKP} (ML-DSA), with an alg of its own. */
  public static Map<String, Object> postQuantum() {
    Map<String, Object> jwk = with(TestKeys.p256("odd-akp"), "kty", "AKP");
    jwk.keySet().removeAll(List.of("crv", "x", "y"));
    jwk.put("alg", "ML-DSA-44");
    jwk.put("pub", Base64Url.encode(new byte[1312]));
    return jwk;
  }

  /** On a curve that nobody knows. */
  public static Map<String, Object> unknownCurve() {
    return with(TestKeys.p256("odd-crv"), "crv", "P-999");
  }

  /** With a point that is not on its curve. */
  public static Map<String, Object> offCurve() {
    return with(TestKeys.p256("odd-point"), "y", Base64Url.encode(new byte[32]));
  }

  /** RSA without its modulus. */
  public static Map<String, Object> rsaWithoutModulus() {
    Map<String, Object> jwk = TestKeys.rsa().withKid("odd-n").publicJwk();
    jwk.remove("n");
    return jwk;
  }

  /** RSA with the exponent 1, under which everything is a signature. */
  public static Map<String, Object> exponentOne() {
    return with(TestKeys.rsa().withKid("odd-e"), "e", "AQ");
  }

  /** With a certificate chain that is none. */
  public static Map<String, Object> badCertificate() {
    return with(TestKeys.rsa().withKid("odd-x5c"), "x5c", List.of("bm90IGEgY2VydGlmaWNhdGU="));
  }

  /** Symmetric, so that its secret is no secret any more. */
  public static Map<String, Object> symmetric() {
    return TestKeys.hmac(32).withKid("odd-oct").privateJwk();
  }

  /** A good key without a {@code kid}. */
  public static Map<String, Object> withoutKid(TestKey key) {
    Map<String, Object> jwk = key.publicJwk();
    jwk.remove("kid");
    return jwk;
  }

  /** A good key that is not for signatures ({@code use: enc}). */
  public static Map<String, Object> forEncryption(TestKey key) {
    return with(key, "use", "enc");
  }

  /** A good key that may only encrypt ({@code key_ops}), without {@code use}. */
  public static Map<String, Object> withOperations(TestKey key, String... operations) {
    Map<String, Object> jwk = with(key, "key_ops", List.of(operations));
    jwk.remove("use");
    return jwk;
  }

  private static Map<String, Object> with(TestKey key, String name, Object value) {
    Map<String, Object> jwk = key.publicJwk();
    jwk.put(name, value);
    return jwk;
  }
}
