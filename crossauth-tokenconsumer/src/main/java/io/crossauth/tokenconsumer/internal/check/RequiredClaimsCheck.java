package io.crossauth.tokenconsumer.internal.check;

import java.util.List;

/** These claims are there and are strings. */
record RequiredClaimsCheck(List<String> names) implements ClaimCheck {

  @Override
  public void check(SignedClaims token, Expected expected) {
    names.forEach(token.claims()::requireString);
  }
}
