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
    if (nonce == null) {
      return;
    }
    if (!token.claims().has("nonce")) {
      if (expected.get(Expected.NONCE_OPTIONAL) != null) {
        return;
      }
      throw new TokenRejectedException(
          RejectionReason.MISSING_CLAIM,
          "nonce",
          "the claim",
          "none",
          "if the server never repeats it, withoutRequiredNonce() of the client accepts that");
    }
    if (!Hashes.same(nonce.reveal(), token.claims().requireString("nonce"))) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_NONCE, "nonce", "the one that was sent", "a different value", null);
    }
  }
}
