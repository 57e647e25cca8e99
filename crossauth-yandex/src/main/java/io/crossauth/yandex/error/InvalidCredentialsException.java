package io.crossauth.yandex.error;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The server refused the credentials: only this, if it is {@link #named()}, says that they are no
 * longer good. A login that was cancelled ends with it too. The code is {@code
 * yandex.invalid_credentials}.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class InvalidCredentialsException extends YandexAuthFailedException {

  private static final long serialVersionUID = 1L;

  private final boolean named;

  /**
   * Creates the failure.
   *
   * @param message what was expected and what was found, without any secret
   * @param endpoint where the call went, if there was one; only scheme, host, port and path are
   *     kept
   * @param status the HTTP status of the answer; 0 if there was none
   */
  public InvalidCredentialsException(String message, @Nullable URI endpoint, int status) {
    this(message, endpoint, status, true);
  }

  private InvalidCredentialsException(
      String message, @Nullable URI endpoint, int status, boolean named) {
    super("yandex.invalid_credentials", message, endpoint, status);
    this.named = named;
  }

  /**
   * A failure to get a token, although the answer does not say that the credentials are bad.
   *
   * @param message what was expected and what was found, without any secret
   * @param endpoint where the call went; only scheme, host, port and path are kept
   * @param status the HTTP status of the answer
   * @return the failure, to be thrown
   */
  public static InvalidCredentialsException unnamed(String message, URI endpoint, int status) {
    return new InvalidCredentialsException(message, endpoint, status, false);
  }

  /**
   * Whether the credentials were refused explicitly. Otherwise there was merely no token, and what
   * is stored is not to be thrown away.
   *
   * @return false if the answer does not say that the credentials are bad
   */
  public boolean named() {
    return named;
  }
}
