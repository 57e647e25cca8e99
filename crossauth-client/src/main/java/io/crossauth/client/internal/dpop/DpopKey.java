package io.crossauth.client.internal.dpop;

import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.internal.jose.MadeKey;
import io.crossauth.client.internal.jose.OwnKey;
import io.crossauth.client.internal.jose.PublicJwk;
import io.crossauth.internal.json.Json;
import io.crossauth.value.Secret;
import java.security.PublicKey;
import java.util.Map;

/**
 * A key that proofs are signed by. Immutable; its text form is its thumbprint.
 *
 * @param signer signs
 * @param jwk the public members that a proof brings along
 * @param thumbprint its name (RFC 7638)
 * @param text how it travels with a login or a session: the private JWK, or the thumbprint alone of
 *     one that is held elsewhere
 */
public record DpopKey(JwtSigner signer, Map<String, Object> jwk, String thumbprint, Secret text) {

  /** The member that stands alone in the text of a key that is held elsewhere. */
  static final String ELSEWHERE = "jkt";

  /**
   * A new key in memory.
   *
   * @param algorithm ES256, PS256, EdDSA or Ed25519
   */
  static DpopKey made(String algorithm) {
    return ofJwk(MadeKey.jwk(algorithm));
  }

  /**
   * A key of which the private half is here.
   *
   * @throws IllegalArgumentException if the text is not a private JWK for signatures
   */
  static DpopKey ofJwk(String privateJwk) {
    PublicJwk half = OwnKey.ofJwk(privateJwk).publicKey();
    return new DpopKey(
        JwtSigner.ofJwk(privateJwk), half.required(), half.thumbprint(), Secret.of(privateJwk));
  }

  /**
   * A key that is held elsewhere, such as by a KMS.
   *
   * @throws IllegalArgumentException if the public key is not for the signer's algorithm
   */
  public static DpopKey ofSigner(JwtSigner signer, PublicKey publicKey) {
    OwnKey.requireFitting(signer.algorithm(), publicKey);
    PublicJwk half = PublicJwk.of(publicKey);
    String text = Json.write(Map.of(ELSEWHERE, half.thumbprint()));
    return new DpopKey(signer, half.required(), half.thumbprint(), Secret.of(text));
  }

  /** The thumbprint. */
  @Override
  public String toString() {
    return "DpopKey[" + thumbprint + "]";
  }
}
