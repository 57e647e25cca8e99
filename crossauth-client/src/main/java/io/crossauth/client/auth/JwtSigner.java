package io.crossauth.client.auth;

import io.crossauth.client.internal.jose.CertificateHeader;
import io.crossauth.client.internal.jose.KeySigner;
import io.crossauth.value.Secret;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
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
   * What the header of an assertion says besides {@code alg}, {@code typ} and {@code kid}: how a
   * server finds the certificate of the key (Microsoft Entra ID: {@code x5t} or {@code x5t#S256}).
   *
   * @return {@code x5t}, {@code x5t#S256}, {@code x5c}, or none of them, as by default
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-4.1.7">RFC 7515 section 4.1.7</a>
   */
  default Map<String, Object> headerMembers() {
    return Map.of();
  }

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
   * @return the signer, with the key id of the JWK if it has one, and the {@code x5t}, {@code
   *     x5t#S256} and {@code x5c} that it has
   * @throws IllegalArgumentException if it is not a private key for signatures
   */
  static JwtSigner ofJwk(String jwk) {
    return new KeyJwtSigner(KeySigner.ofJwk(jwk), CertificateHeader.ofJwk(jwk));
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
   * A signer with a key of the JDK, whose server knows it by its certificate: its header has the
   * thumbprints {@code x5t} and {@code x5t#S256}, and no key id.
   *
   * @param key the private key
   * @param algorithm the JWA name of the algorithm: {@code PS256}
   * @param certificate the certificate of this key
   * @return the signer
   * @throws IllegalArgumentException if the key is not for the algorithm, or the certificate is
   *     that of another key
   */
  static JwtSigner ofCertificate(PrivateKey key, String algorithm, X509Certificate certificate) {
    return new KeyJwtSigner(
        KeySigner.ofKey(key, algorithm, ""), CertificateHeader.of(key, certificate));
  }

  /**
   * The same with the whole chain in the header ({@code x5c}), for servers that trust by subject
   * and issuer of the certificate.
   *
   * @param key the private key
   * @param algorithm the JWA name of the algorithm: {@code PS256}
   * @param chain the certificate of this key, and those above it; at least one
   * @return the signer
   * @throws IllegalArgumentException if the key is not for the algorithm, there is no certificate,
   *     or the first is that of another key
   */
  static JwtSigner ofCertificateChain(
      PrivateKey key, String algorithm, List<X509Certificate> chain) {
    return new KeyJwtSigner(KeySigner.ofKey(key, algorithm, ""), CertificateHeader.of(key, chain));
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
