package io.crossauth.spring.reactive;

import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The description of the API, for everybody.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-3">RFC 9728 section 3</a>
 */
final class WebMetadata {

  private static final Set<String> METHODS = new TreeSet<>(Set.of("GET", "HEAD"));

  private final URI address;
  private final byte[] document;

  private WebMetadata(URI address, String document) {
    this.address = address;
    this.document = document.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The description of a resource server; null if it has none.
   *
   * @throws IllegalArgumentException if no request for its address would pass
   */
  static @Nullable WebMetadata of(OAuthResourceServer server) {
    URI address = server.metadataUri().orElse(null);
    if (address == null) {
      return null;
    }
    if (!PlainPath.is(address.getRawPath())) {
      throw new IllegalArgumentException(
          "resource: expected a path without . and .., // ; and escapes of these, found "
              + address);
    }
    return new WebMetadata(address, server.metadataDocument().orElse(""));
  }

  /**
   * Whether a request is for it: by the path behind the host, or within the base path, where a
   * proxy has put that before.
   */
  boolean isAt(ServerHttpRequest request) {
    String path = address.getRawPath();
    String query = address.getRawQuery();
    boolean here =
        path.equals(request.getPath().value())
            || path.equals(request.getPath().pathWithinApplication().value());
    return here && (query == null || query.equals(request.getURI().getRawQuery()));
  }

  Mono<Void> send(ServerWebExchange exchange) {
    String method = exchange.getRequest().getMethod().name();
    if (!METHODS.contains(method)) {
      return WebRefusal.noRule(METHODS).send(exchange);
    }
    ServerHttpResponse response = exchange.getResponse();
    response.setStatusCode(HttpStatus.OK);
    response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
    response.getHeaders().setContentLength(document.length);
    response.getHeaders().set("X-Content-Type-Options", "nosniff");
    return method.equals("HEAD")
        ? response.setComplete()
        : response.writeWith(Mono.just(response.bufferFactory().wrap(document)));
  }
}
