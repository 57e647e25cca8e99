package io.crossauth.yandex.error;

import io.crossauth.error.TransportException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * No usable answer came: the server was not reached, or what it sent is not what this endpoint
 * sends. It says nothing about the credentials.
 */
public class YandexNetworkException extends YandexPassportException {

  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  /**
   * Creates a complaint about an answer.
   *
   * @param message what was expected and what was found, without any secret
   * @param endpoint where the call went; only scheme, host, port and path are kept
   * @param status the HTTP status of the answer; 0 if there was none
   */
  public YandexNetworkException(String message, @Nullable URI endpoint, int status) {
    this("yandex.network", message, endpoint, status, null);
  }

  /**
   * Creates a failure to get an answer.
   *
   * @param cause the failure of the transport
   */
  public YandexNetworkException(URI endpoint, TransportException cause) {
    this("yandex.network", "no usable answer: " + cause.code(), endpoint, 0, cause);
  }

  YandexNetworkException(
      String code,
      String message,
      @Nullable URI endpoint,
      int status,
      @Nullable TransportException cause) {
    super(code, message, endpoint, status, cause);
    this.retryable = status >= 500 || (cause != null && cause.retryable());
  }

  @Override
  public boolean retryable() {
    return retryable;
  }
}
