package io.crossauth.tokenconsumer.resource;

import io.crossauth.internal.json.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a resource server tells clients about itself, in a document at a well-known address.
 * Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-2">RFC 9728 section 2</a>
 */
public final class ProtectedResource {

  private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final URI resource;
  private final Map<String, Object> members;

  private ProtectedResource(URI resource, Map<String, Object> members) {
    this.resource = resource;
    this.members = members;
  }

  /**
   * Begins the description of a resource.
   *
   * @param resource its identifier: https, or http on this machine, without a fragment
   * @return a description with nothing but its identifier
   * @throws IllegalArgumentException if it is not such
   */
  public static ProtectedResource at(URI resource) {
    String host = resource.getHost();
    boolean secure = "https".equals(resource.getScheme());
    boolean here = "http".equals(resource.getScheme()) && host != null && LOOPBACK.contains(host);
    // RFC 9728 section 1.2
    if (host == null || resource.getRawFragment() != null || !(secure || here)) {
      throw new IllegalArgumentException(
          "resource: expected an https address without a fragment, found " + resource);
    }
    return new ProtectedResource(resource, Map.of());
  }

  /**
   * {@return the same with the scopes that clients may ask for}
   *
   * @param supported the scopes
   */
  public ProtectedResource withScopes(String... supported) {
    return with("scopes_supported", Quoted.tokens("scopes", List.of(supported)));
  }

  /**
   * {@return the same with a name for people}
   *
   * @param name the name, in any language
   */
  public ProtectedResource withName(String name) {
    return with("resource_name", name);
  }

  /**
   * {@return the same with the address of a page for developers}
   *
   * @param page the address of the page
   */
  public ProtectedResource withDocumentation(URI page) {
    return with("resource_documentation", page.toString());
  }

  /**
   * {@return the same with another member}
   *
   * @param name as registered, such as {@code dpop_bound_access_tokens_required}
   * @param value a string, number, boolean, list or map
   */
  public ProtectedResource with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(members);
    more.put(name, value);
    return new ProtectedResource(resource, more);
  }

  /** {@return its identifier} */
  public URI resource() {
    return resource;
  }

  /**
   * {@return where the document must be served: the well-known part stands between the host and the
   * path}
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-3.1">RFC 9728 section 3.1</a>
   */
  public URI metadataUri() {
    String path = resource.getRawPath().equals("/") ? "" : resource.getRawPath();
    String query = resource.getRawQuery() == null ? "" : "?" + resource.getRawQuery();
    return resource.resolve(WELL_KNOWN + path + query);
  }

  /** The document as JSON, to serve as {@code application/json}. */
  String document(Collection<String> issuers) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("resource", resource.toString());
    if (!issuers.isEmpty()) {
      document.put("authorization_servers", new ArrayList<>(issuers));
    }
    // RFC 6750 sections 2.2 and 2.3, a token in a form or a query, are not taken here.
    document.put("bearer_methods_supported", List.of("header"));
    document.putAll(members);
    return Json.write(document);
  }

  /** Its identifier. */
  @Override
  public String toString() {
    return "ProtectedResource[" + resource + "]";
  }
}
