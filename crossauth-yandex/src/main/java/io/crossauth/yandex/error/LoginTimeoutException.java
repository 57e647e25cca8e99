package io.crossauth.yandex.error;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The user has not decided in time: begin the login again. The code says which login it was: {@code
 * yandex.qr_timeout}, {@code yandex.device_code_timeout} or {@code yandex.login_timeout} (a
 * letter).
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class LoginTimeoutException extends YandexAuthFailedException {

  private static final long serialVersionUID = 1L;

  private LoginTimeoutException(String code, String message, @Nullable URI endpoint, int status) {
    super(code, message, endpoint, status);
  }

  /**
   * A QR code that nobody has confirmed: {@code yandex.qr_timeout}.
   *
   * @param message what was expected and what was found, without any secret
   * @param endpoint where the server said so; null if our own time was over. Only scheme, host,
   *     port and path are kept
   * @param status the HTTP status of the answer; 0 if there was none
   * @return the failure, to be thrown
   */
  public static LoginTimeoutException qr(String message, @Nullable URI endpoint, int status) {
    return new LoginTimeoutException("yandex.qr_timeout", message, endpoint, status);
  }

  /**
   * A device code that nobody has typed: {@code yandex.device_code_timeout}.
   *
   * @param message what was expected and what was found, without any secret
   * @param endpoint where the server said so; null if our own time was over. Only scheme, host,
   *     port and path are kept
   * @param status the HTTP status of the answer; 0 if there was none
   * @return the failure, to be thrown
   */
  public static LoginTimeoutException deviceCode(
      String message, @Nullable URI endpoint, int status) {
    return new LoginTimeoutException("yandex.device_code_timeout", message, endpoint, status);
  }

  /**
   * A letter that nobody has opened: {@code yandex.login_timeout}.
   *
   * @param message what was expected and what was found, without any secret
   * @return the failure, to be thrown
   */
  public static LoginTimeoutException letter(String message) {
    return new LoginTimeoutException("yandex.login_timeout", message, null, 0);
  }
}
