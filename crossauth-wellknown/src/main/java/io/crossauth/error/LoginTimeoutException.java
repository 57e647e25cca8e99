package io.crossauth.error;

/**
 * A login was begun, and nobody has ended it in time by this program's clock; the server has not
 * refused anything. Begin another login. Immutable.
 *
 * <ul>
 *   <li>{@code login.timeout}: the browser has not come back
 *   <li>{@code device.expired}: the device code is over (RFC 8628 section 3.2)
 *   <li>{@code mfa.expired}: the user has not answered a push message
 * </ul>
 */
public final class LoginTimeoutException extends CrossauthException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the failure.
   *
   * @param code which login it was: one of the names above, or of the same form
   * @param message what was waited for and how long, and what to try, without any secret
   */
  public LoginTimeoutException(String code, String message) {
    super(code, message, null);
  }
}
