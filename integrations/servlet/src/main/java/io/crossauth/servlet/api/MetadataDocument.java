package io.crossauth.servlet.api;

import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The description of the API, for everybody.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-3">RFC 9728 section 3</a>
 */
final class MetadataDocument {

  static final List<String> METHODS = List.of("GET", "HEAD");

  private final String path;
  private final @Nullable String query;
  private final byte[] document;

  private MetadataDocument(String path, @Nullable String query, String document) {
    this.path = path;
    this.query = query;
    this.document = document.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The description of a resource server, if it has one.
   *
   * @throws IllegalArgumentException if no request for its address would pass
   */
  static Optional<MetadataDocument> of(OAuthResourceServer server) {
    return server.metadataUri().map(uri -> at(uri, server.metadataDocument().orElse("")));
  }

  private static MetadataDocument at(URI uri, String document) {
    String path = RequestPath.decoded(uri.getRawPath());
    if (path == null) {
      throw new IllegalArgumentException(
          "resource: expected a path without . and .., // ; and escapes of these, found " + uri);
    }
    return new MetadataDocument(path, uri.getRawQuery(), document);
  }

  /** The path behind the host. */
  String path() {
    return path;
  }

  /**
   * Whether a request is for it: by the path behind the host, or within the context, where a proxy
   * has put the context before.
   *
   * @param within the path within the context
   */
  boolean isAt(HttpServletRequest request, String within) {
    boolean here =
        path.equals(within) || path.equals(request.getServletContext().getContextPath() + within);
    return here && (query == null || query.equals(request.getQueryString()));
  }

  void send(HttpServletResponse response) throws IOException {
    response.setContentType("application/json");
    response.setContentLength(document.length);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.getOutputStream().write(document);
  }
}
