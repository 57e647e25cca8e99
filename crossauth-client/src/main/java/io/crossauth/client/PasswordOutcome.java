package io.crossauth.client;

import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.value.Secret;

/** What a password login led to. A second factor is an answer, not an error. */
public sealed interface PasswordOutcome {

  /**
   * The user is logged in.
   *
   * @param tokens the tokens
   */
  record SignedIn(OAuthTokenResponse tokens) implements PasswordOutcome {}

  /**
   * The password was right; the server wants a second factor.
   *
   * @param mfaToken what the login goes on with
   */
  record MfaRequired(Secret mfaToken) implements PasswordOutcome {}

  /**
   * The tokens of a login that must not need a second factor.
   *
   * @throws IllegalStateException if the server wants a second factor
   */
  default OAuthTokenResponse requireTokens() {
    if (this instanceof SignedIn signedIn) {
      return signedIn.tokens();
    }
    throw new IllegalStateException(
        "password login: expected tokens, found that the server wants a second factor");
  }
}
