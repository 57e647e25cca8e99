package io.crossauth.testkit.http;

import io.crossauth.testkit.internal.Form;
import io.crossauth.testkit.internal.Json;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as a server of the testkit received it. Immutable and safe for use by many threads.
 *
 * <p>It holds whatever the client sent, secrets included, and prints none of it but method and
 * path.
 */
public final class RecordedRequest {

  private final String method;
  private final String target;
  private final Map<String, List<String>> headers;
  private final byte[] body;
  private final @Nullable X509Certificate certificate;

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
    this(method, target, headers, body, null);
  }

  private RecordedRequest(
      String method,
      String target,
      Map<String, List<String>> headers,
      byte[] body,
      @Nullable X509Certificate certificate) {
    this.method = method;
    this.target = target;
    Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach(
        (name, values) -> copy.computeIfAbsent(name, unused -> new ArrayList<>()).addAll(values));
    this.headers = Collections.unmodifiableMap(copy);
    this.body = body.clone();
    this.certificate = certificate;
  }

  /**
   * Makes the record of the same request over a connection that has shown a certificate.
   *
   * @param shown the client's certificate, which TLS has found it to hold the key of
   * @return the changed record
   */
  public RecordedRequest withCertificate(X509Certificate shown) {
    return new RecordedRequest(method, target, headers, body, shown);
  }

  /**
   * {@return the certificate that the client has shown in TLS (RFC 8705 section 2); empty if it has
   * shown none, or was not asked for one}
   */
  public Optional<X509Certificate> certificate() {
    return Optional.ofNullable(certificate);
  }

  /** {@return the method as sent, such as {@code POST}} */
  public String method() {
    return method;
  }

  /** {@return the path with the query, exactly as sent} */
  public String target() {
    return target;
  }

  /** {@return the path without the query, still percent-encoded} */
  public String path() {
    int question = target.indexOf('?');
    return question < 0 ? target : target.substring(0, question);
  }

  /**
   * Reads the parameters of the query.
   *
   * @return names in the order of their first use, each with its values in the order sent; empty if
   *     there is no query
   * @throws IllegalArgumentException if a percent escape is broken
   */
  public Map<String, List<String>> query() {
    int question = target.indexOf('?');
    return Form.parse(question < 0 ? "" : target.substring(question + 1));
  }

  /**
   * {@return all headers, values in the order sent; the map takes names in any case and cannot be
   * changed}
   */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /**
   * Finds the first header of a name.
   *
   * @param name the name, in any case
   * @return its value; empty if there is no such header
   */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** {@return a copy of the body, without its transfer encoding; empty if there was none} */
  public byte[] body() {
    return body.clone();
  }

  /** {@return the body as a string, read as UTF-8} */
  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /**
   * Reads the body as a form, whatever its media type says.
   *
   * @return names in the order of their first use, each with its values in the order sent
   * @throws IllegalArgumentException if a percent escape is broken
   */
  public Map<String, List<String>> form() {
    return Form.parse(bodyText());
  }

  /**
   * Finds the first parameter of a name in the body read as a form.
   *
   * @param name the name, case as sent
   * @return its value, decoded; empty if there is none
   * @throws IllegalArgumentException if a percent escape is broken
   */
  public Optional<String> formParameter(String name) {
    return form().getOrDefault(name, List.of()).stream().findFirst();
  }

  /**
   * Finds the first parameter of a name in the query.
   *
   * @param name the name, case as sent
   * @return its value, decoded; empty if there is none
   * @throws IllegalArgumentException if a percent escape is broken
   */
  public Optional<String> queryParameter(String name) {
    return query().getOrDefault(name, List.of()).stream().findFirst();
  }

  /**
   * Reads the body as a JSON object.
   *
   * @return its members; whole numbers are {@link Long}
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
