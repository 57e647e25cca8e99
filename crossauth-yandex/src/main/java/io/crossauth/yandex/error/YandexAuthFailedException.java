package io.crossauth.yandex.error;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The server answered, and the login or the exchange did not work.
 *
 * <p>The code is {@code yandex.auth_failed}; {@code yandex.csrf_missing} where no token against
 * forged requests stands where one belongs, since the page or the answer has changed; and those of
 * the subclasses. Immutable and safe for use by many threads.
 */
public class YandexAuthFailedException extends YandexPassportException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the failure.
   *
   * @param message what was expected and what was found, without any secret
   * @param endpoint where the call went, if there was one; only scheme, host, port and path are
   *     kept
   * @param status the HTTP status of the answer; 0 if there was none
   */
  public YandexAuthFailedException(String message, @Nullable URI endpoint, int status) {
    this("yandex.auth_failed", message, endpoint, status);
  }

  YandexAuthFailedException(String code, String message, @Nullable URI endpoint, int status) {
    super(code, message, endpoint, status, null);
  }

  /**
   * A page or an answer without a token against forged requests: {@code yandex.csrf_missing}.
   *
   * @param message what was expected and what was found, without any secret
   * @param endpoint where the call went; only scheme, host, port and path are kept
   * @param status the HTTP status of the answer; 0 if there was none
   * @return the failure, to be thrown
   */
  public static YandexAuthFailedException csrfMissing(String message, URI endpoint, int status) {
    return new YandexAuthFailedException("yandex.csrf_missing", message, endpoint, status);
  }
}
