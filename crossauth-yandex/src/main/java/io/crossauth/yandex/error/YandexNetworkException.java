package io.crossauth.yandex.error;

import io.crossauth.error.TransportException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * No usable answer came: the server was not reached, or what it sent is not what this endpoint
 * sends. It says nothing about the credentials.
 *
 * <p>The code is {@code yandex.network}; {@code yandex.unexpected_host} for an address that may not
 * be called; {@code yandex.closed} for a client that was closed. Immutable and safe for use by many
 * threads.
 */
public final class YandexNetworkException extends YandexPassportException {

  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  private YandexNetworkException(
      String code,
      String message,
      @Nullable URI endpoint,
      int status,
      @Nullable TransportException cause) {
    super(code, message, endpoint, status, cause);
    this.retryable = status >= 500 || (cause != null && cause.retryable());
  }

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
   * @param endpoint where the call went; only scheme, host, port and path are kept
   * @param cause the failure of the transport
   */
  public YandexNetworkException(URI endpoint, TransportException cause) {
    this(
        cause.kind() == TransportException.Kind.CLOSED ? "yandex.closed" : "yandex.network",
        "no usable answer: " + cause.code(),
        endpoint,
        0,
        cause);
  }

  /**
   * An address that is not https, not on the list of hosts, on another port than 443, or with user
   * info: {@code yandex.unexpected_host}. Nothing was sent to it.
   *
   * @param message what was expected and what was found
   * @param endpoint the address; only scheme, host, port and path are kept
   * @return the refusal, to be thrown
   */
  public static YandexNetworkException unexpectedHost(String message, URI endpoint) {
    return new YandexNetworkException("yandex.unexpected_host", message, endpoint, 0, null);
  }

  /**
   * Whether the same call may succeed later.
   *
   * @return true for an outage: a status of 500 and above, no connection, a time that was over
   */
  @Override
  public boolean retryable() {
    return retryable;
  }
}
