package io.crossauth.client.introspection;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.error.InvalidResponseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the server says about a token. Immutable and safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7662#section-2.2">RFC 7662 section 2.2</a>
 */
public final class Introspection {

  private final boolean active;
  private final Map<String, @Nullable Object> claims;

  /**
   * Creates it; programs get it from {@link IntrospectionEndpoint}.
   *
   * @param active whether the token is active
   * @param claims what is said of it, by the names of the members; empty for a token that is not
   *     active; copied
   */
  public Introspection(boolean active, Map<String, @Nullable Object> claims) {
    this.active = active;
    this.claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
  }

  /** {@return whether the token is good now, to this client; when false, nothing else is known} */
  public boolean active() {
    return active;
  }

  /**
   * {@return a claim, if it was sent and is not null: a string, number, boolean, list or map}
   *
   * @param name the claim's name, as {@code scope}; case matters
   */
  public Optional<Object> claim(String name) {
    return Optional.ofNullable(claims.get(name));
  }

  /**
   * {@return all claims by their names, in the order sent; empty for a token that is not active;
   * unmodifiable}
   */
  public Map<String, @Nullable Object> claims() {
    return claims;
  }

  /**
   * What the token allows in detail ({@code authorization_details}).
   *
   * @return the details; empty if there are none
   * @throws InvalidResponseException if they are no array of objects with a type
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9396#section-9.2">RFC 9396 section 9.2</a>
   */
  public AuthorizationDetails authorizationDetails() {
    try {
      return AuthorizationDetails.ofValue(claims.get("authorization_details"));
    } catch (IllegalArgumentException e) {
      throw new InvalidResponseException(
          "authorization_details", "introspection, " + e.getMessage() + " (RFC 9396 section 9.2)");
    }
  }

  /** {@return whether it is active, and the names of the claims} */
  @Override
  public String toString() {
    return "Introspection[" + (active ? "active, " + claims.keySet() : "not active") + "]";
  }
}
