package io.crossauth.client;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.TokenCall;
import io.crossauth.tokenconsumer.internal.Fapi2Rule;

/**
 * The calls of a client under FAPI 2.0: none is by the password of a user. Every direct call with
 * client authentication passes here.
 */
record Fapi2Calls(ClientAuthentication authentication) implements ClientAuthentication {

  private static final String MFA = "http://auth0.com/oauth/grant-type/";

  @Override
  public TokenCall apply(TokenCall call) {
    String grant = call.form().first("grant_type").orElse("");
    if (grant.equals("password") || grant.startsWith(MFA)) {
      throw Fapi2Rule.NO_PASSWORDS.unmet("grant_type", "authorization_code", "one with a password");
    }
    return authentication.apply(call);
  }
}
