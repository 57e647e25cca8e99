package io.crossauth.client.registration;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@link ClientMetadata}. Nothing must be set; servers fill in what is missing.
 *
 * <p>Addresses are https, or http of this machine; redirect URIs may also have a private-use scheme
 * that is a domain name in reverse. Every method throws {@link IllegalArgumentException} if a value
 * breaks this rule or has the wrong type.
 */
public final class ClientMetadataBuilder {

  private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

  ClientMetadataBuilder(Map<String, @Nullable Object> members) {
    this.members.putAll(members);
    this.members.values().removeIf(value -> value == null);
  }

  /** Sets what people call the client. */
  public ClientMetadataBuilder clientName(String name) {
    return with("client_name", name);
  }

  /** Sets where the browser may be sent back to; required for the authorization code. */
  public ClientMetadataBuilder redirectUris(String... uris) {
    return with("redirect_uris", List.of(uris));
  }

  /** Sets where the browser may be sent back to after a logout. */
  public ClientMetadataBuilder postLogoutRedirectUris(String... uris) {
    return with("post_logout_redirect_uris", List.of(uris));
  }

  /** Sets the grants it uses; {@code authorization_code} by the server's default. */
  public ClientMetadataBuilder grantTypes(String... types) {
    return with("grant_types", List.of(types));
  }

  /** Sets what it wants from the authorization endpoint; {@code code} by the server's default. */
  public ClientMetadataBuilder responseTypes(String... types) {
    return with("response_types", List.of(types));
  }

  /**
   * Sets how it proves itself at the token endpoint: {@code none}, {@code client_secret_basic} (the
   * server's default), {@code client_secret_post}, {@code private_key_jwt}, …
   */
  public ClientMetadataBuilder tokenEndpointAuthMethod(String method) {
    return with("token_endpoint_auth_method", method);
  }

  /** Sets the scopes it may ask for. */
  public ClientMetadataBuilder scopes(String... scopes) {
    return with("scope", String.join(" ", scopes));
  }

  /** Sets where the server finds the client's public keys. */
  public ClientMetadataBuilder jwksUri(URI uri) {
    return with("jwks_uri", uri.toString());
  }

  /**
   * Sets the client's public keys.
   *
   * @param keySet a JWK set in JSON
   * @throws IllegalArgumentException if it is none, or has a private or symmetric key
   */
  public ClientMetadataBuilder jwks(String keySet) {
    return with("jwks", MetadataRules.publicKeys(keySet));
  }

  /** Sets where the server tells of logouts (OpenID Connect Back-Channel Logout 1.0). */
  public ClientMetadataBuilder backchannelLogoutUri(URI uri) {
    return with("backchannel_logout_uri", uri.toString());
  }

  /** Sets the software statement: a JWT by which a third party vouches for the client. */
  public ClientMetadataBuilder softwareStatement(String jwt) {
    return with("software_statement", jwt);
  }

  /**
   * Sets any member, in its JSON form: texts, numbers, booleans, lists, maps.
   *
   * @throws IllegalArgumentException if it is a member that only the server gives, or a value that
   *     breaks a rule
   */
  public ClientMetadataBuilder with(String name, Object value) {
    MetadataRules.check(name, value);
    members.put(name, value);
    return this;
  }

  /** Takes a member away. */
  public ClientMetadataBuilder without(String name) {
    members.remove(name);
    return this;
  }

  /**
   * Makes the metadata.
   *
   * @throws IllegalArgumentException if a value cannot be written as JSON, or there are both {@code
   *     jwks} and {@code jwks_uri}
   */
  public ClientMetadata build() {
    if (members.containsKey("jwks") && members.containsKey("jwks_uri")) {
      throw new IllegalArgumentException("expected jwks or jwks_uri, found both (RFC 7591)");
    }
    return new ClientMetadata(MetadataRules.copied(members));
  }
}
