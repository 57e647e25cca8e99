package io.crossauth.http;

import io.crossauth.internal.text.Unicode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A request to send. Immutable.
 *
 * <p>Its text form is the method, host and path; never the query, a header or the body.
 */
public final class HttpCall {

  /** The most bytes of an answer by default: 64 KiB. */
  public static final int DEFAULT_MAX_BYTES = 64 * 1024;

  private static final Headers FORM =
      Headers.of("Content-Type", "application/x-www-form-urlencoded");

  private final String method;
  private final URI uri;
  private final Headers headers;
  private final transient byte @Nullable [] body;
  private final int maxBytes;
  private final @Nullable Duration timeout;
  private final int bodiless;
  private final transient @Nullable BooleanSupplier condition;
  private final Duration held;

  private HttpCall(
      String method,
      URI uri,
      Headers headers,
      byte @Nullable [] body,
      int maxBytes,
      @Nullable Duration timeout,
      int bodiless,
      @Nullable BooleanSupplier condition,
      Duration held) {
    this.method = method;
    this.uri = uri;
    this.headers = headers;
    this.body = body;
    this.maxBytes = maxBytes;
    this.timeout = timeout;
    this.bodiless = bodiless;
    this.condition = condition;
    this.held = held;
  }

  /**
   * A GET.
   *
   * @param uri an absolute http or https address
   * @return a call without header fields
   * @throws IllegalArgumentException if the address has no host or has a fragment
   */
  public static HttpCall get(URI uri) {
    return of("GET", uri);
  }

  /**
   * {@return a request of any method, without a body}
   *
   * @param method the method, in any case
   * @param uri where it goes: absolute, with a host, without a fragment
   * @throws IllegalArgumentException if the address is not such, or the method is not a token
   */
  public static HttpCall of(String method, URI uri) {
    if (!Headers.isToken(method)) {
      throw new IllegalArgumentException("method: expected a token (RFC 9110 section 9.1)");
    }
    return new HttpCall(
        method.toUpperCase(Locale.ROOT),
        checked(uri),
        Headers.none(),
        null,
        DEFAULT_MAX_BYTES,
        null,
        0,
        null,
        Duration.ZERO);
  }

  /**
   * {@return a POST of a form, as {@code application/x-www-form-urlencoded}}
   *
   * @param uri an absolute http or https address
   * @param form the parameters, sent in the body
   */
  public static HttpCall post(URI uri, Form form) {
    byte[] encoded = form.encode().getBytes(StandardCharsets.UTF_8);
    return new HttpCall(
        "POST", checked(uri), FORM, encoded, DEFAULT_MAX_BYTES, null, 0, null, Duration.ZERO);
  }

  /**
   * {@return the same call with a body}
   *
   * @param contentType the media type of the body
   * @param bytes the body; it is copied
   */
  public HttpCall withBody(String contentType, byte[] bytes) {
    Headers typed = headers.with("Content-Type", contentType);
    return new HttpCall(
        method, uri, typed, bytes.clone(), maxBytes, timeout, bodiless, condition, held);
  }

  /**
   * {@return the same call to another address}
   *
   * @param other the address
   * @throws IllegalArgumentException if it has no host or has a fragment
   */
  public HttpCall withUri(URI other) {
    return new HttpCall(
        method, checked(other), headers, body, maxBytes, timeout, bodiless, condition, held);
  }

  /**
   * {@return the same call with this header once}
   *
   * @param name the field's name
   * @param value its value
   */
  public HttpCall withHeader(String name, String value) {
    return new HttpCall(
        method, uri, headers.with(name, value), body, maxBytes, timeout, bodiless, condition, held);
  }

  /**
   * {@return the same call with these headers, which replace those of the same name}
   *
   * @param others the fields
   */
  public HttpCall withHeaders(Headers others) {
    Headers all = headers.overriddenBy(others);
    return all == headers
        ? this
        : new HttpCall(method, uri, all, body, maxBytes, timeout, bodiless, condition, held);
  }

