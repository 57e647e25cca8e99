package io.crossauth.tokenconsumer.resource;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request, as far as its access token is concerned: what {@link OAuthResourceServer} needs to see
 * of it where tokens are bound to a key or a certificate. Immutable, if the headers are.
 *
 * <pre>{@code
 * ApiRequest.of(request.getMethod(), request.getRequestURI(), name -> list(request.getHeaders(name)))
 * }</pre>
 */
public final class ApiRequest {

  private final String method;
  private final String target;
  private final Function<String, ? extends @Nullable Collection<String>> headers;
  private final @Nullable X509Certificate certificate;
  private final @Nullable InetAddress peer;

  private ApiRequest(
      String method,
      String target,
      Function<String, ? extends @Nullable Collection<String>> headers,
      @Nullable X509Certificate certificate,
      @Nullable InetAddress peer) {
    this.method = method;
    this.target = target;
    this.headers = headers;
    this.certificate = certificate;
    this.peer = peer;
  }

  /**
   * A request whose TLS connection showed no certificate.
   *
   * @param method its method, as it was sent: {@code GET}
   * @param target the path, percent-encoded as it was sent; a query behind it is ignored
   * @param headers the values of all headers of a name, whatever its case; null or nothing if there
   *     is none
   * @return the request
   * @throws IllegalArgumentException if the method is empty, or the target does not begin with a
   *     slash
   */
  public static ApiRequest of(
      String method,
      String target,
      Function<String, ? extends @Nullable Collection<String>> headers) {
    if (method.isEmpty()) {
      throw new IllegalArgumentException("method: expected one, found nothing");
    }
    if (!target.startsWith("/")) {
      throw new IllegalArgumentException("target: expected a path that begins with a slash");
    }
    return new ApiRequest(method, target, headers, null, null);
  }

  /**
   * {@return the same, sent over a TLS connection whose client has proved that it holds the key of
   * this certificate}
   *
   * @param shown the certificate, from the TLS layer itself; where a proxy ends TLS and names it in
   *     a header, see {@link #from}
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8705#section-3">RFC 8705 section 3</a>
   */
  public ApiRequest withCertificate(X509Certificate shown) {
    return new ApiRequest(method, target, headers, shown, peer);
  }

  /**
   * {@return the same, over a connection from this address} Its {@code Client-Cert} header counts
   * if that is the address of a proxy which {@link
   * OAuthResourceServer.Builder#clientCertificatesFrom} names, and then in place of the
   * connection's own certificate, which is the proxy's.
   *
   * @param address who holds the connection, from the socket itself; never from a header such as
   *     {@code X-Forwarded-For}
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9440">RFC 9440</a>
   */
  public ApiRequest from(InetAddress address) {
    return new ApiRequest(method, target, headers, certificate, address);
  }

  String method() {
    return method;
  }

  /** The path alone. */
  String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  List<String> headers(String name) {
    Collection<String> values = headers.apply(name);
    return values == null ? List.of() : List.copyOf(values);
  }

  @Nullable InetAddress peer() {
    return peer;
  }

  @Nullable X509Certificate certificate() {
    return certificate;
  }

  /** The method and the path, no header. */
  @Override
  public String toString() {
    return method + " " + path();
  }
}
