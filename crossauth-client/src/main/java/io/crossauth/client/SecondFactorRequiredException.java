package io.crossauth.client;

import io.crossauth.error.CrossauthException;

/**
 * The server wants a second factor of a login that must not need one ({@code mfa.required}); see
 * {@link PasswordOutcome#requireTokens}. Branch on {@link PasswordOutcome.MfaRequired} to go on
 * with the login. Immutable and safe for use by many threads.
 *
 * @see io.crossauth.client.mfa.MfaRefusedException
 */
public final class SecondFactorRequiredException extends CrossauthException {

  private static final long serialVersionUID = 1L;

  SecondFactorRequiredException() {
    super(
        "mfa.required",
        "password login: expected tokens, found that the server wants a second factor; go on with"
            + " PasswordOutcome.MfaRequired, or log in with the browser",
        null);
  }
}
