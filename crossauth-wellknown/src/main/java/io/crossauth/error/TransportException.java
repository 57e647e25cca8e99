package io.crossauth.error;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * No usable answer came: the server was not reached, did not speak TLS as it must, did not finish
 * in time, or answered more than was allowed.
 *
 * <p>It says nothing about the token or the credentials of the call. A service that could not get
 * the keys to check a token answers its own caller 503, not 401.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class TransportException extends CrossauthException {

  private static final long serialVersionUID = 1L;

  /** What kept the answer from us. */
  public enum Kind {
    /** The host name has no address. */
    DNS,
    /** Nothing listens there, or it cannot be reached. */
    CONNECT,
    /** The certificate or the TLS handshake was not acceptable. */
    TLS,
    /** The time for connecting, for an answer, or for the whole call was over. */
    TIMEOUT,
    /** The connection broke, or what came was not HTTP. */
    BROKEN,
    /** The answer was larger than the call allows. */
    TOO_LARGE,
    /** A policy of ours forbids the call: plain http, a host that is not on the list. */
    FORBIDDEN,
    /** The transport has been closed. */
    CLOSED,
    /** The server is busy or down, and said so (429, 503), or we are waiting for it to recover. */
    UNAVAILABLE
  }

  private final Kind kind;
  private final String endpoint;
  private final boolean sent;
  private final boolean repeatable;

  /**
   * Creates a failure to get an answer.
   *
   * @param kind what kept the answer from us
   * @param endpoint where the call went; only scheme, host, port and path are kept
   * @param sent whether any byte of the request may have reached the server
   * @param detail what was expected and what was found
   * @param cause the failure below, if there is one
   */
  public TransportException(
      Kind kind, URI endpoint, boolean sent, String detail, @Nullable Throwable cause) {
    super(
        "transport." + kind.name().toLowerCase(Locale.ROOT),
        message(withoutQuery(endpoint), detail),
        cause);
    this.kind = kind;
    this.endpoint = withoutQuery(endpoint);
    this.sent = sent;
    this.repeatable = true;
  }

  private TransportException(TransportException other, String hint) {
    super(other.code(), other.getMessage() + "; " + hint, other.getCause());
    this.kind = other.kind;
    this.endpoint = other.endpoint;
    this.sent = other.sent;
    this.repeatable = false;
    setStackTrace(other.getStackTrace());
  }

  /** The address is said once: here, unless the detail says it. */
  private static String message(String endpoint, String detail) {
    return detail.contains(endpoint)
        ? "no usable answer: " + detail
        : "no usable answer from " + endpoint + ": " + detail;
  }

  @Override
  public TransportException withoutRetry(String hint) {
    return retryable() ? new TransportException(this, hint) : this;
  }

  /** {@return what kept the answer from us} */
  public Kind kind() {
    return kind;
  }

  /** {@return where the call went: scheme, host, port and path, never the query} */
  public String endpoint() {
    return endpoint;
  }

  /**
   * {@return whether any byte of the request may have reached the server} When false, the call is
   * safe to repeat whatever it was.
   */
  public boolean sent() {
    return sent;
  }

  @Override
  public boolean retryable() {
    return switch (kind) {
      case DNS, CONNECT, TIMEOUT, BROKEN, UNAVAILABLE -> repeatable;
      case TLS, TOO_LARGE, FORBIDDEN, CLOSED -> false;
    };
  }

  /** Always an address again, whatever odd one it was. */
  private static String withoutQuery(URI uri) {
    StringBuilder text = new StringBuilder();
    if (uri.getScheme() != null) {
      text.append(uri.getScheme()).append(':');
    }
    if (uri.isOpaque()) {
      return text.append('-').toString();
    }
    // A host with an underscore is none to the JDK, but may well be one to the name service.
    String place = uri.getRawAuthority();
    if (place != null) {
      text.append("//").append(place.substring(place.lastIndexOf('@') + 1));
    }
    return text.append(uri.getRawPath() == null ? "" : uri.getRawPath()).toString();
  }
}
