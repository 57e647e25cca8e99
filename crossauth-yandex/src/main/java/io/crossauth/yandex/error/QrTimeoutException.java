package io.crossauth.yandex.error;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The QR code was not confirmed in time. */
public final class QrTimeoutException extends LoginTimeoutException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the failure.
   *
   * @param message what was expected and what was found, without any secret
   * @param endpoint where the call went, if the server said so; otherwise null
   * @param status the HTTP status of the answer; 0 if there was none
   */
  public QrTimeoutException(String message, @Nullable URI endpoint, int status) {
    super("yandex.qr_timeout", message, endpoint, status);
  }
}
