package io.crossauth.http;

import java.util.Locale;
import java.util.Optional;

/**
 * An answer, whole and within the limits of its call. Immutable.
 *
 * <p>Its text form is the status and the size; never a header or the body.
 */
public final class HttpReply {

  private final int status;
  private final Headers headers;
  private final transient byte[] body;

  /**
   * Creates an answer.
   *
   * @param status the HTTP status
   * @param headers the header fields
   * @param body the body, decompressed; empty if there was none
   */
  public HttpReply(int status, Headers headers, byte[] body) {
    this(body.clone(), headers, status);
  }

  private HttpReply(byte[] body, Headers headers, int status) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** An answer whose body nobody else holds, so that it need not be copied. */
  static HttpReply owning(int status, Headers headers, byte[] body) {
    return new HttpReply(body, headers, status);
  }

  /** {@return the HTTP status} */
  public int status() {
    return status;
  }

  /** {@return whether the status is 2xx} */
  public boolean successful() {
    return status >= 200 && status < 300;
  }

  /** {@return the header fields} */
  public Headers headers() {
    return headers;
  }

  /** {@return the media type in lower case without its parameters, if the answer names one} */
  public Optional<String> mediaType() {
    return headers.first("Content-Type").map(HttpReply::withoutParameters);
  }

  private static String withoutParameters(String type) {
    int semicolon = type.indexOf(';');
    String name = semicolon < 0 ? type : type.substring(0, semicolon);
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /** {@return a copy of the body, decompressed; empty if there was none} */
  public byte[] body() {
    return body.clone();
  }

  /** The body itself, not to be changed. */
  byte[] bytes() {
    return body;
  }

  /** Status and size. */
  @Override
  public String toString() {
    return "HTTP " + status + ", " + body.length + " bytes";
  }
}
