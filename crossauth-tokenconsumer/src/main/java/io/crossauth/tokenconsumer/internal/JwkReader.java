package io.crossauth.tokenconsumer.internal;

import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonFault;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.KeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JWK to check signatures with, or says which rule it breaks.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517#section-4">RFC 7517 section 4</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-6">RFC 7518 section 6</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8037#section-2">RFC 8037 section 2</a>
 */
public final class JwkReader {

  /** The longest {@code kid}. */
  public static final int MAX_KEY_ID = 256;

  private static final List<String> PRIVATE_MEMBERS =
      List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

  private static final int MIN_SECRET_BYTES = 32;

  private final Map<?, ?> jwk;

  private JwkReader(Map<?, ?> jwk) {
    this.jwk = jwk;
  }

  /**
   * A key that may be used.
   *
   * @param key the key itself: public, or a secret
   * @param algorithms what it is for
   * @param keyId its name, if it has one
   * @param issuer the one issuer that it is for, if it is for one
   */
  public record Usable(
      Key key, Set<JwsAlgorithm> algorithms, @Nullable String keyId, @Nullable String issuer) {}

  /**
   * Reads a key that has been published.
   *
   * @param value what stands in the set, of whatever type
   * @throws UnusableKeyException if no signature may be checked with it; a secret that has been
   *     published is none any more
   */
  public static Usable read(@Nullable Object value) throws UnusableKeyException {
    return of(value).read(false);
  }

  /**
   * Reads a key that the program was given: a public one, or a secret for HMAC ({@code oct}).
   *
   * @param value what stands in the set, of whatever type
   * @throws UnusableKeyException if no signature may be checked with it
   */
  public static Usable readGiven(@Nullable Object value) throws UnusableKeyException {
    return of(value).read(true);
  }

  private static JwkReader of(@Nullable Object value) throws UnusableKeyException {
    if (value instanceof JsonFault fault) {
      throw new UnusableKeyException(fault.rule());
    }
    if (!(value instanceof Map<?, ?> jwk)) {
      throw new UnusableKeyException("not a JSON object but " + Json.kind(value));
    }
    return new JwkReader(jwk);
  }

  private Usable read(boolean given) throws UnusableKeyException {
    String keyId = text("kid");
    if (keyId != null && keyId.length() > MAX_KEY_ID) {
      throw new UnusableKeyException("kid longer than " + MAX_KEY_ID + " characters");
    }
    checkPurpose();
    if (given && "oct".equals(text("kty"))) {
      byte[] secret = secret();
      Set<JwsAlgorithm> able = JwsAlgorithm.ofSecret(secret.length);
      return new Usable(new SecretKeySpec(secret, "HMAC"), algorithms(able), keyId, text("issuer"));
    }
    for (String member : PRIVATE_MEMBERS) {
      if (jwk.containsKey(member)) {
        throw new UnusableKeyException("a secret part (" + member + ") that has been published");
      }
    }
    PublicKey key = publicKey();
    Set<JwsAlgorithm> algorithms = algorithms(KeyRules.algorithmsOf(key));
    checkCertificate(key);
    return new Usable(key, algorithms, keyId, text("issuer"));
  }

  /** RFC 7518 sections 3.2 and 6.4. */
  private byte[] secret() throws UnusableKeyException {
    byte[] secret = bytes("k");
    if (secret.length < MIN_SECRET_BYTES) {
      throw new UnusableKeyException("a secret of fewer than " + MIN_SECRET_BYTES + " bytes");
    }
    return secret;
  }

  /** RFC 7517 sections 4.2 and 4.3: for signatures, and consistently so. */
  private void checkPurpose() throws UnusableKeyException {
    String use = text("use");
    if (use != null && !use.equals("sig")) {
      throw new UnusableKeyException("use other than sig");
    }
    if (!jwk.containsKey("key_ops")) {
      return;
    }
    if (!(jwk.get("key_ops") instanceof List<?> operations)) {
      throw new UnusableKeyException("key_ops that is not an array");
    }
    if (new HashSet<>(operations).size() != operations.size()) {
      throw new UnusableKeyException("key_ops that repeats itself");
    }
    if (!operations.contains("verify")) {
      throw new UnusableKeyException("key_ops without verify");
    }
  }

