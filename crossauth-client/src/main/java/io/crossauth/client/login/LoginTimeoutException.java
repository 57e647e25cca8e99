package io.crossauth.client.login;

import io.crossauth.error.CrossauthException;

/**
 * Nobody ended a login in time. It is this program that gives up, not the server that refuses.
 * Immutable and safe for use by many threads.
 */
public final class LoginTimeoutException extends CrossauthException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates it.
   *
   * @param code {@code login.timeout} or {@code device.expired}
   * @param message what was expected in time, what was found, and what to try
   */
  public LoginTimeoutException(String code, String message) {
    super(code, message, null);
  }
}
