package io.crossauth.yandex.error;

import io.crossauth.error.CrossauthException;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A failure of the Passport chain.
 *
 * <p>No message, cause or text form holds a token, cookie, password or query string.
 */
public abstract class YandexPassportException extends CrossauthException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable String endpoint;

  YandexPassportException(
      String code, String message, @Nullable URI endpoint, int status, @Nullable Throwable cause) {
    super(code, message + place(endpoint, status), cause);
    this.status = status;
    this.endpoint = endpoint == null ? null : shown(endpoint);
  }

  /** The HTTP status of the answer; empty if none came, or it was not about one. */
  public final OptionalInt status() {
    return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
  }

  /** Where the call went: scheme, host, port if it is named, and path. */
  public final Optional<String> endpoint() {
    return Optional.ofNullable(endpoint);
  }

  private static String place(@Nullable URI endpoint, int status) {
    String text = status == 0 ? "" : " (HTTP " + status + ")";
    return endpoint == null ? text : text + " at " + shown(endpoint);
  }

  private static String shown(URI uri) {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return uri.getScheme() + "://" + uri.getHost() + port + path;
  }
}
