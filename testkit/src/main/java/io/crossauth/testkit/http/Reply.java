package io.crossauth.testkit.http;

import io.crossauth.testkit.internal.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/**
 * A reply of a server of the testkit: status, headers, body. Nothing is checked. Immutable and safe
 * for use by many threads.
 *
 * <p>{@code Content-Length} is added when it is sent, unless the reply has one or is chunked.
 */
public final class Reply {

  private record Header(String name, String value) {}

  private final int status;
  private final List<Header> headers;
  private final byte[] body;

  private Reply(int status, List<Header> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /**
   * Makes a reply without headers or body.
   *
   * @param status the status, such as 204
   * @return the reply
   */
  public static Reply of(int status) {
    return new Reply(status, List.of(), new byte[0]);
  }

  /**
   * Makes a reply of 200 and {@code application/json}.
   *
   * @param text the body, sent as it stands, JSON or not
   * @return the reply
   */
  public static Reply json(String text) {
    return of(200).header("Content-Type", "application/json").body(text);
  }

  /**
   * Makes a reply of 200 with an object as {@code application/json}.
   *
   * @param object the members, in the order of the map: maps, lists, strings, numbers, booleans,
   *     nulls, and {@link java.time.Instant} as seconds since 1970
   * @return the reply
   */
  public static Reply json(Map<String, ?> object) {
    return json(Json.write(object));
  }

  /**
   * Makes a reply of any status and {@code application/json}, such as an error (RFC 6749 section
   * 5.2).
   *
   * @param status the status, such as 400
   * @param text the body, sent as it stands, JSON or not
   * @return the reply
   */
  public static Reply json(int status, String text) {
    return json(text).status(status);
  }

  /**
   * Makes a reply of any status with an object as {@code application/json}.
   *
   * @param status the status, such as 400
   * @param object the members, as {@link #json(Map)} takes them
   * @return the reply
   */
  public static Reply json(int status, Map<String, ?> object) {
    return json(object).status(status);
  }

  /**
   * Makes a reply of 200 with a page of HTML in UTF-8.
   *
   * @param page the page, sent as it stands
   * @return the reply
   */
  public static Reply html(String page) {
    return of(200).header("Content-Type", "text/html;charset=utf-8").body(page);
  }

  /**
   * Makes a redirect.
   *
   * @param status the status, such as 302
   * @param location where to, sent as it stands
   * @return the reply
   */
  public static Reply redirect(int status, String location) {
    return of(status).header("Location", location);
  }

  /**
   * Makes a reply of 503 that says when to try again (RFC 9110 section 10.2.3).
   *
   * @param retryAfter the value of {@code Retry-After}: seconds or a date
   * @return the reply
   */
  public static Reply unavailable(String retryAfter) {
    return of(503).header("Retry-After", retryAfter);
  }

  /**
   * Copies the reply with another status.
   *
   * @param other the status in its place
   * @return the copy
   */
  public Reply status(int other) {
    return new Reply(other, headers, body);
  }

  /**
   * Copies the reply with another status; another name of {@link #status(int)}, which reads better
   * beside {@link #status()}.
   *
   * @param other the status in its place
   * @return the copy
   */
  public Reply withStatus(int other) {
    return status(other);
  }

  /**
   * Copies the reply with a header in the place of all of its name.
   *
   * @param name the name; in any case for those replaced
   * @param value the value, sent as it stands
   * @return the copy
   */
  public Reply header(String name, String value) {
    return withoutHeader(name).addHeader(name, value);
  }

  /**
   * Copies the reply with one more header, such as a second {@code Set-Cookie}.
   *
   * @param name the name
   * @param value the value, sent as it stands
   * @return the copy
   */
  public Reply addHeader(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new Reply(status, List.copyOf(more), body);
  }

  /**
   * Copies the reply without the headers of a name.
   *
   * @param name the name, in any case
   * @return the copy
   */
  public Reply withoutHeader(String name) {
    return new Reply(
        status, headers.stream().filter(h -> !h.name.equalsIgnoreCase(name)).toList(), body);
  }

  /**
   * Copies the reply with another body.
   *
   * @param text the body, sent in UTF-8
   * @return the copy
   */
  public Reply body(String text) {
    return body(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Copies the reply with another body.
   *
   * @param bytes the body, sent as it stands
   * @return the copy
   */
  public Reply body(byte[] bytes) {
    return new Reply(status, headers, bytes.clone());
  }

  /** {@return a copy with the body compressed and {@code Content-Encoding: gzip}} */
  public Reply gzipped() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return header("Content-Encoding", "gzip").body(out.toByteArray());
  }

  /**
   * Copies the reply with its JSON object changed.
   *
   * @param edit gets a map it may change and returns the one to send
   * @return the copy
   * @throws IllegalArgumentException if the body is not a JSON object
   */
  public Reply editJson(UnaryOperator<Map<String, Object>> edit) {
    return body(Json.write(edit.apply(new LinkedHashMap<>(Json.readObject(bodyText())))));
  }

  /** {@return the status, such as 200} */
  public int status() {
    return status;
  }

  /**
   * Finds the first header of a name.
   *
   * @param name the name, in any case
   * @return its value; empty if there is no such header
   */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(h -> h.name.equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  /** {@return a copy of the body; empty if there is none} */
  public byte[] body() {
    return body.clone();
  }

  /** {@return the body as a string, read as UTF-8} */
  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** {@return status line and headers as they are sent, up to and with the empty line} */
  public byte[] head() {
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" \r\n");
    headers.forEach(h -> head.append(h.name).append(": ").append(h.value).append("\r\n"));
    if (header("Content-Length").isEmpty() && header("Transfer-Encoding").isEmpty()) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return "Reply[" + status + ", " + body.length + " bytes]";
  }
}
