package io.crossauth.tokenconsumer.internal.check;

import io.crossauth.error.TokenRejectedException;

/** One rule about the claims of a token whose signature is good. Immutable. */
@FunctionalInterface
interface ClaimCheck {

  /**
   * Checks the rule.
   *
   * @throws TokenRejectedException if the token breaks it
   */
  void check(SignedClaims token, Expected expected);
}
