package io.crossauth.client.grant;

import io.crossauth.http.Form;
import io.crossauth.value.Secret;

/**
 * A refresh token.
 *
 * @param refreshToken the refresh token
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-6">RFC 6749 section 6</a>
 */
record RefreshTokenGrant(Secret refreshToken) implements Grant {

  @Override
  public String type() {
    return "refresh_token";
  }

  @Override
  public Form parameters() {
    return Form.empty().plus("refresh_token", refreshToken);
  }
}
