package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The token was issued, neither in the future nor too long ago.
 *
 * @param required whether it must say when
 * @param maxAge how long ago is too long; null for no limit
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519#section-4.1.6">RFC 7519 section 4.1.6</a>
 */
record IssuedAtCheck(Duration skew, boolean required, @Nullable Duration maxAge)
    implements ClaimCheck {

  // OpenID Connect Core section 3.1.3.7 step 10: iat can refuse what was issued too far away.
  @Override
  public void check(SignedClaims token, Expected expected) {
    boolean mustBeThere = required || maxAge != null;
    Instant issued = mustBeThere ? token.claims().requireTime("iat") : token.claims().time("iat");
    if (issued == null) {
      return;
    }
    if (issued.isAfter(token.now().plus(skew))) {
      throw new TokenRejectedException(
          RejectionReason.ISSUED_IN_FUTURE,
          "iat",
          "a time until " + token.now() + " and " + skew,
          issued + ", in " + Duration.between(token.now(), issued).toSeconds() + " s",
          "compare the clocks of the issuer and of this machine");
    }
    // An age may be of any length, a date not.
    if (maxAge != null && Duration.between(issued, token.now()).minus(skew).compareTo(maxAge) > 0) {
      throw new TokenRejectedException(
          RejectionReason.TOO_OLD,
          "iat",
          "at most " + maxAge + " ago",
          issued + ", " + Duration.between(issued, token.now()).toSeconds() + " s ago",
          null);
    }
  }
}