  private PublicKey publicKey() throws UnusableKeyException {
    String kty = text("kty");
    if (kty == null) {
      throw new UnusableKeyException("no kty");
    }
    return switch (kty) {
      case "RSA" -> rsaKey();
      case "EC" -> ecKey();
      case "OKP" -> ed25519Key();
      default -> throw new UnusableKeyException("kty other than RSA, EC and OKP");
    };
  }

  private PublicKey rsaKey() throws UnusableKeyException {
    BigInteger modulus = number("n");
    BigInteger exponent = number("e");
    // Before the JDK sees them: what it refuses differs from version to version.
    KeyRules.checkRsa(modulus, exponent);
    return generate("RSA", new RSAPublicKeySpec(modulus, exponent));
  }

  private PublicKey ecKey() throws UnusableKeyException {
    String crv = text("crv");
    Curve curve = crv == null ? null : Curve.find(crv);
    if (curve == null) {
      throw new UnusableKeyException("crv other than P-256, P-384 and P-521");
    }
    ECPoint point = new ECPoint(number("x"), number("y"));
    if (!curve.contains(point)) {
      throw new UnusableKeyException("a point that is not on the curve");
    }
    return generate("EC", new ECPublicKeySpec(point, curve.parameters()));
  }

  private PublicKey ed25519Key() throws UnusableKeyException {
    if (!"Ed25519".equals(text("crv"))) {
      throw new UnusableKeyException("crv other than Ed25519");
    }
    byte[] x = bytes("x");
    if (x.length != 32) {
      throw new UnusableKeyException("x that is not 32 bytes");
    }
    // RFC 8032 section 5.1.2: y, little end first; the top bit is the sign of x.
    boolean odd = (x[31] & 0x80) != 0;
    byte[] y = new byte[32];
    for (int i = 0; i < 32; i++) {
      y[i] = x[31 - i];
    }
    y[0] &= 0x7f;
    EdECPoint point = new EdECPoint(odd, new BigInteger(1, y));
    return generate("Ed25519", new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
  }

  private static PublicKey generate(String kind, KeySpec spec) throws UnusableKeyException {
    try {
      return KeyFactory.getInstance(kind).generatePublic(spec);
    } catch (GeneralSecurityException e) {
      throw new UnusableKeyException("an " + kind + " key that this JDK refuses");
    }
  }

  private Set<JwsAlgorithm> algorithms(Set<JwsAlgorithm> able) throws UnusableKeyException {
    String alg = text("alg");
    if (alg == null) {
      return able;
    }
    JwsAlgorithm named = JwsAlgorithm.find(alg);
    if (named == null || !able.contains(named)) {
      throw new UnusableKeyException("alg that is not a signature algorithm for this key");
    }
    return Collections.unmodifiableSet(EnumSet.of(named));
  }

  /** RFC 7517 section 4.7: the first certificate is of this very key. */
  private void checkCertificate(PublicKey key) throws UnusableKeyException {
    if (!jwk.containsKey("x5c")) {
      return;
    }
    if (!(jwk.get("x5c") instanceof List<?> chain)
        || chain.isEmpty()
        || !(chain.get(0) instanceof String first)) {
      throw new UnusableKeyException("x5c that is not an array of texts");
    }
    byte[] der;
    try {
      der = Base64.getDecoder().decode(first);
    } catch (IllegalArgumentException e) {
      throw new UnusableKeyException("x5c that is not base64");
    }
    if (!Pem.certified(der).equals(key)) {
      throw new UnusableKeyException("x5c of another key");
    }
  }

  private @Nullable String text(String member) throws UnusableKeyException {
    Object value = jwk.get(member);
    if (value instanceof String text) {
      return text;
    }
    if (value == null && !jwk.containsKey(member)) {
      return null;
    }
    throw new UnusableKeyException(member + " that is not a string");
  }

  private BigInteger number(String member) throws UnusableKeyException {
    return new BigInteger(1, bytes(member));
  }

  private byte[] bytes(String member) throws UnusableKeyException {
    String text = text(member);
    if (text == null || text.isEmpty()) {
      throw new UnusableKeyException("no " + member);
    }
    byte[] bytes = Base64Url.decode(withoutPadding(text));
    if (bytes == null) {
      throw new UnusableKeyException(member + " that is not base64url");
    }
    return bytes;
  }

  /** RFC 7515 section 2 leaves padding out; some servers do not, and what they mean is clear. */
  private static String withoutPadding(String text) {
    if (text.length() % 4 != 0 || !text.endsWith("=")) {
      return text;
    }
    return text.substring(0, text.length() - (text.endsWith("==") ? 2 : 1));
  }
}
