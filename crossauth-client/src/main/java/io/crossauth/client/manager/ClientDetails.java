package io.crossauth.client.manager;

import io.crossauth.client.OAuthFlows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client is, but for its id and secret. Immutable; checked by {@link OAuthClientManager}
 * when it is stored.
 *
 * @param clientName what people call it: 1 to 200 characters; several clients may share one
 * @param redirectUris where the browser may be sent back to, compared character for character
 * @param validFlows the flows it may use, by the names of {@link OAuthFlows}
 * @param confidential whether it has a secret
 * @param userId the user who owns it, if one does: 1 to 255 characters
 * @param extra further members, for the application's own use
 */
public record ClientDetails(
    String clientName,
    List<String> redirectUris,
    List<String> validFlows,
    boolean confidential,
    Optional<String> userId,
    Map<String, String> extra) {

  /** Copies the collections. */
  public ClientDetails {
    redirectUris = List.copyOf(redirectUris);
    validFlows = List.copyOf(validFlows);
    extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
  }

  /** A confidential client of nobody, without redirect URIs, that may use all flows. */
  public static ClientDetails named(String clientName) {
    return new ClientDetails(
        clientName, List.of(), OAuthFlows.allFlows(), true, Optional.empty(), Map.of());
  }

  /** The same client with another name. */
  public ClientDetails withName(String name) {
    return new ClientDetails(name, redirectUris, validFlows, confidential, userId, extra);
  }

  /** The same client with these redirect URIs in place of its own. */
  public ClientDetails withRedirectUris(List<String> uris) {
    return new ClientDetails(clientName, uris, validFlows, confidential, userId, extra);
  }

  /** The same client with one redirect URI more; with the same ones if it has it already. */
  public ClientDetails plusRedirectUri(String uri) {
    if (redirectUris.contains(uri)) {
      return this;
    }
    List<String> uris = new ArrayList<>(redirectUris);
    uris.add(uri);
    return withRedirectUris(uris);
  }

  /** The same client with these flows in place of its own; {@link OAuthFlows#ALL} is all. */
  public ClientDetails withValidFlows(List<String> flows) {
    return new ClientDetails(clientName, redirectUris, flows, confidential, userId, extra);
  }

  /** The same client without a secret: an app, or a page in a browser. */
  public ClientDetails asPublic() {
    return new ClientDetails(clientName, redirectUris, validFlows, false, userId, extra);
  }

  /** The same client with a secret; a new one is made if it has none. */
  public ClientDetails asConfidential() {
    return new ClientDetails(clientName, redirectUris, validFlows, true, userId, extra);
  }

  /** The same client, owned by a user. */
  public ClientDetails ownedBy(String user) {
    return new ClientDetails(
        clientName, redirectUris, validFlows, confidential, Optional.of(user), extra);
  }

  /** The same client, owned by nobody. */
  public ClientDetails ownedByNobody() {
    return new ClientDetails(
        clientName, redirectUris, validFlows, confidential, Optional.empty(), extra);
  }

  /** The same client with one further member set. */
  public ClientDetails withExtra(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(extra);
    more.put(name, value);
    return new ClientDetails(clientName, redirectUris, validFlows, confidential, userId, more);
  }
}
