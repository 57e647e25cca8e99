package io.crossauth.client.grant;

import io.crossauth.http.Form;

/**
 * The client itself, without a user.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4.2">RFC 6749 section 4.4.2</a>
 */
record ClientCredentialsGrant() implements Grant {

  @Override
  public String type() {
    return "client_credentials";
  }

  @Override
  public Form parameters() {
    return Form.empty();
  }
}
