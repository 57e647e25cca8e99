package io.crossauth.client.grant;

import io.crossauth.http.Form;
import io.crossauth.value.Secret;
import java.util.Optional;

/**
 * A challenge that went to the user another way (SMS, voice, email, push), for a password login
 * that wants a second factor.
 *
 * @param mfaToken what the password login answered
 * @param oobCode what the challenge answered
 * @param bindingCode the code that the user received; empty where there is nothing to type
 * @see <a
 *     href="https://auth0.com/docs/api/authentication/muti-factor-authentication/verify-with-out-of-band">Auth0:
 *     verify with out-of-band</a>
 */
record MfaOobGrant(Secret mfaToken, Secret oobCode, Optional<Secret> bindingCode) implements Grant {

  @Override
  public String type() {
    return MFA_OOB;
  }

  @Override
  public Form parameters() {
    Form form = Form.empty().plus("mfa_token", mfaToken).plus("oob_code", oobCode);
    return bindingCode.isPresent() ? form.plus("binding_code", bindingCode.get()) : form;
  }
}
