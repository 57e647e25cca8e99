package io.crossauth.yandex.error;

import io.crossauth.error.CrossauthException;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A failure of the Passport chain.
 *
 * <p>No message, cause or text form holds a token, cookie, password or query string. Immutable and
 * safe for use by many threads.
 */
public abstract class YandexPassportException extends CrossauthException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable String endpoint;

  YandexPassportException(
      String code, String message, @Nullable URI endpoint, int status, @Nullable Throwable cause) {
    super(code, message + place(endpoint, status), cause);
    this.status = status;
    this.endpoint = shown(endpoint);
  }

  /**
   * The HTTP status of the answer.
   *
   * @return 100 to 599; empty if no answer came, or the failure is not about one
   */
  public final OptionalInt status() {
    return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /**
   * Where the call went.
   *
   * @return scheme, host, port if it is named, and path; empty if there was no call, or its address
   *     has no host that can be shown
   */
  public final Optional<String> endpoint() {
    return Optional.ofNullable(endpoint);
  }

  private static String place(@Nullable URI endpoint, int status) {
    String text = status == 0 ? "" : " (HTTP " + status + ")";
    String shown = shown(endpoint);
    return shown == null ? text : text + " at " + shown;
  }

  private static @Nullable String shown(@Nullable URI uri) {
    if (uri == null || uri.getScheme() == null || uri.getHost() == null) {
      return null;
    }
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return uri.getScheme() + "://" + uri.getHost() + port + path;
  }
}
