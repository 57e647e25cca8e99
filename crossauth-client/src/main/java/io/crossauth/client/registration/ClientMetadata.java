package io.crossauth.client.registration;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client says about itself, or what the server has made of it. Immutable.
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

  /** Begins the metadata of a client. */
  public static ClientMetadataBuilder builder() {
    return new ClientMetadataBuilder(Map.of());
  }

  /** Begins the metadata of a client from this, for an update. */
  public ClientMetadataBuilder toBuilder() {
    return new ClientMetadataBuilder(members);
  }

  /** Where the browser may be sent back to ({@code redirect_uris}); empty if it says nothing. */
  public List<String> redirectUris() {
    return texts("redirect_uris");
  }

  /** How it proves itself at the token endpoint ({@code token_endpoint_auth_method}). */
  public Optional<String> tokenEndpointAuthMethod() {
    return text("token_endpoint_auth_method");
  }

  /** The grants it uses ({@code grant_types}); empty if it says nothing. */
  public List<String> grantTypes() {
    return texts("grant_types");
  }

  /** What it wants from the authorization endpoint; empty if it says nothing. */
  public List<String> responseTypes() {
    return texts("response_types");
  }

  /** What people call it ({@code client_name}). */
  public Optional<String> clientName() {
    return text("client_name");
  }

  /** The scopes it may ask for ({@code scope}); empty if it says nothing. */
  public List<String> scopes() {
    return text("scope").map(scope -> List.of(scope.strip().split(" +"))).orElse(List.of());
  }

  /** A member that is a text, if it is there and not null. */
  public Optional<String> text(String name) {
    return raw(name).map(value -> cast(name, value, String.class, "a text"));
  }

  /** A member that is a list of texts; empty if it is not there or null. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object item : raw(name).map(v -> cast(name, v, List.class, "a list")).orElse(List.of())) {
      texts.add(cast(name, item, String.class, "a list of texts"));
    }
    return List.copyOf(texts);
  }

  /** Any member as it came, if it is there and not null: texts, numbers, lists, maps. */
  public Optional<Object> raw(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /** All members as they came, in their order. Unmodifiable. */
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
}
