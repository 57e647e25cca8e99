package io.crossauth.client.grant;

import io.crossauth.http.Form;
import io.crossauth.value.Secret;

/**
 * A recovery code, for a password login that wants a second factor. It is used up, and the answer
 * holds a new one.
 *
 * @param mfaToken what the password login answered
 * @param recoveryCode the code that the user has kept
 * @see <a
 *     href="https://auth0.com/docs/api/authentication/muti-factor-authentication/verify-with-recovery-code">Auth0:
 *     verify with recovery code</a>
 */
record MfaRecoveryCodeGrant(Secret mfaToken, Secret recoveryCode) implements Grant {

  @Override
  public String type() {
    return "http://auth0.com/oauth/grant-type/mfa-recovery-code";
  }

  @Override
  public Form parameters() {
    return Form.empty().plus("mfa_token", mfaToken).plus("recovery_code", recoveryCode);
  }
}
