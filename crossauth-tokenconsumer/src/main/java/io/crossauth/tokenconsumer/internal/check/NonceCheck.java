package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.tokenconsumer.internal.Hashes;
import io.crossauth.value.Secret;

/** The token answers our request and no other. */
record NonceCheck() implements ClaimCheck {

  // OpenID Connect Core section 3.1.3.7 step 11: a nonce that was sent comes back the same.
  @Override
  public void check(SignedClaims token, Expected expected) {
    Secret nonce = expected.get(Expected.NONCE);
    Secret ifPresent = expected.get(Expected.NONCE_IF_PRESENT);
    boolean there = token.claims().has("nonce");
    if (nonce != null) {
      if (!there) {
        throw new TokenRejectedException(
            RejectionReason.MISSING_CLAIM,
            "nonce",
            "the claim",
            "none",
            "if the server never repeats it, withoutRequiredNonce() of the client accepts that");
      }
      requireSame(nonce, token);
    }
    if (ifPresent != null && there) {
      requireSame(ifPresent, token);
    }
  }

  private static void requireSame(Secret sent, SignedClaims token) {
    if (!Hashes.same(sent.reveal(), token.claims().requireString("nonce"))) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_NONCE, "nonce", "the one that was sent", "a different value", null);
    }
  }
}
