package io.crossauth.yandex.error;

import java.net.URI;

/**
 * An address that is not https, not on the list of hosts, on another port than 443, or with user
 * info. Nothing was sent to it.
 */
public final class UnexpectedHostException extends YandexNetworkException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the refusal.
   *
   * @param message what was expected and what was found
   * @param endpoint the address; only scheme, host, port and path are kept
   */
  public UnexpectedHostException(String message, URI endpoint) {
    super("yandex.unexpected_host", message, endpoint, 0, null);
  }
}
