package io.crossauth.client.internal.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.crossauth.internal.json.Json;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The public half of a key, as it is published: the members that RFC 7638 names for its type, and
 * nothing of the private half.
 */
public final class PublicJwk {

  private static final int ED25519_BYTES = 32;

  private final Map<String, Object> key;
  private final String thumbprint;

  private PublicJwk(JWK jwk) {
    this.key = Map.copyOf(jwk.getRequiredParams());
    try {
      this.thumbprint = jwk.computeThumbprint().toString();
    } catch (JOSEException e) {
      throw new IllegalStateException("this JDK cannot make SHA-256", e);
    }
  }

  /**
   * The public half of a JWK.
   *
   * @throws IllegalArgumentException if it is neither RSA nor EC nor Ed25519
   */
  static PublicJwk of(JWK jwk) {
    if (jwk instanceof RSAKey
        || jwk instanceof ECKey
        || (jwk instanceof OctetKeyPair pair && pair.getCurve().equals(Curve.Ed25519))) {
      return new PublicJwk(jwk);
    }
    throw unusable(jwk.getKeyType().getValue());
  }

  /**
   * The public half of a key of the JDK.
   *
   * @throws IllegalArgumentException if it is neither RSA nor EC nor Ed25519
   */
  public static PublicJwk of(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      return new PublicJwk(new RSAKey.Builder(rsa).build());
    }
    if (key instanceof ECPublicKey ec) {
      @Nullable Curve curve = Curve.forECParameterSpec(ec.getParams());
      if (curve != null) {
        return new PublicJwk(new ECKey.Builder(curve, ec).build());
      }
    }
    if (key instanceof EdECPublicKey ed && ed.getParams().getName().equals("Ed25519")) {
      // RFC 8410 section 4: the key is the end of its encoding.
      byte[] encoded = key.getEncoded();
      byte[] x = Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length);
      return new PublicJwk(new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x)).build());
    }
    throw unusable(key.getAlgorithm());
  }

  /** The key's thumbprint by SHA-256 (RFC 7638 section 3). */
  public String thumbprint() {
    return thumbprint;
  }

  /** The members that RFC 7638 section 3.2 names for its type, and no other. */
  public Map<String, Object> required() {
    return key;
  }

  /** What is published (RFC 7517 section 4). */
  public Map<String, Object> members(String keyId, String use, String algorithm) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("kty", String.valueOf(key.get("kty")));
    members.put("kid", keyId);
    members.put("use", use);
    members.put("alg", algorithm);
    key.forEach(members::putIfAbsent);
    return members;
  }

  /** A JWK Set (RFC 7517 section 5). */
  public static String set(Iterable<Map<String, Object>> keys) {
    return Json.write(Map.of("keys", keys));
  }

  private static IllegalArgumentException unusable(String found) {
    return new IllegalArgumentException(
        "key: expected RSA, EC on P-256, P-384 or P-521, or Ed25519, found " + found);
  }
}
