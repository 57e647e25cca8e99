package io.crossauth.testkit.mint;

import io.crossauth.testkit.internal.Json;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A key to sign with, its {@code kid} and the algorithm it is meant for. Immutable and safe for use
 * by many threads.
 *
 * <p>For tests only, so it hands out everything it has. Made by {@link TestKeys}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-4">RFC 7517 section 4</a>
 */
public final class TestKey {

  private static final Set<String> PRIVATE_MEMBERS =
      Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

  private final String kid;
  private final String algorithm;
  private final Key signingKey;
  private final Key verificationKey;
  private final Map<String, Object> material;

  /** {@code material} are the JWK members of the key itself, private ones included. */
  TestKey(
      String kid,
      String algorithm,
      Key signingKey,
      Key verificationKey,
      Map<String, Object> material) {
    this.kid = kid;
    this.algorithm = algorithm;
    this.signingKey = signingKey;
    this.verificationKey = verificationKey;
    this.material = material;
  }

  /** {@return the key's name, the {@code kid} of its JWK and of the tokens it signs} */
  public String kid() {
    return kid;
  }

  /** {@return the JOSE name of the algorithm that the key signs by when nothing else is said} */
  public String algorithm() {
    return algorithm;
  }

  /**
   * Copies the key under another name.
   *
   * @param other the {@code kid} in its place
   * @return the copy
   */
  public TestKey withKid(String other) {
    return new TestKey(other, algorithm, signingKey, verificationKey, material);
  }

  /**
   * Copies the key, meant for another algorithm; that the key fits is not checked here.
   *
   * @param other the JOSE name, such as {@code PS256} for an RSA key
   * @return the copy
   */
  public TestKey withAlgorithm(String other) {
    return new TestKey(kid, other, signingKey, verificationKey, material);
  }

  /** {@return the private key, or the secret of an HMAC key} */
  public Key signingKey() {
    return signingKey;
  }

  /** {@return the public key, or the secret of an HMAC key} */
  public Key verificationKey() {
    return verificationKey;
  }

  /**
   * Signs bytes by the key's own algorithm.
   *
   * @param input what is signed; of a JWS the ASCII bytes of header, dot and payload
   * @return the signature in the form of JOSE (for ECDSA r and s side by side)
   * @throws IllegalArgumentException if {@link #withAlgorithm} named one that the key cannot do
   */
  public byte[] sign(byte[] input) {
    return sign(algorithm, input);
  }

  /**
   * Signs bytes by any JOSE algorithm that the key can do at all.
   *
   * @param alg the JOSE name, such as {@code RS256} or {@code EdDSA}
   * @param input what is signed; of a JWS the ASCII bytes of header, dot and payload
   * @return the signature in the form of JOSE (for ECDSA r and s side by side)
   * @throws IllegalArgumentException if the key cannot, or no algorithm has this name
   * @throws ClassCastException if a secret is to sign by an algorithm that is not HMAC
   */
  public byte[] sign(String alg, byte[] input) {
    return Signatures.sign(alg, signingKey, input);
  }

  /**
   * Tells whether a signature by an algorithm is this key's.
   *
   * @param alg the JOSE name of the algorithm
   * @param input what was signed
   * @param signature the signature in the form of JOSE
   * @return whether it is; false too if the key is none for the algorithm
   * @throws IllegalArgumentException if no algorithm has this name
   * @throws ClassCastException if a secret is to verify by an algorithm that is not HMAC
   */
  public boolean verify(String alg, byte[] input, byte[] signature) {
    return Signatures.verify(alg, verificationKey, input, signature);
  }

  /**
   * Gives the public JWK, with {@code use: sig}, {@code alg} and {@code kid}; of an HMAC key all
   * but its secret.
   *
   * @return a map of the caller's own, free to be spoiled
   */
  public Map<String, Object> publicJwk() {
    Map<String, Object> jwk = privateJwk();
    jwk.keySet().removeAll(PRIVATE_MEMBERS);
    return jwk;
  }

  /**
   * Gives the JWK with its private members; for an HMAC key with its secret.
   *
   * @return a map of the caller's own, free to be spoiled
   */
  public Map<String, Object> privateJwk() {
    Map<String, Object> jwk = new LinkedHashMap<>();
    jwk.put("kid", kid);
    jwk.put("use", "sig");
    jwk.put("alg", algorithm);
    jwk.putAll(material);
    return jwk;
  }

  /** {@return the private JWK as JSON} */
  public String privateJwkJson() {
    return Json.write(privateJwk());
  }

  /**
   * {@return the public key in DER ({@code SubjectPublicKeyInfo}), or the bytes of an HMAC secret}
   */
  public byte[] publicDer() {
    return verificationKey.getEncoded();
  }

  /** {@return the public key in PEM, with a final newline} */
  public String publicPem() {
    return pem("PUBLIC KEY", verificationKey);
  }

  /** {@return the private key in PEM (PKCS #8), with a final newline} */
  public String privatePem() {
    return pem("PRIVATE KEY", signingKey);
  }

  private static String pem(String label, Key key) {
    Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(label, lines.encodeToString(key.getEncoded()), label)
        .replace("\r\n", "\n");
  }

  @Override
  public String toString() {
    return "TestKey[" + kid + ", " + algorithm + "]";
  }
}
