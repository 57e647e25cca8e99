package io.crossauth.client.resource.login;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.http.Shown;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.text.Printable;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a resource says of itself.
 *
 * @param servers the issuers that give tokens for it, in its order; one at least
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9728#section-2">RFC 9728 section 2</a>
 */
record ResourceMetadata(List<String> servers) {

  private static final String SERVERS = "authorization_servers";

  /** More than anybody has; each may be shown to the user. */
  private static final int MOST_SERVERS = 8;

  /**
   * Reads the document of a resource.
   *
   * @param resource what was called
   * @param document where it came from, for messages
   * @throws InvalidResponseException {@code response.resource_mismatch} if it is of another
   *     resource, {@code response.missing_member}, {@code response.wrong_type}
   */
  static ResourceMetadata read(URI resource, URI document, Map<String, @Nullable Object> members) {
    // RFC 9728 section 3.3: identical to the address that was called, or nothing of it is used.
    if (!resource.toString().equals(members.get("resource"))) {
      throw new InvalidResponseException(
          "resource_mismatch",
          "resource metadata at "
              + Shown.of(document)
              + ": expected resource "
              + Printable.of(resource.toString(), 200)
              + ", found "
              + found(members.get("resource"))
              + "; if that is the API you mean, give its address exactly so");
    }
    return new ResourceMetadata(servers(members.get(SERVERS)));
  }

  private static List<String> servers(@Nullable Object value) {
    if (value == null || (value instanceof List<?> none && none.isEmpty())) {
      throw new InvalidResponseException(
          "missing_member",
          "resource metadata, "
              + SERVERS
              + ": expected an issuer, found none; the resource does not say who gives tokens");
    }
    if (!(value instanceof List<?> list)) {
      throw wrongType(value);
    }
    List<String> servers = new ArrayList<>();
    for (Object item : list.subList(0, Math.min(MOST_SERVERS, list.size()))) {
      if (!(item instanceof String issuer)) {
        throw wrongType(item);
      }
      servers.add(issuer);
    }
    return servers.stream().distinct().toList();
  }

  private static String found(@Nullable Object resource) {
    return resource instanceof String text ? Printable.of(text, 200) : Json.kind(resource);
  }

  private static InvalidResponseException wrongType(@Nullable Object value) {
    return new InvalidResponseException(
        "wrong_type",
        "resource metadata, "
            + SERVERS
            + ": expected a list of strings, found "
            + Json.kind(value));
  }
}
