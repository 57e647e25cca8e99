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
 * more; tests ask for hundreds.) Safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-6">RFC 7518 section 6</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8037#section-2">RFC 8037 section 2</a>
 */
public final class TestKeys {

  private static final Map<String, TestKey> MADE = new ConcurrentHashMap<>();

  private TestKeys() {}

  /** {@return an RSA key of 2048 bits, meant for RS256, named {@code rsa-1}} */
  public static TestKey rsa() {
    return rsa("rsa-1");
  }

  /**
   * Gives an RSA key of 2048 bits, meant for RS256.
   *
   * @param kid its name
   * @return the key; the same at each call with this name
   */
  public static TestKey rsa(String kid) {
    return rsa(2048, kid);
  }

  /**
   * Gives an RSA key of any size, meant for RS256.
   *
   * @param bits the length of its modulus, at least 512
   * @param kid its name
   * @return the key; the same at each call with this size and name
   */
  public static TestKey rsa(int bits, String kid) {
    return made("rsa-" + bits, kid, name -> KeyMaking.rsa(bits, name));
  }

  /**
   * {@return an RSA key of 1024 bits, which nobody may trust any more (RFC 7518 section 3.3 wants
   * 2048), meant for RS256, named {@code weak-rsa-1}}
   */
  public static TestKey weakRsa() {
    return rsa(1024, "weak-rsa-1");
  }

  /** {@return an EC key on P-256, meant for ES256, named {@code p256-1}} */
  public static TestKey p256() {
    return p256("p256-1");
  }

  /**
   * Gives an EC key on P-256, meant for ES256.
   *
   * @param kid its name
   * @return the key; the same at each call with this name
   */
  public static TestKey p256(String kid) {
    return made("P-256", kid, name -> KeyMaking.ec("P-256", "ES256", name));
  }

  /** {@return an EC key on P-384, meant for ES384, named {@code p384-1}} */
  public static TestKey p384() {
    return p384("p384-1");
  }

  /**
   * Gives an EC key on P-384, meant for ES384.
   *
   * @param kid its name
   * @return the key; the same at each call with this name
   */
  public static TestKey p384(String kid) {
    return made("P-384", kid, name -> KeyMaking.ec("P-384", "ES384", name));
  }

  /** {@return an EC key on P-521, meant for ES512, named {@code p521-1}} */
  public static TestKey p521() {
    return p521("p521-1");
  }

  /**
   * Gives an EC key on P-521, meant for ES512.
   *
   * @param kid its name
   * @return the key; the same at each call with this name
   */
  public static TestKey p521(String kid) {
    return made("P-521", kid, name -> KeyMaking.ec("P-521", "ES512", name));
  }

  /** {@return an Ed25519 key, meant for EdDSA, named {@code ed25519-1}} */
  public static TestKey ed25519() {
    return ed25519("ed25519-1");
  }

  /**
   * Gives an Ed25519 key, meant for EdDSA.
   *
   * @param kid its name
   * @return the key; the same at each call with this name
   */
  public static TestKey ed25519(String kid) {
    return made("Ed25519", kid, KeyMaking::ed25519);
  }

  /**
   * Gives a random HMAC secret, meant for HS256.
   *
   * @param bytes its length, which is also in its name: {@code hmac-32}; at least 1
   * @return the key; the same at each call with this length
   */
  public static TestKey hmac(int bytes) {
    return made("hmac-" + bytes, "hmac-" + bytes, name -> KeyMaking.hmac(bytes, name));
  }

  /**
   * Makes an HMAC key of given bytes, meant for HS256, named {@code hmac}. It is not kept.
   *
   * @param secret the bytes, none included
   * @return the key, another at each call
   */
  public static TestKey hmac(byte[] secret) {
    // HMAC pads with zeros, so one zero is the same key as none; the JDK refuses none.
    byte[] bytes = secret.length == 0 ? new byte[1] : secret;
    SecretKeySpec key = new SecretKeySpec(bytes, "HMAC");
    Map<String, Object> material = new LinkedHashMap<>();
    material.put("kty", "oct");
    material.put("k", Base64Url.encode(secret));
    return new TestKey("hmac", "HS256", key, key, material);
  }

  /**
   * Reads a public JWK that somebody else has published, to verify or to encrypt with.
   *
   * @param jwk RSA, EC or Ed25519, with {@code kid} and {@code alg}
   * @return a key without its private half: it cannot sign
   * @throws IllegalArgumentException if it is no such JWK
   */
  public static TestKey ofPublicJwk(Map<String, Object> jwk) {
    return KeyMaking.ofPublicJwk(jwk);
  }

  /**
   * Writes the public JWK set of some keys (RFC 7517 section 5).
   *
   * @param keys the keys, in the order of the set
   * @return the set as JSON
   */
  public static String jwks(TestKey... keys) {
    return Json.write(Map.of("keys", Arrays.stream(keys).map(TestKey::publicJwk).toList()));
  }

  private static TestKey made(String kind, String kid, Function<String, TestKey> maker) {
    return MADE.computeIfAbsent(kind + " " + kid, unused -> maker.apply(kid));
  }
}
