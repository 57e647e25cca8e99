package io.crossauth.client.internal.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import io.crossauth.tokenconsumer.internal.JwsAlgorithm;
import io.crossauth.tokenconsumer.internal.SigningKeys;
import io.crossauth.value.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.text.ParseException;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Signs with a key in memory, by the JDK's own algorithms. */
public final class KeySigner {

  private static final int MIN_SECRET_BYTES = 32;

  private final transient Key key;
  private final JwsAlgorithm algorithm;

  /** As it was given: {@code EdDSA} and {@code Ed25519} are two names of one (RFC 9864). */
  private final String algorithmName;

  private final String keyId;

  private KeySigner(Key key, JwsAlgorithm algorithm, String algorithmName, String keyId) {
    this.key = key;
    this.algorithm = algorithm;
    this.algorithmName = algorithmName;
    this.keyId = keyId;
  }

  /** A signer with a private JWK. */
  public static KeySigner ofJwk(String text) {
    try {
      JWK jwk = JWK.parse(text);
      String algorithm = jwk.getAlgorithm() == null ? usual(jwk) : jwk.getAlgorithm().getName();
      return ofKey(privateKey(jwk), algorithm, jwk.getKeyID() == null ? "" : jwk.getKeyID());
    } catch (ParseException | JOSEException | GeneralSecurityException e) {
      // The cause may quote the key; it stays behind.
      throw new IllegalArgumentException(
          "jwk: expected a private key in JSON, found something else");
    }
  }

  /** A signer with a key of the JDK; an empty id is none. */
  public static KeySigner ofKey(PrivateKey key, String algorithm, String keyId) {
    return new KeySigner(key, SigningKeys.algorithm(algorithm, key), algorithm, keyId);
  }

  /** A signer with a shared secret: HS256. */
  public static KeySigner ofSecret(Secret secret) {
    byte[] bytes = secret.reveal().getBytes(StandardCharsets.UTF_8);
    if (bytes.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "client secret: expected at least 32 bytes for HS256, found " + bytes.length);
    }
    return new KeySigner(
        new SecretKeySpec(bytes, "HmacSHA256"),
        JwsAlgorithm.HS256,
        JwsAlgorithm.HS256.joseName(),
        "");
  }

  /** The JWA name of the algorithm, as it was given. */
  public String algorithm() {
    return algorithmName;
  }

  /** The key's id, if it has one. */
  public Optional<String> keyId() {
    return keyId.isEmpty() ? Optional.empty() : Optional.of(keyId);
  }

  /** The signature in JOSE form. */
  public byte[] sign(byte[] input) {
    try {
      return SigningKeys.sign(algorithm, key, input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("client assertion: this JDK cannot sign " + algorithm, e);
    }
  }

  private static String usual(JWK jwk) {
    if (jwk instanceof ECKey ec) {
      return switch (ec.getCurve().getName()) {
        case "P-384" -> "ES384";
        case "P-521" -> "ES512";
        default -> "ES256";
      };
    }
    return jwk instanceof OctetKeyPair ? "EdDSA" : "RS256";
  }

  static PrivateKey privateKey(JWK jwk)
      throws JOSEException, GeneralSecurityException, ParseException {
    @Nullable PrivateKey key = null;
    if (jwk instanceof RSAKey rsa) {
      key = rsa.toPrivateKey();
    } else if (jwk instanceof ECKey ec) {
      key = ec.toPrivateKey();
    } else if (jwk instanceof OctetKeyPair pair
        && pair.getD() != null
        && pair.getCurve().equals(Curve.Ed25519)) {
      key =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(
                  new EdECPrivateKeySpec(NamedParameterSpec.ED25519, pair.getDecodedD()));
    }
    if (key == null) {
      throw new ParseException("no private key", 0);
    }
    return key;
  }
}
