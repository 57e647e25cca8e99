package io.crossauth.wellknown;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.internal.text.Printable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says about itself: the provider metadata. Immutable.
 *
 * <p>Most members are optional, and absence forbids nothing. A member is read when it is asked for,
 * so one of a wrong type harms only those who need it.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata">OpenID
 *     Connect Discovery 1.0 section 3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8414#section-2">RFC 8414 section 2</a>
 */
public final class OpenIdConfiguration {

  /** More than the specifications name; who makes a field for each call gets them read anew. */
  private static final int MOST_REMEMBERED = 100;

  private final Map<String, @Nullable Object> members;
  private final Map<String, String> refused;
  private final Map<MetadataField<?>, Object> read = new ConcurrentHashMap<>();

  private OpenIdConfiguration(Map<String, @Nullable Object> members) {
    this(members, Map.of());
  }

  private OpenIdConfiguration(Map<String, @Nullable Object> members, Map<String, String> refused) {
    this.members = Frozen.map(members);
    this.refused = refused;
  }

  /** The same with members that are there and not to be handed out, each with the reason. */
  OpenIdConfiguration refusing(Map<String, String> reasons) {
    return new OpenIdConfiguration(members, Map.copyOf(reasons));
  }

  /**
   * Reads metadata from JSON.
   *
   * @param json a JSON object
   * @return the metadata
   * @throws InvalidResponseException if it is not one JSON object
   */
  public static OpenIdConfiguration parse(String json) {
    try {
      return new OpenIdConfiguration(Json.object(json.getBytes(StandardCharsets.UTF_8)));
    } catch (JsonException e) {
      throw new InvalidResponseException("not_json", "provider metadata: " + e.getMessage());
    }
  }

  /**
   * Takes metadata that has been read already: strings, numbers, booleans, lists and maps.
   *
   * @param members the members by their names
   * @return the metadata
   */
  public static OpenIdConfiguration of(Map<String, @Nullable Object> members) {
    return new OpenIdConfiguration(members);
  }

