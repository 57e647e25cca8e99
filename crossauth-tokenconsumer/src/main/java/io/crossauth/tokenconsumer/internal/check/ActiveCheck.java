package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;

/**
 * The token is not said to be over.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662#section-2.2">RFC 7662 section 2.2</a>
 */
record ActiveCheck() implements ClaimCheck {

  @Override
  public void check(SignedClaims token, Expected expected) {
    if (token.claims().has("active") && !Boolean.TRUE.equals(token.claims().all().get("active"))) {
      throw new TokenRejectedException(
          RejectionReason.REVOKED, "active", "true", "another value", null);
    }
  }
}
