package io.crossauth.tokenconsumer.check;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.tokenconsumer.internal.Hashes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token that is bound to a key or a certificate comes from whoever holds it. A bound token that
 * comes without proof is refused: else whoever stole it would only have to say less.
 *
 * @param withoutProof whether that is accepted after all
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7800#section-3.1">RFC 7800 section 3.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449#section-7.1">RFC 9449 section 7.1</a>
 */
record ConfirmationCheck(boolean withoutProof) implements ClaimCheck {

  @Override
  public void check(Candidate token, Expected expected) {
    Map<?, ?> confirmation = token.claims().object("cnf");
    String dpopKey = expected.get(Expected.DPOP_KEY);
    String certificate = expected.get(Expected.CERTIFICATE);
    if (dpopKey == null && certificate == null) {
      if (confirmation != null && !withoutProof) {
        throw new TokenRejectedException(
            RejectionReason.WRONG_CONFIRMATION,
            "cnf",
            "proof that the caller holds what the token is bound to",
            "none",
            "hand over the key of the checked DPoP proof, or the client's certificate");
      }
      return;
    }
    // RFC 9449 section 6.1
    compare(confirmation, "jkt", dpopKey);
    // RFC 8705 section 3.1
    compare(confirmation, "x5t#S256", certificate);
  }

  private static void compare(@Nullable Map<?, ?> confirmation, String member, @Nullable String p) {
    if (p == null) {
      return;
    }
    Object bound = confirmation == null ? null : confirmation.get(member);
    if (!(bound instanceof String text) || !Hashes.same(text, p)) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_CONFIRMATION,
          "cnf." + member,
          "what the caller holds",
          bound == null ? "none" : "another",
          null);
    }
  }
}
