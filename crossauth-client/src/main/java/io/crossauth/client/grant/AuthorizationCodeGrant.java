package io.crossauth.client.grant;

import io.crossauth.http.Form;
import io.crossauth.value.Secret;
import java.net.URI;

/**
 * A code that came back from a login, with the redirect URI and the PKCE verifier of its request.
 *
 * @param code the code
 * @param redirectUri the redirect URI of the authorization request, character for character
 * @param codeVerifier the verifier whose challenge was in the authorization request
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3">RFC 6749 section 4.1.3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7636#section-4.5">RFC 7636 section 4.5</a>
 */
record AuthorizationCodeGrant(Secret code, URI redirectUri, Secret codeVerifier) implements Grant {

  @Override
  public String type() {
    return "authorization_code";
  }

  @Override
  public Form parameters() {
    return Form.empty()
        .plus("code", code)
        .plus("redirect_uri", redirectUri.toString())
        .plus("code_verifier", codeVerifier);
  }
}
