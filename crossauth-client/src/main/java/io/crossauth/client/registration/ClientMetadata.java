package io.crossauth.client.registration;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.ClientCertificate;
import io.crossauth.internal.json.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client says about itself, or what the server has made of it. Immutable and safe for use by
 * many threads.
 *
 * <p>Members that have no accessor here are read with {@link #raw}. A member is read when it is
 * asked for, so one of a wrong type harms only those who need it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7591#section-2">RFC 7591 section 2</a>
 * @see <a
 *     href="https://openid.net/specs/openid-connect-registration-1_0.html#ClientMetadata">OpenID
 *     Connect Dynamic Client Registration 1.0 section 2</a>
 */
public final class ClientMetadata {

  private final Map<String, @Nullable Object> members;

  ClientMetadata(Map<String, @Nullable Object> members) {
    this.members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /**
   * Begins the metadata of a client.
   *
   * @return a builder with no member set
   */
  public static Builder builder() {
    return new Builder(Map.of());
  }

  /**
   * Begins the metadata of a client from this, for an update.
   *
   * @return a builder with these members, but for those that are null
   */
  public Builder toBuilder() {
    return new Builder(members);
  }

  /**
   * Where the browser may be sent back to ({@code redirect_uris}).
   *
   * @return the addresses, in their order; empty if it says nothing
   * @throws InvalidResponseException if the member is there and is no list of strings
   */
  public List<String> redirectUris() {
    return texts("redirect_uris");
  }

  /**
   * The client authentication at the token endpoint ({@code token_endpoint_auth_method}).
   *
   * @return the method's registered name, such as {@code client_secret_basic}; empty if it says
   *     nothing
   * @throws InvalidResponseException if the member is there and is no string
   */
  public Optional<String> tokenEndpointAuthMethod() {
    return text("token_endpoint_auth_method");
  }

  /**
   * The grants it uses ({@code grant_types}).
   *
   * @return the names, such as {@code authorization_code}; empty if it says nothing
   * @throws InvalidResponseException if the member is there and is no list of strings
   */
  public List<String> grantTypes() {
    return texts("grant_types");
  }

  /**
   * What it wants from the authorization endpoint ({@code response_types}).
   *
   * @return the response types, such as {@code code}; empty if it says nothing
   * @throws InvalidResponseException if the member is there and is no list of strings
   */
  public List<String> responseTypes() {
    return texts("response_types");
  }

  /**
   * The algorithm of its ID tokens ({@code id_token_signed_response_alg}).
   *
   * @return the algorithm's name, such as {@code ES256}; empty if it says nothing
   * @throws InvalidResponseException if the member is there and is no string
   */
  public Optional<String> idTokenSignedResponseAlg() {
    return text("id_token_signed_response_alg");
  }

  /**
   * What people call it ({@code client_name}).
   *
   * @return the name; empty if it says nothing
   * @throws InvalidResponseException if the member is there and is no string
   */
  public Optional<String> clientName() {
    return text("client_name");
  }

  /**
   * The scopes it may ask for ({@code scope}).
   *
   * @return the scopes, in their order; empty if it says nothing
   * @throws InvalidResponseException if the member is there and is no string
   */
  public List<String> scopes() {
    return text("scope").map(scope -> List.of(scope.strip().split(" +"))).orElse(List.of());
  }

  /**
   * A member that is a string.
   *
   * @param name the member's name, such as {@code client_uri}
   * @return the string; empty if the member is not there or null
   * @throws InvalidResponseException if the member is there and is no string
   */
  public Optional<String> text(String name) {
    return raw(name).map(value -> cast(name, value, String.class, "a text"));
  }

  /**
   * A member that is a list of strings.
   *
   * @param name the member's name, such as {@code contacts}
   * @return the strings, in their order; empty if the member is not there or null. Unmodifiable
   * @throws InvalidResponseException if the member is there and is no list of strings
   */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object item : raw(name).map(v -> cast(name, v, List.class, "a list")).orElse(List.of())) {
      texts.add(cast(name, item, String.class, "a list of texts"));
    }
    return List.copyOf(texts);
  }

  /**
   * Any member as it came.
   *
   * @param name the member's name
   * @return a string, number, boolean, list or map; empty if the member is not there or null
   */
  public Optional<Object> raw(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /**
   * All members as they came.
   *
   * @return the members by name, in their order; a value may be null. Unmodifiable
   */
  public Map<String, @Nullable Object> members() {
    return members;
  }

  private static <V> V cast(String name, @Nullable Object value, Class<V> type, String expected) {
    if (!type.isInstance(value)) {
      throw new InvalidResponseException(
          "wrong_type",
          "client metadata, " + name + ": expected " + expected + ", found " + Json.kind(value));
    }
    return type.cast(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClientMetadata that && members.equals(that.members);
  }

  @Override
  public int hashCode() {
    return members.hashCode();
  }

  /** The names of the members. */
  @Override
  public String toString() {
    return "ClientMetadata" + members.keySet();
  }

  /**
   * Builds {@link ClientMetadata}. Nothing must be set; servers fill in what is missing.
   *
   * <p>Addresses are https, or http of this machine; redirect URIs may also have a private-use
   * scheme that is a domain name in reverse. Every method throws {@link IllegalArgumentException}
   * if a value breaks this rule or has the wrong type.
   *
   * <p>Not safe for use by many threads.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7591#section-2">RFC 7591 section 2</a>
   */
  public static final class Builder {

    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    Builder(Map<String, @Nullable Object> members) {
      this.members.putAll(members);
      this.members.values().removeIf(value -> value == null);
    }

    /**
     * Sets what people call the client ({@code client_name}).
     *
     * @param name the name to show to users; not set by default
     * @return this builder
     */
    public Builder clientName(String name) {
      return with("client_name", name);
    }

    /**
     * Sets where the browser may be sent back to ({@code redirect_uris}); required for the
     * authorization code.
     *
     * @param uris absolute addresses, which replace those that were set before
     * @return this builder
     * @throws IllegalArgumentException if one is not an address that this builder allows
     */
    public Builder redirectUris(String... uris) {
      return with("redirect_uris", List.of(uris));
    }

    /**
     * Sets where the browser may be sent back to after a logout ({@code post_logout_redirect_uris},
     * OpenID Connect RP-Initiated Logout 1.0 section 3.1).
     *
     * @param uris absolute addresses, which replace those that were set before
     * @return this builder
     * @throws IllegalArgumentException if one is not an address that this builder allows
     */
    public Builder postLogoutRedirectUris(String... uris) {
      return with("post_logout_redirect_uris", List.of(uris));
    }

    /**
     * Sets the grants it uses ({@code grant_types}).
     *
     * @param types the names, such as {@code refresh_token}; {@code authorization_code} by the
     *     server's default
     * @return this builder
     */
    public Builder grantTypes(String... types) {
      return with("grant_types", List.of(types));
    }

    /**
     * Sets what it wants from the authorization endpoint ({@code response_types}).
     *
     * @param types the response types; {@code code} by the server's default
     * @return this builder
     */
    public Builder responseTypes(String... types) {
      return with("response_types", List.of(types));
    }

    /**
     * Sets the client authentication at the token endpoint ({@code token_endpoint_auth_method}).
     *
     * @param method {@code none}, {@code client_secret_basic} (the server's default), {@code
     *     client_secret_post}, {@code private_key_jwt}, …
     * @return this builder
     */
    public Builder tokenEndpointAuthMethod(String method) {
      return with("token_endpoint_auth_method", method);
    }

    /**
     * Sets the algorithm of its ID tokens ({@code id_token_signed_response_alg}).
     *
     * @param algorithm the name by RFC 7518, such as {@code ES256}; {@code RS256} by the server's
     *     default
     * @return this builder
     */
    public Builder idTokenSignedResponseAlg(String algorithm) {
      return with("id_token_signed_response_alg", algorithm);
    }

    /**
     * Sets the scopes it may ask for, the member of that name in the singular.
     *
     * @param scopes the scopes, one each; the server chooses by default
     * @return this builder
     */
    public Builder scopes(String... scopes) {
      return with("scope", String.join(" ", scopes));
    }

    /**
     * Sets where the server finds the client's public keys ({@code jwks_uri}).
     *
     * @param uri the address of a JWK set; not set by default, and not together with {@link #jwks}
     * @return this builder
     * @throws IllegalArgumentException if it is not an address that this builder allows
     */
    public Builder jwksUri(URI uri) {
      return with("jwks_uri", uri.toString());
    }

    /**
     * Sets the client's public keys ({@code jwks}).
     *
     * @param keySet a JWK set in JSON (RFC 7517 section 5); not set by default, and not together
     *     with {@link #jwksUri}
     * @return this builder
     * @throws IllegalArgumentException if it is none, or has a private or symmetric key
     */
    public Builder jwks(String keySet) {
      return with("jwks", MetadataRules.publicKeys(keySet));
    }

    /**
     * Sets where the server tells of logouts ({@code backchannel_logout_uri}, OpenID Connect
     * Back-Channel Logout 1.0 section 2.2).
     *
     * @param uri the address of the application's logout endpoint; not set by default
     * @return this builder
     * @throws IllegalArgumentException if it is not an address that this builder allows
     */
    public Builder backchannelLogoutUri(URI uri) {
      return with("backchannel_logout_uri", uri.toString());
    }

    /**
     * Sets the software statement: a JWT by which a third party vouches for the client (RFC 7591
     * section 2.3).
     *
     * @param jwt the JWT in its compact form; it is sent as it is; not set by default
     * @return this builder
     */
    public Builder softwareStatement(String jwt) {
      return with("software_statement", jwt);
    }

    /**
     * Authenticates by the certificate of the TLS connection ({@code tls_client_auth}), whose
     * subject is this ({@code tls_client_auth_subject_dn}). Other names of it are set by {@link
     * #with}: {@code tls_client_auth_san_dns}, {@code tls_client_auth_san_uri}, {@code
     * tls_client_auth_san_ip}, {@code tls_client_auth_san_email}, of which a client has one alone.
     *
     * @param distinguishedName the subject in the form of RFC 4514: {@code CN=billing,O=Example}
     * @return this builder
     * @throws IllegalArgumentException if it is no such name
     * @see <a href="https://www.rfc-editor.org/rfc/rfc8705#section-2.1.2">RFC 8705 section
     *     2.1.2</a>
     */
    public Builder tlsClientAuthSubjectDn(String distinguishedName) {
      return tokenEndpointAuthMethod("tls_client_auth")
          .with("tls_client_auth_subject_dn", distinguishedName);
    }

    /**
     * Authenticates by the certificate of the TLS connection ({@code self_signed_tls_client_auth}),
     * which is registered itself: the client's keys ({@code jwks}) are that of the certificate.
     *
     * @param own the certificate; its key is not registered
     * @return this builder
     * @throws IllegalArgumentException if its key is neither RSA nor EC nor Ed25519
     * @see <a href="https://www.rfc-editor.org/rfc/rfc8705#section-2.2.2">RFC 8705 section
     *     2.2.2</a>
     */
    public Builder selfSignedTlsClientAuth(ClientCertificate own) {
      return tokenEndpointAuthMethod("self_signed_tls_client_auth")
          .with("jwks", MetadataRules.publicKeys(own));
    }

    /**
     * Binds the client's access tokens to the certificate that it shows, however it authenticates
     * ({@code tls_client_certificate_bound_access_tokens}).
     *
     * @return this builder
     * @see <a href="https://www.rfc-editor.org/rfc/rfc8705#section-3.4">RFC 8705 section 3.4</a>
     */
    public Builder certificateBoundAccessTokens() {
      return with("tls_client_certificate_bound_access_tokens", true);
    }

    /**
     * Sets any member, in its JSON form.
     *
     * @param name the member's name; {@code #} and a language may follow it (RFC 7591 section 2.2)
     * @param value a string, number, boolean, list or map; replaces what was set before
     * @return this builder
     * @throws IllegalArgumentException if it is a member that only the server gives, or a value
     *     that breaks a rule
     */
    public Builder with(String name, Object value) {
      MetadataRules.check(name, value);
      members.put(name, value);
      return this;
    }

    /**
     * Takes a member away.
     *
     * @param name the member's name; one that is not there changes nothing
     * @return this builder
     */
    public Builder without(String name) {
      members.remove(name);
      return this;
    }

    /**
     * Makes the metadata.
     *
     * @return the metadata, with a copy of every value
     * @throws IllegalArgumentException if a value cannot be written as JSON, there are both {@code
     *     jwks} and {@code jwks_uri}, or two names of a certificate
     */
    public ClientMetadata build() {
      if (members.containsKey("jwks") && members.containsKey("jwks_uri")) {
        throw new IllegalArgumentException("expected jwks or jwks_uri, found both (RFC 7591)");
      }
      MetadataRules.requireOneName(members.keySet());
      return new ClientMetadata(MetadataRules.copied(members));
    }
  }
}
