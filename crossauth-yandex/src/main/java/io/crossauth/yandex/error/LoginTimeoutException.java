package io.crossauth.yandex.error;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The user has not decided in time. */
public class LoginTimeoutException extends YandexAuthFailedException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the failure.
   *
   * @param message what was expected and what was found, without any secret
   * @param endpoint where the call went, if there was one; only scheme, host, port and path are
   *     kept
   * @param status the HTTP status of the answer; 0 if there was none
   */
  public LoginTimeoutException(String message, @Nullable URI endpoint, int status) {
    this("yandex.login_timeout", message, endpoint, status);
  }

  LoginTimeoutException(String code, String message, @Nullable URI endpoint, int status) {
    super(code, message, endpoint, status);
  }
}
