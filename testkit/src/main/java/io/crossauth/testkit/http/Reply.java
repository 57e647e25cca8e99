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
 * A reply of a server of the testkit: status, headers, body. Immutable; nothing is checked.
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

  /** A reply without headers or body. */
  public static Reply of(int status) {
    return new Reply(status, List.of(), new byte[0]);
  }

  /** 200 with this text as {@code application/json}. */
  public static Reply json(String text) {
    return of(200).header("Content-Type", "application/json").body(text);
  }

  /** 200 with this object as {@code application/json}; the map may hold what JSON can. */
  public static Reply json(Map<String, ?> object) {
    return json(Json.write(object));
  }

  /** 200 with a page of HTML. */
  public static Reply html(String page) {
    return of(200).header("Content-Type", "text/html;charset=utf-8").body(page);
  }

  /** A redirect, such as 302, to a location that is sent as it stands. */
  public static Reply redirect(int status, String location) {
    return of(status).header("Location", location);
  }

  /** 503 with {@code Retry-After}: seconds or a date. */
  public static Reply unavailable(String retryAfter) {
    return of(503).header("Retry-After", retryAfter);
  }

  /** The same reply with another status. */
  public Reply status(int other) {
    return new Reply(other, headers, body);
  }

  /** The same reply with this header in the place of all of its name. */
  public Reply header(String name, String value) {
    return withoutHeader(name).addHeader(name, value);
  }

  /** The same reply with one more header, such as a second {@code Set-Cookie}. */
  public Reply addHeader(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new Reply(status, List.copyOf(more), body);
  }

  /** The same reply without the headers of this name. */
  public Reply withoutHeader(String name) {
    return new Reply(
        status, headers.stream().filter(h -> !h.name.equalsIgnoreCase(name)).toList(), body);
  }

  /** The same reply with another body, in UTF-8. */
  public Reply body(String text) {
    return body(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same reply with another body. */
  public Reply body(byte[] bytes) {
    return new Reply(status, headers, bytes.clone());
  }

  /** The same reply with its body compressed and {@code Content-Encoding: gzip}. */
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
   * The same reply with its JSON object changed.
   *
   * @param edit gets a map it may change and returns the one to send
   * @throws IllegalArgumentException if the body is not a JSON object
   */
  public Reply editJson(UnaryOperator<Map<String, Object>> edit) {
    return body(Json.write(edit.apply(new LinkedHashMap<>(Json.readObject(bodyText())))));
  }

  /** The status. */
  public int status() {
    return status;
  }

  /** The first header of this name, in any case. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(h -> h.name.equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  /** The body; empty if there is none. */
  public byte[] body() {
    return body.clone();
  }

  /** The body as UTF-8 text. */
  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Status line and headers as they are sent, up to and with the empty line. */
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