  /**
   * {@return the same call with another limit}
   *
   * @param bytes the most bytes of an answer's body, counted after decompression
   * @throws IllegalArgumentException if it is negative
   */
  public HttpCall withMaxBytes(int bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("maxBytes: expected 0 or more, found " + bytes);
    }
    return new HttpCall(method, uri, headers, body, bytes, timeout, bodiless, condition, held);
  }

  /**
   * {@return the same call with a time of its own}
   *
   * @param whole the most time for everything from the address to the last byte; the transport's
   *     default applies where it is shorter
   * @throws IllegalArgumentException if it is zero or less, or more than a day
   */
  public HttpCall withTimeout(Duration whole) {
    checkedTime("timeout", whole);
    return new HttpCall(method, uri, headers, body, maxBytes, whole, bodiless, condition, held);
  }

  /**
   * The same call, of whose answer the body is not read if it has this status: the status and the
   * header fields say all, and the body may be too large, never end, or be compressed in a way that
   * nobody knows. A transport that does not know of this reads it.
   *
   * @param status an HTTP status, such as 429; 0 for none, as by default
   * @return the changed call
   * @throws IllegalArgumentException if it is neither 0 nor 200 to 599
   */
  public HttpCall withoutBodyOf(int status) {
    if (status != 0 && (status < 200 || status > 599)) {
      throw new IllegalArgumentException("status: expected 0 or 200 to 599, found " + status);
    }
    return new HttpCall(method, uri, headers, body, maxBytes, timeout, status, condition, held);
  }

  /**
   * The same call, sent only while a condition holds. It is looked at last right before the first
   * byte of the request, when the connection is there; if it does not hold then, the call fails
   * with a {@link io.crossauth.error.TransportException} of kind {@code FORBIDDEN} that has sent
   * nothing. For a request that is good for a time only, such as one under a lease.
   *
   * @param holds asked on the thread of the call, for each attempt to send; must not block
   * @return the changed call
   */
  public HttpCall withCondition(BooleanSupplier holds) {
    return new HttpCall(method, uri, headers, body, maxBytes, timeout, bodiless, holds, held);
  }

  /**
   * The same call, whose answer the server may hold back until it has something to say (long
   * polling): so much longer it may be silent, and so much longer the call may take than the
   * transport allows. A time of the call's own ({@link #withTimeout}) stays as it is. A transport
   * that does not know of this ends the call as any other.
   *
   * @param most how long it may be held at most; zero for not at all, as by default
   * @return the changed call
   * @throws IllegalArgumentException if it is less than zero, or more than a day
   */
  public HttpCall withHeldAnswer(Duration most) {
    if (!most.isZero()) {
      checkedTime("heldAnswer", most);
    }
    return new HttpCall(method, uri, headers, body, maxBytes, timeout, bodiless, condition, most);
  }

  /**
   * {@return whether the call may be sent now} A transport asks right before the first byte.
   *
   * @see #withCondition
   */
  public boolean maySend() {
    return condition == null || condition.getAsBoolean();
  }

  /** Whether the body of an answer of this status is not read. */
  boolean skipsBodyOf(int status) {
    return bodiless != 0 && bodiless == status;
  }

  /** {@return the method, in upper case} */
  public String method() {
    return method;
  }

  /** {@return where it goes} */
  public URI uri() {
    return uri;
  }

  /** {@return the header fields} */
  public Headers headers() {
    return headers;
  }

  /** {@return a copy of the body, if there is one} */
  public Optional<byte[]> body() {
    return body == null ? Optional.empty() : Optional.of(body.clone());
  }

  /** The body itself, not to be changed. */
  byte @Nullable [] bytes() {
    return body;
  }

  /** {@return the most bytes of an answer's body} */
  public int maxBytes() {
    return maxBytes;
  }

  /** {@return the time for this call, if it has one of its own} */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /** {@return how long the server may hold its answer; zero for not at all} */
  public Duration heldAnswer() {
    return held;
  }

  /** Scheme, host, port if it is named, and path: what may be shown. */
  String endpoint() {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath();
  }

  /** A time that can be waited for: more than zero, and a day at most. */
  static Duration checkedTime(String name, Duration time) {
    if (time.isNegative() || time.isZero() || time.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          name + ": expected more than zero and a day at most, found " + time);
    }
    return time;
  }

  private static URI checked(URI uri) {
    if (!uri.isAbsolute()
        || uri.getHost() == null
        || uri.getRawFragment() != null
        || uri.getPort() > 65_535
        || !Unicode.isWhole(uri.toString())) {
      throw new IllegalArgumentException(
          "uri: expected an absolute address with a host, a port up to 65535 and no fragment");
    }
    // java.net.URI takes letters beyond ASCII, the wire does not (RFC 3986 section 2).
    String ascii = uri.toASCIIString();
    return ascii.equals(uri.toString()) ? uri : URI.create(ascii);
  }

  /** Method, scheme, host, port and path. */
  @Override
  public String toString() {
    return method + " " + endpoint();
  }
}
