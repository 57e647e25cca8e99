package io.crossauth.client.internal.jose;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import io.crossauth.value.Secret;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Encrypts signed JWTs for the owner of a published key, in compact form (RFC 7516 section 7.1), by
 * the algorithms that tokens are opened by.
 */
public final class JweWriter {

  // Neither RSA1_5 (padding oracles) nor anything by a shared secret.
  private static final Set<String> RSA = Set.of("RSA-OAEP", "RSA-OAEP-256", "RSA-OAEP-512");
  private static final Set<String> EC =
      Set.of("ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW", "ECDH-ES+A256KW");
  private static final Set<String> CONTENT =
      Set.of("A128GCM", "A192GCM", "A256GCM", "A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512");
  private static final List<String> CURVES = List.of("P-256", "P-384", "P-521");

  /** RFC 7518 section 4.2. */
  private static final int MIN_RSA_BITS = 2048;

  private JweWriter() {}

  /**
   * Checks the names of algorithms.
   *
   * @throws IllegalArgumentException if one is not among those that are known here
   */
  public static void requireKnown(String algorithm, String content) {
    if (!RSA.contains(algorithm) && !EC.contains(algorithm)) {
      throw new IllegalArgumentException("alg: expected RSA-OAEP… or ECDH-ES…, found " + algorithm);
    }
    if (!CONTENT.contains(content)) {
      throw new IllegalArgumentException(
          "enc: expected AES-GCM or AES-CBC-HMAC by their JWA names, found " + content);
    }
  }

  /**
   * Whether a published key is for encryption by an algorithm (RFC 7517 sections 4.2 and 4.4); one
   * that breaks a rule is not.
   */
  public static boolean isFor(Map<?, ?> jwk, String algorithm) {
    Object named = jwk.get("alg");
    if (!"enc".equals(jwk.get("use")) || (named != null && !named.equals(algorithm))) {
      return false;
    }
    try {
      JWK key = parse(jwk);
      return key instanceof RSAKey rsa
          ? RSA.contains(algorithm) && rsa.size() >= MIN_RSA_BITS
          : key instanceof ECKey ec
              && EC.contains(algorithm)
              && CURVES.contains(ec.getCurve().getName());
    } catch (ParseException | RuntimeException e) {
      return false;
    }
  }

  /**
   * Encrypts a signed JWT.
   *
   * @param jwk a key that {@link #isFor} the algorithm
   * @param algorithm the {@code alg}
   * @param content the {@code enc}
   * @throws IllegalStateException if the JDK cannot do it
   */
  public static Secret write(Secret signed, Map<?, ?> jwk, String algorithm, String content) {
    try {
      JWK key = parse(jwk);
      // RFC 7519 section 5.2: a JWT in a JWE says so.
      JWEObject jwe =
          new JWEObject(
              new JWEHeader.Builder(JWEAlgorithm.parse(algorithm), EncryptionMethod.parse(content))
                  .contentType("JWT")
                  .keyID(key.getKeyID())
                  .build(),
              new Payload(signed.reveal()));
      jwe.encrypt(encrypter(key));
      return Secret.of(jwe.serialize());
    } catch (ParseException | JOSEException e) {
      throw new IllegalStateException("this JDK cannot encrypt by " + algorithm, e);
    }
  }

  private static JWEEncrypter encrypter(JWK key) throws JOSEException {
    return key instanceof RSAKey rsa ? new RSAEncrypter(rsa) : new ECDHEncrypter(key.toECKey());
  }

  private static JWK parse(Map<?, ?> jwk) throws ParseException {
    Map<String, Object> members = new LinkedHashMap<>();
    jwk.forEach((name, value) -> members.put(String.valueOf(name), value));
    return JWK.parse(members);
  }
}
