package io.crossauth.tokenconsumer.internal.check;

/**
 * {@code scope} and {@code scp} are strings or arrays of strings, so that nobody reads them wrong.
 */
record ScopeCheck() implements ClaimCheck {

  @Override
  public void check(SignedClaims token, Expected expected) {
    token.claims().strings("scope");
    token.claims().strings("scp");
  }
}
