package io.crossauth.testkit.http;

import io.crossauth.testkit.internal.Form;
import io.crossauth.testkit.internal.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as a server of the testkit received it. Immutable.
 *
 * <p>It holds whatever the client sent, secrets included, and prints none of it but method and
 * path.
 */
public final class RecordedRequest {

  private final String method;
  private final String target;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  /**
   * Makes a record of a request.
   *
   * @param method such as {@code POST}
   * @param target path and query as sent
   * @param headers names in any case, values in the order sent
   * @param body the body without its transfer encoding; empty if there was none
   */
  public RecordedRequest(
      String method, String target, Map<String, List<String>> headers, byte[] body) {
    this.method = method;
    this.target = target;
    Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach(
        (name, values) -> copy.computeIfAbsent(name, unused -> new ArrayList<>()).addAll(values));
    this.headers = Collections.unmodifiableMap(copy);
    this.body = body.clone();
  }

  /** The method, in capitals as sent. */
  public String method() {
    return method;
  }

  /** The path with the query, exactly as sent. */
  public String target() {
    return target;
  }

  /** The path without the query, still percent-encoded. */
  public String path() {
    int question = target.indexOf('?');
    return question < 0 ? target : target.substring(0, question);
  }

  /** The parameters of the query; empty if there is none. */
  public Map<String, List<String>> query() {
    int question = target.indexOf('?');
    return Form.parse(question < 0 ? "" : target.substring(question + 1));
  }

  /** All headers; the map takes names in any case. */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /** The first header of this name, in any case. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** The body; empty if there was none. */
  public byte[] body() {
    return body.clone();
  }

  /** The body as UTF-8 text. */
  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The parameters of the body read as a form, whatever its media type says. */
  public Map<String, List<String>> form() {
    return Form.parse(bodyText());
  }

  /** The first parameter of this name in the body read as a form. */
  public Optional<String> formParameter(String name) {
    return form().getOrDefault(name, List.of()).stream().findFirst();
  }

  /** The first parameter of this name in the query. */
  public Optional<String> queryParameter(String name) {
    return query().getOrDefault(name, List.of()).stream().findFirst();
  }

  /**
   * The body read as a JSON object.
   *
   * @throws IllegalArgumentException if it is none
   */
  public Map<String, Object> json() {
    return Json.readObject(bodyText());
  }

  @Override
  public String toString() {
    return method + " " + path();
  }
}
