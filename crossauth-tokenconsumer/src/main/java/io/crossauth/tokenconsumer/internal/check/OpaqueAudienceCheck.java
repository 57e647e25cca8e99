package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;

/**
 * An opaque token is for us, as a JWT must be: else what was given out for another API of the same
 * issuer would work here.
 *
 * @param claim where it is said
 * @param check judges what is said
 * @param optional whether nothing need be said
 */
record OpaqueAudienceCheck(String claim, ClaimCheck check, boolean optional) implements ClaimCheck {

  @Override
  public void check(SignedClaims token, Expected expected) {
    if (token.claims().has(claim)) {
      check.check(token, expected);
    } else if (!optional) {
      throw new TokenRejectedException(
          RejectionReason.MISSING_CLAIM,
          claim,
          "the claim, in what is said of an opaque token",
          "none",
          "have the server say it, or name the claim that does by audienceClaim(..);"
              + " unsafeOpaqueTokensWithoutAudience() accepts tokens of any API");
    }
  }
}
