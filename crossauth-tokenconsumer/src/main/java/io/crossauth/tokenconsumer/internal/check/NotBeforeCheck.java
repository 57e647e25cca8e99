package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import java.time.Duration;
import java.time.Instant;

/**
 * The token's time has come, if it says when that is.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-4.1.5">RFC 7519 section 4.1.5</a>
 */
record NotBeforeCheck(Duration skew) implements ClaimCheck {

  @Override
  public void check(SignedClaims token, Expected expected) {
    Instant start = token.claims().time("nbf");
    if (start != null && token.now().plus(skew).isBefore(start)) {
      throw new TokenRejectedException(
          RejectionReason.NOT_YET_VALID,
          "nbf",
          "a time until " + token.now() + " and " + skew,
          start + ", in " + Duration.between(token.now(), start).toSeconds() + " s",
          "compare the clocks of the issuer and of this machine");
    }
  }
}
