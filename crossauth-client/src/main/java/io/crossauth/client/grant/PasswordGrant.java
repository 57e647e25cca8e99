package io.crossauth.client.grant;

import io.crossauth.http.Form;
import io.crossauth.value.Secret;

/**
 * A user's name and password. RFC 9700 section 2.4 advises against it; use it only where the user
 * trusts this program with the password.
 *
 * @param username the user's name
 * @param password the user's password
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.3.2">RFC 6749 section 4.3.2</a>
 */
record PasswordGrant(String username, Secret password) implements Grant {

  @Override
  public String type() {
    return "password";
  }

  @Override
  public Form parameters() {
    return Form.of("username", username).plus("password", password);
  }
}
