package io.crossauth.tokenconsumer.internal.check;

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
  public void check(SignedClaims token, Expected expected) {
    Map<?, ?> bound = token.claims().object("cnf");
    String dpopKey = expected.get(Expected.DPOP_KEY);
    String certificate = expected.get(Expected.CERTIFICATE);
    if (bound != null && dpopKey == null && certificate == null && !withoutProof) {
      throw unproved("cnf");
    }
    // RFC 9449 section 6.1
    compare(bound, "jkt", dpopKey);
    // RFC 8705 section 3.1
    compare(bound, "x5t#S256", isBeside(bound, dpopKey) ? null : certificate);
  }

  /** Whether a certificate that was shown says nothing: the token is bound to a key alone. */
  private static boolean isBeside(@Nullable Map<?, ?> bound, @Nullable String dpopKey) {
    return dpopKey != null && bound != null && !bound.containsKey("x5t#S256");
  }

  private void compare(@Nullable Map<?, ?> confirmation, String member, @Nullable String proved) {
    Object bound = confirmation == null ? null : confirmation.get(member);
    if (proved == null) {
      // One that is bound to both needs both: whoever has stolen one may not have the other.
      if (bound != null && !withoutProof) {
        throw unproved("cnf." + member);
      }
      return;
    }
    if (!(bound instanceof String text) || !Hashes.same(text, proved)) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_CONFIRMATION,
          "cnf." + member,
          "what the caller holds",
          bound == null ? "none" : "a different value",
          null);
    }
  }

  private static TokenRejectedException unproved(String claim) {
    return new TokenRejectedException(
        RejectionReason.WRONG_CONFIRMATION,
        claim,
        "proof that the caller holds what the token is bound to",
        "none",
        "hand over the key of the checked DPoP proof, or the client's certificate");
  }
}
