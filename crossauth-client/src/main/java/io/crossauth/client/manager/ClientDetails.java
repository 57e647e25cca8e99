package io.crossauth.client.manager;

import io.crossauth.client.OAuthFlows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client is, but for its id and secret. Immutable and safe for use by many threads; checked
 * by {@link OAuthClientManager} when it is stored.
 *
 * @param clientName what people call it: 1 to 200 characters; several clients may share one
 * @param redirectUris where the browser may be sent back to, compared character for character
 * @param validFlows the flows it may use, by the names of {@link OAuthFlows}
 * @param confidential whether it has a secret
 * @param userId the user who owns it, if one does: 1 to 255 characters
 * @param extra further members, for the application's own use: at most 100, names of 1 to 200
 *     characters, values of at most 4,096
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-2">RFC 6749 section 2</a>
 */
public record ClientDetails(
    String clientName,
    List<String> redirectUris,
    List<String> validFlows,
    boolean confidential,
    Optional<String> userId,
    Map<String, String> extra) {

  /**
   * Copies the collections; the rules for their content are checked when the client is stored.
   *
   * @param clientName what people call it: 1 to 200 characters
   * @param redirectUris where the browser may be sent back to; may be empty
   * @param validFlows the flows it may use, by the names of {@link OAuthFlows}
   * @param confidential whether it has a secret
   * @param userId the user who owns it: 1 to 255 characters; empty for nobody
   * @param extra further members, which keep their order; may be empty
   * @throws NullPointerException if a collection, or an item of a list, is null
   */
  public ClientDetails {
    redirectUris = List.copyOf(redirectUris);
    validFlows = List.copyOf(validFlows);
    extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
  }

  /**
   * A confidential client of nobody, without redirect URIs, that may use all flows.
   *
   * @param clientName what people call it: 1 to 200 characters
   * @return its details
   */
  public static ClientDetails named(String clientName) {
    return new ClientDetails(
        clientName, List.of(), OAuthFlows.allFlows(), true, Optional.empty(), Map.of());
  }

  /**
   * The same client with another name.
   *
   * @param name 1 to 200 characters
   * @return the changed details
   */
  public ClientDetails withName(String name) {
    return new ClientDetails(name, redirectUris, validFlows, confidential, userId, extra);
  }

  /**
   * The same client with these redirect URIs in place of its own.
   *
   * @param uris at most 100, by the rules of {@link OAuthClientManager#validateUri}; may be empty
   * @return the changed details
   */
  public ClientDetails withRedirectUris(List<String> uris) {
    return new ClientDetails(clientName, uris, validFlows, confidential, userId, extra);
  }

  /**
   * The same client with one redirect URI more; with the same ones if it has it already.
   *
   * @param uri by the rules of {@link OAuthClientManager#validateUri}
   * @return the changed details
   */
  public ClientDetails withAdditionalRedirectUri(String uri) {
    if (redirectUris.contains(uri)) {
      return this;
    }
    List<String> uris = new ArrayList<>(redirectUris);
    uris.add(uri);
    return withRedirectUris(uris);
  }

  /**
   * The same client with these flows in place of its own.
   *
   * @param flows the names of {@link OAuthFlows}; {@link OAuthFlows#ALL} is all
   * @return the changed details
   */
  public ClientDetails withValidFlows(List<String> flows) {
    return new ClientDetails(clientName, redirectUris, flows, confidential, userId, extra);
  }

  /**
   * The same client with or without a secret.
   *
   * @param secret true if it has one: a new one is made if it has none yet; false for a public
   *     client, such as an app, or a page in a browser
   * @return the changed details
   */
  public ClientDetails withConfidential(boolean secret) {
    return new ClientDetails(clientName, redirectUris, validFlows, secret, userId, extra);
  }

  /**
   * The same client, owned by a user.
   *
   * @param user 1 to 255 characters
   * @return the changed details
   */
  public ClientDetails withOwner(String user) {
    return new ClientDetails(
        clientName, redirectUris, validFlows, confidential, Optional.of(user), extra);
  }

  /**
   * The same client, owned by nobody.
   *
   * @return the changed details
   */
  public ClientDetails withoutOwner() {
    return new ClientDetails(
        clientName, redirectUris, validFlows, confidential, Optional.empty(), extra);
  }

  /**
   * The same client with one further member set.
   *
   * @param name 1 to 200 characters
   * @param value at most 4,096 characters; replaces an earlier one of the same name
   * @return the changed details
   */
  public ClientDetails withExtra(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(extra);
    more.put(name, value);
    return new ClientDetails(clientName, redirectUris, validFlows, confidential, userId, more);
  }
}
