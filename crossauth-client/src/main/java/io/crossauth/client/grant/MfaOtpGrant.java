package io.crossauth.client.grant;

import io.crossauth.http.Form;
import io.crossauth.value.Secret;

/**
 * A one-time code of an authenticator app, for a password login that wants a second factor.
 *
 * @param mfaToken what the password login answered
 * @param otp the code that the app shows
 * @see <a
 *     href="https://auth0.com/docs/api/authentication/muti-factor-authentication/verify-with-one-time-password">Auth0:
 *     verify with one-time password</a>
 */
record MfaOtpGrant(Secret mfaToken, Secret otp) implements Grant {

  @Override
  public String type() {
    return MFA_OTP;
  }

  @Override
  public Form parameters() {
    return Form.empty().plus("mfa_token", mfaToken).plus("otp", otp);
  }
}
