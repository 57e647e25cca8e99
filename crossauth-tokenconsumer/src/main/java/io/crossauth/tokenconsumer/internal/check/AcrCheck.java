package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import java.util.List;

/**
 * The user logged in as strongly as was asked.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9470#section-5">RFC 9470 section 5</a>
 */
record AcrCheck() implements ClaimCheck {

  // OpenID Connect Core section 3.1.3.7 step 12: acr, if it was asked for, is one that will do.
  @Override
  public void check(SignedClaims token, Expected expected) {
    List<String> anyOf = expected.get(Expected.ACR_VALUES);
    if (anyOf == null) {
      return;
    }
    String acr = token.claims().requireString("acr");
    if (!anyOf.contains(acr)) {
      throw new TokenRejectedException(
          RejectionReason.WRONG_ACR, "acr", "one of " + anyOf, acr, null);
    }
  }
}
