package io.crossauth.client.auth;

import io.crossauth.client.internal.jose.OwnKey;
import io.crossauth.client.internal.jose.PublicJwk;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One key pair of the client's own: it signs assertions, or opens encrypted ID tokens. Its key id
 * is the one it was given, or else its thumbprint (RFC 7638). Immutable and safe for use by many
 * threads, if its signer is.
 *
 * @see ClientKeyRing
 */
public final class ClientKey {

  private final PublicJwk publicKey;
  private final String keyId;
  private final String algorithm;
  private final @Nullable JwtSigner signer;
  private final transient @Nullable PrivateKey opener;
  private final @Nullable Instant start;

  private ClientKey(
      PublicJwk publicKey,
      String keyId,
      String algorithm,
      @Nullable JwtSigner signer,
      @Nullable PrivateKey opener,
      @Nullable Instant start) {
    this.publicKey = publicKey;
    this.keyId = keyId.isEmpty() ? publicKey.thumbprint() : keyId;
    this.algorithm = algorithm;
    this.signer = signer == null ? null : new NamedSigner(signer, this.keyId);
    this.opener = opener;
    this.start = start;
  }

  /**
   * A key from a private JWK. {@code use: enc} makes it a key for decryption, otherwise it signs;
   * {@code nbf}, in seconds, is when it begins ({@link #from}). Without {@code alg}, RSA signs
   * RS256, EC the algorithm of its curve, Ed25519 EdDSA; RSA decrypts RSA-OAEP-256, EC
   * ECDH-ES+A256KW.
   *
   * @param privateJwk the key in JSON, with its private members (RFC 7517 section 4)
   * @return the key
   * @throws IllegalArgumentException if it is not a private key, or not one for its {@code alg}
   */
  public static ClientKey ofJwk(String privateJwk) {
    return of(OwnKey.ofJwk(privateJwk), privateJwk);
  }

  /**
   * The keys of a JWK Set with private members, such as a file that is shared by all nodes.
   *
   * @param privateJwks the set in JSON (RFC 7517 section 5)
   * @return its keys, in their order
   * @throws IllegalArgumentException if it is not such a set, or one of its keys is not as {@link
   *     #ofJwk} demands
   */
  public static List<ClientKey> ofJwks(String privateJwks) {
    return OwnKey.jwks(privateJwks).stream().map(ClientKey::ofJwk).toList();
  }

  /**
   * A key that signs elsewhere: in a KMS or an HSM.
   *
   * @param signer signs; its key id is published if it has one
   * @param publicKey the public key that belongs to it: RSA, EC, or Ed25519
   * @return the key
   * @throws IllegalArgumentException if the public key is not for the signer's algorithm
   */
  public static ClientKey ofSigner(JwtSigner signer, PublicKey publicKey) {
    OwnKey.requireFitting(signer.algorithm(), publicKey);
    return new ClientKey(
        PublicJwk.of(publicKey), signer.keyId().orElse(""), signer.algorithm(), signer, null, null);
  }

  /**
   * A key for decryption of ID tokens.
   *
   * @param privateKey the private key, in memory
   * @param publicKey the public key that belongs to it
   * @param algorithm the {@code alg} that tokens for it are encrypted by (RFC 7518 section 4.1):
   *     {@code RSA-OAEP}, {@code RSA-OAEP-256}, {@code RSA-OAEP-512}, {@code ECDH-ES} or one of
   *     {@code ECDH-ES+A128KW} to {@code +A256KW}
   * @return the key
   * @throws IllegalArgumentException if the keys are not for the algorithm
   */
  public static ClientKey forDecryption(
      PrivateKey privateKey, PublicKey publicKey, String algorithm) {
    OwnKey.requireOpener(algorithm, privateKey, publicKey);
    return new ClientKey(PublicJwk.of(publicKey), "", algorithm, null, privateKey, null);
  }

  private static ClientKey of(OwnKey key, String privateJwk) {
    return new ClientKey(
        key.publicKey(),
        key.keyId(),
        key.algorithm(),
        key.opener() == null ? JwtSigner.ofJwk(privateJwk) : null,
        key.opener(),
        key.start().orElse(null));
  }

  /**
   * The same key that begins at a time: until then a key for signatures is published and does not
   * sign, and a key for decryption is not published.
   *
   * @param instant the time, the same on all nodes; by default the key begins as soon as it is in a
   *     ring
   * @return the changed key
   */
  public ClientKey from(Instant instant) {
    return new ClientKey(publicKey, keyId, algorithm, signer, opener, instant);
  }

  /**
   * The key's id, as it is published and in the header of what it signs.
   *
   * @return its {@code kid}
   */
  public String keyId() {
    return keyId;
  }

  /** The signer; null of a key for decryption. */
  @Nullable JwtSigner signer() {
    return signer;
  }

  /** The private key for decryption; null of a key that signs. */
  @Nullable PrivateKey opener() {
    return opener;
  }

  Optional<Instant> start() {
    return Optional.ofNullable(start);
  }

  /** Keys of one group take each other's place: those that sign; those that decrypt one alg. */
  String group() {
    return signer == null ? algorithm : "";
  }

  Map<String, Object> published() {
    return publicKey.members(keyId, signer == null ? "enc" : "sig", algorithm);
  }

  /** {@return the key's id, algorithm and beginning; nothing of the key} */
  @Override
  public String toString() {
    return "ClientKey[" + keyId + ", " + algorithm + (start == null ? "" : ", from " + start) + "]";
  }
}
