package io.crossauth.yandex.error;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Yandex wants a person to solve a captcha ({@code yandex.captcha_required}). The credentials may
 * be good: open the service in a browser, or wait.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class CaptchaRequiredException extends YandexAuthFailedException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the failure.
   *
   * @param message what was expected and what was found, without any secret
   * @param endpoint where the call went, if there was one; only scheme, host, port and path are
   *     kept
   * @param status the HTTP status of the answer; 0 if there was none
   */
  public CaptchaRequiredException(String message, @Nullable URI endpoint, int status) {
    super("yandex.captcha_required", message, endpoint, status);
  }
}
