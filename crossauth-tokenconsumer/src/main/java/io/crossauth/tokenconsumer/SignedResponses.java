package io.crossauth.tokenconsumer;

import io.crossauth.tokenconsumer.internal.Fapi2Rule;
import io.crossauth.tokenconsumer.internal.JweOpener;
import io.crossauth.tokenconsumer.internal.JwsAlgorithm;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a client is registered for authorization responses that are JWTs (JARM): by which algorithm
 * they are signed, and whether they are encrypted. Immutable and safe for use by many threads;
 * every method gives changed settings.
 *
 * <p>{@code SignedResponses.usual().by("PS256")}. A response that is signed or encrypted otherwise
 * is refused, and so is one that is encrypted although nothing of it is said here.
 *
 * @see <a href="https://openid.net/specs/oauth-v2-jarm-final.html#name-client-metadata">JARM
 *     section 3</a>
 */
public final class SignedResponses {

  private static final SignedResponses USUAL =
      new SignedResponses(JwsAlgorithm.RS256, null, "A128CBC-HS256", List.of());

  private final JwsAlgorithm algorithm;
  private final @Nullable String keyAlgorithm;
  private final String contentAlgorithm;
  private final List<PrivateKey> keys;

  private SignedResponses(
      JwsAlgorithm algorithm,
      @Nullable String keyAlgorithm,
      String contentAlgorithm,
      List<PrivateKey> keys) {
    this.algorithm = algorithm;
    this.keyAlgorithm = keyAlgorithm;
    this.contentAlgorithm = contentAlgorithm;
    this.keys = List.copyOf(keys);
  }

  /** {@return responses that are signed by {@code RS256} and not encrypted: the default of JARM} */
  public static SignedResponses usual() {
    return USUAL;
  }

  /**
   * {@return the same, signed by another algorithm ({@code authorization_signed_response_alg})}
   *
   * @param alg the name by RFC 7518 or RFC 8037, such as {@code PS256}; HS* is checked with the
   *     client secret, the {@link OAuthTokenConsumerBuilder#sharedSecret shared secret}
   * @throws IllegalArgumentException if it is no algorithm that is accepted, {@code none} among
   *     them
   */
  public SignedResponses by(String alg) {
    JwsAlgorithm named = JwsAlgorithm.find(alg);
    if (named == null) {
      throw new IllegalArgumentException(
          "authorization_signed_response_alg: expected an algorithm such as PS256, found " + alg);
    }
    return new SignedResponses(named, keyAlgorithm, contentAlgorithm, keys);
  }

  /**
   * {@return the same, encrypted after they are signed ({@code
   * authorization_encrypted_response_alg} with the default of {@code
   * authorization_encrypted_response_enc}, {@code A128CBC-HS256})}
   *
   * @param alg the name by RFC 7518 section 4.1: {@code RSA-OAEP-256}, {@code ECDH-ES}, …
   * @throws IllegalArgumentException if it is no algorithm that is accepted; {@code RSA1_5} is not
   */
  public SignedResponses encryptedBy(String alg) {
    return encryptedBy(alg, "A128CBC-HS256");
  }

  /**
   * {@return the same, encrypted after they are signed ({@code
   * authorization_encrypted_response_alg} and {@code authorization_encrypted_response_enc})}
   *
   * @param alg the name by RFC 7518 section 4.1: {@code RSA-OAEP-256}, {@code ECDH-ES}, …
   * @param enc the name by RFC 7518 section 5.1: {@code A256GCM}, …
   * @throws IllegalArgumentException if one is no algorithm that is accepted; {@code RSA1_5} is not
   */
  public SignedResponses encryptedBy(String alg, String enc) {
    if (!JweOpener.knows(alg, enc)) {
      throw new IllegalArgumentException(
          "authorization_encrypted_response_alg, authorization_encrypted_response_enc: expected"
              + " RSA-OAEP or ECDH-ES with AES-GCM or AES-CBC-HMAC, found "
              + alg
              + ", "
              + enc);
    }
    return new SignedResponses(algorithm, alg, enc, keys);
  }

  /**
   * {@return the same with one more key that opens encrypted responses} It opens nothing else:
   * whether ID tokens are encrypted is registered apart.
   *
   * @param key RSA of 2048 bits or more, or EC on P-256, P-384 or P-521; those that are given first
   *     are tried first
   */
  public SignedResponses withDecryptionKey(PrivateKey key) {
    List<PrivateKey> all = new ArrayList<>(keys);
    all.add(key);
    return new SignedResponses(algorithm, keyAlgorithm, contentAlgorithm, all);
  }

  /** The same as FAPI 2.0 takes them: by PS256 where nothing was said. */
  SignedResponses underFapi2() {
    if (this == USUAL) {
      return by("PS256");
    }
    if (!Fapi2Rule.takes(algorithm.joseName())) {
      throw Fapi2Rule.ALGORITHMS.refused(
          "signedResponses", "one of " + Fapi2Rule.algorithms(), algorithm.joseName());
    }
    return this;
  }

  JwsAlgorithm algorithm() {
    return algorithm;
  }

  @Nullable String keyAlgorithm() {
    return keyAlgorithm;
  }

  String contentAlgorithm() {
    return contentAlgorithm;
  }

  List<PrivateKey> keys() {
    return keys;
  }

  /** The algorithms, and how many keys there are. */
  @Override
  public String toString() {
    return keyAlgorithm == null
        ? "SignedResponses[" + algorithm + "]"
        : "SignedResponses["
            + algorithm
            + " in "
            + keyAlgorithm
            + ", "
            + contentAlgorithm
            + "; "
            + keys.size()
            + " keys]";
  }
}
