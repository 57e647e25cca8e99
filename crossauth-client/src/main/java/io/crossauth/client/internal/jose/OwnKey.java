package io.crossauth.client.internal.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.tokenconsumer.internal.JweOpener;
import io.crossauth.tokenconsumer.internal.JwsAlgorithm;
import io.crossauth.tokenconsumer.internal.KeyRules;
import io.crossauth.tokenconsumer.internal.UnusableKeyException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a private JWK of the client's own says.
 *
 * @param publicKey what is published
 * @param keyId its {@code kid}; empty for none
 * @param algorithm what it signs or decrypts by
 * @param opener the private key, if it decrypts; null if it signs
 * @param start when it begins ({@code nbf})
 */
public record OwnKey(
    PublicJwk publicKey,
    String keyId,
    String algorithm,
    @Nullable PrivateKey opener,
    Optional<Instant> start) {

  /**
   * Reads a private JWK.
   *
   * @throws IllegalArgumentException if it is none, or not for its algorithm
   */
  public static OwnKey ofJwk(String text) {
    try {
      JWK jwk = JWK.parse(text);
      String keyId = jwk.getKeyID() == null ? "" : jwk.getKeyID();
      @Nullable Date nbf = jwk.getNotBeforeTime();
      Optional<Instant> start = Optional.ofNullable(nbf).map(Date::toInstant);
      if (!KeyUse.ENCRYPTION.equals(jwk.getKeyUse())) {
        String algorithm = KeySigner.ofJwk(text).algorithm();
        return new OwnKey(PublicJwk.of(jwk), keyId, algorithm, null, start);
      }
      PrivateKey opener = KeySigner.privateKey(jwk);
      String algorithm = jwk.getAlgorithm() == null ? usual(opener) : jwk.getAlgorithm().getName();
      JweOpener.requireFitting(algorithm, opener);
      return new OwnKey(PublicJwk.of(jwk), keyId, algorithm, opener, start);
    } catch (ParseException | JOSEException | GeneralSecurityException e) {
      // The cause may quote the key; it stays behind.
      throw new IllegalArgumentException(
          "jwk: expected a private key in JSON, found something else");
    }
  }

  /**
   * The JWKs of a set, each as text.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static List<String> jwks(String text) {
    try {
      Map<String, @Nullable Object> set = Json.object(text.getBytes(StandardCharsets.UTF_8));
      if (set.get("keys") instanceof List<?> keys) {
        return keys.stream().map(Json::write).toList();
      }
    } catch (JsonException e) {
      // Its text may quote a key.
    }
    throw new IllegalArgumentException(
        "jwks: expected a JSON object with keys, found something else");
  }

  /**
   * Checks that a public key is one for an algorithm of signatures.
   *
   * @throws IllegalArgumentException if it is not, or is weak
   */
  public static void requireFitting(String algorithm, PublicKey key) {
    JwsAlgorithm known = JwsAlgorithm.find(algorithm);
    try {
      if (known == null || !KeyRules.algorithmsOf(key).contains(known)) {
        throw new IllegalArgumentException(
            "publicKey: expected one for " + algorithm + ", found " + key.getAlgorithm());
      }
    } catch (UnusableKeyException e) {
      throw new IllegalArgumentException("publicKey: found " + e.getMessage(), e);
    }
  }

  /**
   * Checks that keys are for an algorithm of encryption.
   *
   * @throws IllegalArgumentException if they are not, or are weak
   */
  public static void requireOpener(String algorithm, PrivateKey key, PublicKey publicKey) {
    JweOpener.requireFitting(algorithm, key);
    if (!key.getAlgorithm().equals(publicKey.getAlgorithm())) {
      throw new IllegalArgumentException(
          "publicKey: expected the one of the private key, found " + publicKey.getAlgorithm());
    }
  }

  private static String usual(PrivateKey key) {
    return key.getAlgorithm().equals("RSA") ? "RSA-OAEP-256" : "ECDH-ES+A256KW";
  }
}
