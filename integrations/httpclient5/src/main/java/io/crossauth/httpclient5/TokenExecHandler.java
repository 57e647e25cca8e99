package io.crossauth.httpclient5;

import io.crossauth.client.resource.ResourceAccess;
import io.crossauth.client.resource.ResourceCall;
import io.crossauth.client.session.TokenSource;
import io.crossauth.error.TransportException;
import io.crossauth.error.UnsupportedLibraryException;
import io.crossauth.internal.library.Library;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/**
 * Puts a token on the requests of a classic HTTP client that go to some servers. Requests to
 * others, redirects included, go without; so do those that have an {@code Authorization} of their
 * own. When a server answers 401 to the token, the request is sent once more with another, and once
 * more with the nonce that it asks for (DPoP), unless its body cannot be repeated. Immutable and
 * safe for use by many threads.
 *
 * <p>Where there is no token, the exceptions of {@link TokenSource#accessToken} come out of the
 * client's {@code execute}; so does {@code transport.forbidden} where the token would go over http
 * to a proxy.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750 section 2.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1">RFC 9110 section 11.6.1</a>
 */
public final class TokenExecHandler implements ExecChainHandler {

  private final ResourceAccess access;

  private TokenExecHandler(ResourceAccess access) {
    this.access = access;
  }

  /**
   * Makes a handler that sends a token to some servers, and to no other.
   *
   * @param tokens gives the token, at each request
   * @param origins where the token may go: {@code https://api.example.com}, with a port unless it
   *     is 443; http only to this machine itself; at least one
   * @return the handler, to be {@linkplain #addTo added} to any number of clients
   * @throws IllegalArgumentException if there is none, or one is more than an origin
   * @throws UnsupportedLibraryException if the HttpClient that is there is older than 5.5
   */
  public static TokenExecHandler of(TokenSource tokens, URI... origins) {
    Library.HTTP_CLIENT.require(HttpRoute.class);
    return new TokenExecHandler(ResourceAccess.of(tokens, origins));
  }

  /**
   * Takes its place in a client: behind redirects and retries, so that it sees where each request
   * truly goes.
   *
   * @param builder the client to be; in its chain the handler is named {@code crossauth}
   * @return the same builder
   */
  public HttpClientBuilder addTo(HttpClientBuilder builder) {
    return builder.addExecInterceptorBefore(ChainElement.PROTOCOL.name(), "crossauth", this);
  }

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    URI uri = uri(scope.route.getTargetHost(), request);
    if (!access.covers(uri) || request.containsHeader("Authorization")) {
      return chain.proceed(request, scope);
    }
    // Http is for this machine; a proxy may be another, and would read the token.
    if ("http".equalsIgnoreCase(uri.getScheme()) && scope.route.getProxyHost() != null) {
      throw new TransportException(
          TransportException.Kind.FORBIDDEN,
          uri,
          false,
          "expected no proxy for http with a token, found one; route this machine without it",
          null);
    }
    ResourceCall call = access.call(request.getMethod(), uri);
    ClassicHttpResponse answer = chain.proceed(with(request, call.headers()), scope);
    while (call.wantsAnother(answer.getCode(), headers(answer)) && isRepeatable(request)) {
      // Closing the answer would read it to its end, which may never come.
      scope.execRuntime.discardEndpoint();
      answer = chain.proceed(with(request, call.headers()), scope);
    }
    return answer;
  }

  private static Map<String, List<String>> headers(ClassicHttpResponse response) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (Header header : response.getHeaders()) {
      headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
    }
    return headers;
  }

  private static boolean isRepeatable(ClassicHttpRequest request) {
    HttpEntity body = request.getEntity();
    return body == null || body.isRepeatable();
  }

  /** A copy: the token does not stay on the program's own request. */
  private static ClassicHttpRequest with(ClassicHttpRequest request, Map<String, String> headers) {
    ClassicHttpRequest copy = ClassicRequestBuilder.copy(request).build();
    headers.forEach(copy::setHeader);
    return copy;
  }

  /** Where the connection goes, whatever the request says. */
  private static URI uri(HttpHost target, ClassicHttpRequest request) {
    String path = request.getPath();
    try {
      return URI.create(target.toURI() + (path != null && path.startsWith("/") ? path : ""));
    } catch (IllegalArgumentException e) {
      return URI.create(target.toURI());
    }
  }

  /** Where the token may go; nothing of the token itself. */
  @Override
  public String toString() {
    return "TokenExecHandler[" + access + "]";
  }
}
