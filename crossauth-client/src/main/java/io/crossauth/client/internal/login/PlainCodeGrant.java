package io.crossauth.client.internal.login;

import io.crossauth.client.grant.Grant;
import io.crossauth.http.Form;
import io.crossauth.value.Secret;
import java.net.URI;

/**
 * A code that came back from a login without PKCE.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3">RFC 6749 section 4.1.3</a>
 */
record PlainCodeGrant(Secret code, URI redirectUri) implements Grant {

  @Override
  public String type() {
    return "authorization_code";
  }

  @Override
  public Form parameters() {
    return Form.empty().plus("code", code).plus("redirect_uri", redirectUri.toString());
  }
}
