package io.crossauth.yandex.error;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The server refused the credentials: only this says that they are no longer good. A login that was
 * cancelled ends with it too.
 */
public final class InvalidCredentialsException extends YandexAuthFailedException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the failure.
   *
   * @param message what was expected and what was found, without any secret
   * @param endpoint where the call went, if there was one; only scheme, host, port and path are
   *     kept
   * @param status the HTTP status of the answer; 0 if there was none
   */
  public InvalidCredentialsException(String message, @Nullable URI endpoint, int status) {
    super("yandex.invalid_credentials", message, endpoint, status);
  }
}
