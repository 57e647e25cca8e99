package io.crossauth.tokenconsumer;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.tokenconsumer.internal.JoseHeader;
import io.crossauth.tokenconsumer.internal.JweOpener;
import io.crossauth.tokenconsumer.internal.JwsAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * Whether an authorization response that is a JWT is encrypted: exactly if the client is registered
 * for it, and by what it is registered for.
 *
 * @see <a href="https://openid.net/specs/oauth-v2-jarm-final.html#name-client-metadata">JARM
 *     section 3</a>
 */
final class ResponseEnvelope {

  private final @Nullable String alg;
  private final String enc;
  private final JweOpener opener;

  /**
   * @throws IllegalArgumentException if there is no key for what is registered, a key that nothing
   *     is registered for, or one of another kind; or HS* without the client secret
   */
  ResponseEnvelope(SignedResponses registered, boolean secret) {
    this.alg = registered.keyAlgorithm();
    this.enc = registered.contentAlgorithm();
    this.opener = new JweOpener(registered.keys(), null);
    if ((alg != null) != opener.able()) {
      throw new IllegalArgumentException(
          alg == null
              ? "encryptedBy: expected it beside withDecryptionKey, found none"
              : "withDecryptionKey: expected the key that opens authorization responses, found none");
    }
    if (registered.algorithm().family() == JwsAlgorithm.Family.SECRET && !secret) {
      throw new IllegalArgumentException(
          "authorization_signed_response_alg: found "
              + registered.algorithm()
              + ", which needs sharedSecret(..), the client secret");
    }
  }

  /** Refuses a response that is only signed, where it must be encrypted. */
  void requirePlain() {
    if (alg != null) {
      throw refused(
          "an encrypted authorization response (" + alg + ", " + enc + ")",
          "one that is only signed",
          "authorization_encrypted_response_alg of the registration and encryptedBy(..) must agree");
    }
  }

  /** What is inside. */
  String open(String text, JoseHeader header) {
    if (alg == null) {
      throw refused(
          "an authorization response that is only signed",
          "an encrypted one",
          "if the client is registered for it, encryptedBy(..) of signedResponses(..) opens it");
    }
    if (!header.alg().equals(alg) || !enc.equals(header.enc())) {
      throw refused(
          alg + ", " + enc,
          header.alg() + ", " + header.enc(),
          "authorization_encrypted_response_alg and _enc of the registration, and encryptedBy(..),"
              + " must agree");
    }
    return opener.open(text, header);
  }

  private static TokenRejectedException refused(String expected, String found, String hint) {
    return new TokenRejectedException(RejectionReason.ENCRYPTION, null, expected, found, hint);
  }
}
