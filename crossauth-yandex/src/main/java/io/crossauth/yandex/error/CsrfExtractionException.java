package io.crossauth.yandex.error;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** No token against forged requests where one belongs: the page or the answer has changed. */
public final class CsrfExtractionException extends YandexAuthFailedException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the failure.
   *
   * @param message what was expected and what was found, without any secret
   * @param endpoint where the call went, if there was one; only scheme, host, port and path are
   *     kept
   * @param status the HTTP status of the answer; 0 if there was none
   */
  public CsrfExtractionException(String message, @Nullable URI endpoint, int status) {
    super("yandex.csrf_missing", message, endpoint, status);
  }
}
