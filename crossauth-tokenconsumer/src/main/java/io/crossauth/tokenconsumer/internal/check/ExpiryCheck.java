package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import java.time.Duration;
import java.time.Instant;

/**
 * The token's time is not over. A token that ends now minus the skew is over.
 *
 * @param required whether it must say when it ends
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4">RFC 7519 section 4.1.4</a>
 */
record ExpiryCheck(Duration skew, boolean required) implements ClaimCheck {

  // OpenID Connect Core section 3.1.3.7 step 9: the current time is before exp.
  @Override
  public void check(SignedClaims token, Expected expected) {
    Instant end = required ? token.claims().requireTime("exp") : token.claims().time("exp");
    if (end != null && !token.now().minus(skew).isBefore(end)) {
      throw new TokenRejectedException(
          RejectionReason.EXPIRED,
          "exp",
          "a time after " + token.now() + " less " + skew,
          end + ", " + Duration.between(end, token.now()).toSeconds() + " s ago",
          null);
    }
  }
}
