package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import java.time.Duration;
import java.time.Instant;

/** The user logged in recently enough. */
record AuthTimeCheck(Duration skew) implements ClaimCheck {

  // OpenID Connect Core section 3.1.3.7 step 13: auth_time, if max_age was asked for, is recent.
  @Override
  public void check(SignedClaims token, Expected expected) {
    Instant login = token.claims().time("auth_time");
    Duration maxAge = expected.get(Expected.MAX_AGE);
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
