package io.crossauth.client.auth;

import io.crossauth.client.internal.jose.KeySigner;
import io.crossauth.value.Secret;
import java.security.PrivateKey;
import java.util.Optional;

/**
 * Signs the client's assertions: with a key in memory, or by asking a KMS or HSM that holds it.
 *
 * <p>An implementation must be safe for use by many threads; the signers made here are, and are
 * immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-5.1">RFC 7515 section 5.1</a>
 */
public interface JwtSigner {

  /**
   * The algorithm of the signatures (RFC 7518 section 3.1).
   *
   * @return its JWA name: {@code RS256}, {@code ES256}, {@code EdDSA}, …
   */
  String algorithm();

  /**
   * The key id to put into the header as {@code kid} (RFC 7515 section 4.1.4).
   *
   * @return the id as the server knows it; empty if the key has none
   */
  Optional<String> keyId();

  /**
   * Signs.
   *
   * @param input the ASCII bytes of the encoded header, a dot, and the encoded payload
   * @return the signature in JOSE form: for ECDSA, R and S joined at full length (RFC 7518 section
   *     3.4)
   * @throws IllegalStateException if the JDK cannot sign with this algorithm; what another
   *     implementation throws ends the call
   */
  byte[] sign(byte[] input);

  /**
   * A signer with a private JWK. Its {@code alg} decides; without one, RSA signs RS256, an EC key
   * the algorithm of its curve, Ed25519 EdDSA.
   *
   * @param jwk the key in JSON, with its private members (RFC 7517 section 4)
   * @return the signer, with the key id of the JWK if it has one
   * @throws IllegalArgumentException if it is not a private key for signatures
   */
  static JwtSigner ofJwk(String jwk) {
    return new KeyJwtSigner(KeySigner.ofJwk(jwk));
  }

  /**
   * A signer with a key of the JDK, such as one from a key store or a PKCS#11 token.
   *
   * @param key the private key
   * @param algorithm the JWA name of the algorithm, such as {@code ES256}
   * @param keyId the key's id, as the server knows it; empty for none
   * @return the signer
   * @throws IllegalArgumentException if the key is not for the algorithm
   */
  static JwtSigner ofKey(PrivateKey key, String algorithm, String keyId) {
    return new KeyJwtSigner(KeySigner.ofKey(key, algorithm, keyId));
  }

  /**
   * A signer that uses a shared secret: HS256.
   *
   * @param secret the secret: at least 32 bytes in UTF-8
   * @return the signer, without a key id
   * @throws IllegalArgumentException if the secret has fewer than 32 bytes in UTF-8 (RFC 7518
   *     section 3.2)
   */
  static JwtSigner ofSecret(Secret secret) {
    return new KeyJwtSigner(KeySigner.ofSecret(secret));
  }
}
