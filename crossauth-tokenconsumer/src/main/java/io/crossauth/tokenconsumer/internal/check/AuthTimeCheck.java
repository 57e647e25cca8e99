package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import java.time.Duration;
import java.time.Instant;

/**
 * The user logged in recently enough.
 *
 * @param skew how much clocks may differ
 * @param always whether the claim must be right even if no call expects anything of it, as in an ID
 *     token; in an access token it is the server's own affair (AD FS writes a date)
 */
record AuthTimeCheck(Duration skew, boolean always) implements ClaimCheck {

  // OpenID Connect Core section 3.1.3.7 step 13: auth_time, if max_age was asked for, is recent.
  @Override
  public void check(SignedClaims token, Expected expected) {
    Duration maxAge = expected.get(Expected.MAX_AGE);
    if (maxAge == null && !always) {
      return;
    }
    Instant login = token.claims().time("auth_time");
    if (login != null && login.isAfter(token.now().plus(skew))) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_CLAIM_VALUE,
          "auth_time",
          "a time until " + token.now(),
          login.toString(),
          null);
    }
    if (maxAge == null) {
      return;
    }
    if (login == null) {
      throw Claims.missing("auth_time");
    }
    // An age may be of any length, a date not.
    if (Duration.between(login, token.now()).minus(skew).compareTo(maxAge) > 0) {
      throw new TokenRejectedException(
          RejectionReason.TOO_OLD,
          "auth_time",
          "at most " + maxAge + " ago",
          login + ", " + Duration.between(login, token.now()).toSeconds() + " s ago",
          "ask the user to log in again");
    }
  }
}
