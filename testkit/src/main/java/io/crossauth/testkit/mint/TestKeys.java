package io.crossauth.testkit.mint;

import io.crossauth.testkit.internal.Base64Url;
import io.crossauth.testkit.internal.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys for tests, made when first asked for.
 *
 * <p>A key is kept for the life of the process under its kind and {@code kid}: the same call gives
 * the same key, another {@code kid} gives another key. (An RSA key takes a tenth of a second and
 * more; tests ask for hundreds.)
 */
public final class TestKeys {

  private static final Map<String, TestKey> MADE = new ConcurrentHashMap<>();

  private TestKeys() {}

  /** RSA, 2048 bits, RS256, named {@code rsa-1}. */
  public static TestKey rsa() {
    return rsa("rsa-1");
  }

  /** RSA, 2048 bits, RS256. */
  public static TestKey rsa(String kid) {
    return rsa(2048, kid);
  }

  /** RSA of any size, RS256. */
  public static TestKey rsa(int bits, String kid) {
    return made("rsa-" + bits, kid, name -> KeyMaking.rsa(bits, name));
  }

  /** RSA of 1024 bits, which nobody may trust any more; RS256, named {@code weak-rsa-1}. */
  public static TestKey weakRsa() {
    return rsa(1024, "weak-rsa-1");
  }

  /** EC on P-256, ES256, named {@code p256-1}. */
  public static TestKey p256() {
    return p256("p256-1");
  }

  /** EC on P-256, ES256. */
  public static TestKey p256(String kid) {
    return made("P-256", kid, name -> KeyMaking.ec("P-256", "ES256", name));
  }

  /** EC on P-384, ES384, named {@code p384-1}. */
  public static TestKey p384() {
    return p384("p384-1");
  }

  /** EC on P-384, ES384. */
  public static TestKey p384(String kid) {
    return made("P-384", kid, name -> KeyMaking.ec("P-384", "ES384", name));
  }

  /** EC on P-521, ES512, named {@code p521-1}. */
  public static TestKey p521() {
    return p521("p521-1");
  }

  /** EC on P-521, ES512. */
  public static TestKey p521(String kid) {
    return made("P-521", kid, name -> KeyMaking.ec("P-521", "ES512", name));
  }

  /** Ed25519, EdDSA, named {@code ed25519-1}. */
  public static TestKey ed25519() {
    return ed25519("ed25519-1");
  }

  /** Ed25519, EdDSA. */
  public static TestKey ed25519(String kid) {
    return made("Ed25519", kid, KeyMaking::ed25519);
  }

  /** A random HMAC secret of so many bytes, HS256. */
  public static TestKey hmac(int bytes) {
    return made("hmac-" + bytes, "hmac-" + bytes, name -> KeyMaking.hmac(bytes, name));
  }

  /** An HMAC key of these bytes, HS256, named {@code hmac}; not kept. */
  public static TestKey hmac(byte[] secret) {
    // HMAC pads with zeros, so one zero is the same key as none; the JDK refuses none.
    byte[] bytes = secret.length == 0 ? new byte[1] : secret;
    SecretKeySpec key = new SecretKeySpec(bytes, "HMAC");
    Map<String, Object> material = new LinkedHashMap<>();
    material.put("kty", "oct");
    material.put("k", Base64Url.encode(secret));
    return new TestKey("hmac", "HS256", key, key, material);
  }

  /** The public JWK set of some keys, as JSON. */
  public static String jwks(TestKey... keys) {
    return Json.write(Map.of("keys", Arrays.stream(keys).map(TestKey::publicJwk).toList()));
  }

  private static TestKey made(String kind, String kid, Function<String, TestKey> maker) {
    return MADE.computeIfAbsent(kind + " " + kid, unused -> maker.apply(kid));
  }
}
