package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An ID token from a refresh is about the same login as the one before.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#RefreshTokenResponse">OpenID
 *     Connect Core section 12.2</a>
 */
record PreviousCheck() implements ClaimCheck {

  @Override
  public void check(SignedClaims token, Expected expected) {
    Map<String, @Nullable Object> before = expected.get(Expected.PREVIOUS);
    if (before == null) {
      return;
    }
    Claims now = token.claims();
    Claims old = new Claims(before);
    // its iss is the same
    if (!now.requireString("iss").equals(old.requireString("iss"))) {
      throw refused(RejectionReason.WRONG_ISSUER, "iss");
    }
    // its sub is the same
    if (!now.requireString("sub").equals(old.requireString("sub"))) {
      throw refused(RejectionReason.WRONG_SUBJECT, "sub");
    }
    // its aud includes the one before
    if (!now.audience().containsAll(old.audience())) {
      throw refused(RejectionReason.WRONG_AUDIENCE, "aud");
    }
    // its auth_time, if present, is the time of the first login
    Instant login = now.time("auth_time");
    Instant oldLogin = old.time("auth_time");
    if (login != null && oldLogin != null && !login.equals(oldLogin)) {
      throw refused(RejectionReason.WRONG_CLAIM_VALUE, "auth_time");
    }
    // its azp is as before: the same, or absent as before
    if (!Objects.equals(now.string("azp"), old.string("azp"))) {
      throw refused(RejectionReason.WRONG_AUTHORIZED_PARTY, "azp");
    }
    // its nonce, if present, is the one before
    if (now.has("nonce") && !Objects.equals(now.string("nonce"), old.string("nonce"))) {
      throw refused(RejectionReason.WRONG_NONCE, "nonce");
    }
  }

  private static TokenRejectedException refused(RejectionReason reason, String claim) {
    return new TokenRejectedException(
        reason, claim, "as in the token before the refresh", "a different value", null);
  }
}
