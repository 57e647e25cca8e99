package io.crossauth.client.internal.login;

import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.http.Form;

/**
 * Reads the parameters of an authorization response before they are checked. Others than the plain
 * one open a response that is a JWT (JARM).
 */
@FunctionalInterface
public interface AuthorizationResponseReader {

  /**
   * The parameters, which nobody has checked.
   *
   * @param response the response as it came
   * @param pending the login that it should answer
   */
  Form read(AuthorizationResponse response, PendingLogin pending);

  /** The parameters as they came (RFC 6749 section 4.1.2). */
  static AuthorizationResponseReader plain() {
    return (response, pending) -> response.parameters();
  }
}
