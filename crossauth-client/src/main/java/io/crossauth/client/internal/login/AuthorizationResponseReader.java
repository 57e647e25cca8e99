package io.crossauth.client.internal.login;

import io.crossauth.client.internal.UnverifiedState;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.http.Form;
import java.util.Optional;

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

  /**
   * The state that the response names, by which its login is found; nobody has checked it.
   *
   * @param response the response as it came
   * @return empty if there is none, or more than one
   */
  default Optional<String> state(AuthorizationResponse response) {
    return UnverifiedState.of(response.parameters());
  }

  /** The parameters as they came (RFC 6749 section 4.1.2). */
  static AuthorizationResponseReader plain() {
    return (response, pending) -> response.parameters();
  }
}