  /**
   * Begins metadata written by hand, for a server that has no discovery.
   *
   * @return a builder without members
   */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the issuer, exactly as tokens say it; empty for a server that is OAuth only} */
  public Optional<String> issuer() {
    return find(MetadataField.ISSUER);
  }

  /** {@return where the browser is sent to log in} */
  public Optional<URI> authorizationEndpoint() {
    return find(MetadataField.AUTHORIZATION_ENDPOINT);
  }

  /** {@return where grants are exchanged for tokens (RFC 6749 section 3.2)} */
  public Optional<URI> tokenEndpoint() {
    return find(MetadataField.TOKEN_ENDPOINT);
  }

  /** {@return where the keys are} */
  public Optional<URI> jwksUri() {
    return find(MetadataField.JWKS_URI);
  }

  /** {@return where claims about the user are} */
  public Optional<URI> userinfoEndpoint() {
    return find(MetadataField.USERINFO_ENDPOINT);
  }

  /** {@return where device codes are given out} */
  public Optional<URI> deviceAuthorizationEndpoint() {
    return find(MetadataField.DEVICE_AUTHORIZATION_ENDPOINT);
  }

  /**
   * {@return a member, if it is there and not null}
   *
   * @param field the member
   * @param <T> the type of the member
   * @throws InvalidResponseException if it has another type than the specification says, or is an
   *     address that this issuer may not name: plain http, where neither the issuer nor what the
   *     program has configured is so
   */
  public <T> Optional<T> find(MetadataField<T> field) {
    @SuppressWarnings("unchecked") // What a field has read is of its type.
    T known = (T) read.get(field);
    if (known != null) {
      return Optional.of(known);
    }
    Object value = members.get(field.name());
    if (value == null) {
      return Optional.empty();
    }
    checkAllowed(field.name());
    return Optional.of(remember(field, field.read(value)));
  }

  /**
   * {@return the address of an endpoint for clients that show a TLS certificate, if there is one}
   *
   * @param endpoint the endpoint, as the metadata itself names it
   * @throws InvalidResponseException if it is not an http or https address, or one that this issuer
   *     may not name, as {@link #find} has it
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8705#section-5">RFC 8705 section 5</a>
   */
  public Optional<URI> mtlsEndpointAlias(MetadataField<URI> endpoint) {
    Object alias =
        find(MetadataField.MTLS_ENDPOINT_ALIASES)
            .<Object>map(aliases -> aliases.get(endpoint.name()))
            .orElse(null);
    if (alias == null) {
      return Optional.empty();
    }
    checkAllowed(MetadataField.MTLS_ENDPOINT_ALIASES.name() + "." + endpoint.name());
    return Optional.of(endpoint.read(alias));
  }

  private void checkAllowed(String name) {
    String reason = refused.get(name);
    if (reason != null) {
      throw new InvalidResponseException("endpoint", "provider metadata, " + name + ": " + reason);
    }
  }

  private <T> T remember(MetadataField<T> field, T value) {
    if (read.size() < MOST_REMEMBERED) {
      read.put(field, value);
    }
    return value;
  }

  /**
   * {@return a member that this call cannot do without}
   *
   * @param <T> the type of the member
   * @param field the member
   * @throws InvalidResponseException if it is missing or of another type
   */
  public <T> T require(MetadataField<T> field) {
    return find(field)
        .orElseThrow(
            () ->
                new InvalidResponseException(
                    "missing_member",
                    "provider metadata: expected "
                        + field.name()
                        + ", found none; have the server publish it, or, if it has it, give it by"
                        + " hand"));
  }

  /**
   * {@return whether the list holds the value; true too when the server does not send the list}
   *
   * @param field the member
   * @param value the value
   */
  public boolean mayUse(MetadataField<List<String>> field, String value) {
    return find(field).map(list -> list.contains(value)).orElse(true);
  }

  /**
   * Any member as it came, if it is there and not null: strings, numbers, lists, maps.
   *
   * @param name the member's name
   * @return the member; empty if it is not there or null
   */
  public Optional<Object> raw(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /** {@return all members as they came, in their order} Unmodifiable. */
  public Map<String, @Nullable Object> members() {
    return members;
  }

  /**
   * {@return the same metadata with one member changed} What the program sets is taken as it is.
   *
   * @param name the member's name
   * @param value the value
   */
  public OpenIdConfiguration with(String name, Object value) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(members);
    changed.put(name, value);
    Map<String, String> others = new LinkedHashMap<>(refused);
    others.keySet().removeIf(member -> member.equals(name) || member.startsWith(name + "."));
    return new OpenIdConfiguration(changed, Map.copyOf(others));
  }

  /** The issuer and the names of the members. */
  @Override
  public String toString() {
    String issuer = Printable.of(String.valueOf(members.get("issuer")), 200);
    String names = Printable.of(members.keySet().toString(), 4000);
    return "OpenIdConfiguration[" + issuer + ", " + names + "]";
  }

  /** Writes metadata by hand. */
  public static final class Builder {

    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Sets the issuer, exactly as tokens say it.
     *
     * @param issuer the issuer, exactly as its tokens say it
     * @return this builder
     */
    public Builder issuer(String issuer) {
      return with(MetadataField.ISSUER, issuer);
    }

    /**
     * Sets where the browser is sent to log in.
     *
     * @param uri an absolute address
     * @return this builder
     */
    public Builder authorizationEndpoint(String uri) {
      return with(MetadataField.AUTHORIZATION_ENDPOINT, uri);
    }

    /**
     * Sets where grants are exchanged for tokens (RFC 6749 section 3.2).
     *
     * @param uri an absolute address
     * @return this builder
     */
    public Builder tokenEndpoint(String uri) {
      return with(MetadataField.TOKEN_ENDPOINT, uri);
    }

    /**
     * Sets where the keys are.
     *
     * @param uri an absolute address
     * @return this builder
     */
    public Builder jwksUri(String uri) {
      return with(MetadataField.JWKS_URI, uri);
    }

    /**
     * Sets where claims about the user are.
     *
     * @param uri an absolute address
     * @return this builder
     */
    public Builder userinfoEndpoint(String uri) {
      return with(MetadataField.USERINFO_ENDPOINT, uri);
    }

    /**
     * Sets where device codes are given out.
     *
     * @param uri an absolute address
     * @return this builder
     */
    public Builder deviceAuthorizationEndpoint(String uri) {
      return with(MetadataField.DEVICE_AUTHORIZATION_ENDPOINT, uri);
    }

    /**
     * Sets any member, in its JSON form: a string for an address, a list for a list.
     *
     * @param field the member
     * @param value the value
     * @return this builder
     * @throws IllegalArgumentException if the value is not of the member's type
     */
    public Builder with(MetadataField<?> field, Object value) {
      try {
        field.read(value);
      } catch (InvalidResponseException e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
      members.put(field.name(), value);
      return this;
    }

    /**
     * Makes the metadata.
     *
     * @return the metadata
     */
    public OpenIdConfiguration build() {
      return new OpenIdConfiguration(members);
    }
  }
}
