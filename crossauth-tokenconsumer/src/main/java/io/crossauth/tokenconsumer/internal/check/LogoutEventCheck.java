package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.internal.json.Json;
import java.util.Map;

/**
 * The token tells of a logout: of somebody, or of a session, and not of a login.
 *
 * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html#Validation">OpenID
 *     Connect Back-Channel Logout 1.0 section 2.6</a>
 */
record LogoutEventCheck() implements ClaimCheck {

  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

  @Override
  public void check(SignedClaims token, Expected expected) {
    Claims claims = token.claims();
    // Step 5: a sub, a sid, or both; an empty one names nobody.
    if (!claims.has("sub") && !claims.has("sid")) {
      throw Claims.missing("sub");
    }
    if (claims.has("sid")) {
      String unused = claims.requireString("sid");
    }
    checkEvent(claims);
    // Step 7: what has a nonce is an ID token, or wants to pass for one.
    if (claims.has("nonce")) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_TYPE, "nonce", "no nonce in a logout token", "one", null);
    }
  }

  /** Step 6: {@code events} is an object with the member, whose value is an object. */
  private static void checkEvent(Claims claims) {
    Map<?, ?> events = claims.object("events");
    if (events == null || !events.containsKey(EVENT)) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_TYPE,
          "events",
          EVENT,
          events == null ? "none" : "another event",
          null);
    }
    if (!(events.get(EVENT) instanceof Map<?, ?>)) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_CLAIM_TYPE,
          "events",
          "an object for the logout event",
          Json.kind(events.get(EVENT)),
          null);
    }
  }
}
