package io.crossauth.client.internal.login;

import io.crossauth.client.auth.JwtSigner;
import org.jspecify.annotations.Nullable;

/**
 * How a client sends its authorization requests, as far as the program and its registration say.
 * The provider's metadata may demand more.
 *
 * @param pushed whether every request is pushed (RFC 9126)
 * @param signed whether every request is signed (RFC 9101)
 * @param key signs requests; null if the program has given none
 * @param registeredAlgorithm the {@code request_object_signing_alg} of the registration; null if it
 *     names none
 * @param encryption how signed requests are encrypted; null for not at all
 */
public record RequestSettings(
    boolean pushed,
    boolean signed,
    @Nullable JwtSigner key,
    @Nullable String registeredAlgorithm,
    @Nullable Encryption encryption) {

  /**
   * How a signed request is encrypted (RFC 7516).
   *
   * @param algorithm the {@code alg}: {@code RSA-OAEP-256}
   * @param content the {@code enc}: {@code A256GCM}
   */
  public record Encryption(String algorithm, String content) {}

  /** Parameters in the query, unless the provider demands more. */
  public static RequestSettings plain() {
    return new RequestSettings(false, false, null, null, null);
  }

  /** The same, all of whose requests are pushed. */
  public RequestSettings withPushed() {
    return new RequestSettings(true, signed, key, registeredAlgorithm, encryption);
  }

  /** The same, all of whose requests are signed. */
  public RequestSettings withSigned() {
    return new RequestSettings(pushed, true, key, registeredAlgorithm, encryption);
  }

  /** The same with a key for requests. */
  public RequestSettings withKey(JwtSigner signer) {
    return new RequestSettings(pushed, signed, signer, registeredAlgorithm, encryption);
  }

  /** The same with a key for requests, unless there is one. */
  public RequestSettings withUsualKey(@Nullable JwtSigner signer) {
    return key != null || signer == null ? this : withKey(signer);
  }

  /** The same for a client that is registered for this algorithm. */
  public RequestSettings withRegisteredAlgorithm(String algorithm) {
    return new RequestSettings(pushed, signed, key, algorithm, encryption);
  }

  /** RFC 9101 section 6: a request is signed before it is encrypted. */
  public void requireKeyToEncrypt() {
    if (encryption != null && key == null) {
      throw new IllegalArgumentException(
          "encryptedRequests: expected a key to sign requests before they are encrypted, found"
              + " none; signedRequests(signer)");
    }
  }

  /** The same, all of whose signed requests are encrypted. */
  public RequestSettings withEncryption(Encryption other) {
    return new RequestSettings(pushed, signed, key, registeredAlgorithm, other);
  }
}
