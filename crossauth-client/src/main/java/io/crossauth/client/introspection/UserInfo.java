package io.crossauth.client.introspection;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Claims about the user, as the userinfo endpoint gave them. Immutable and safe for use by many
 * threads.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#UserInfoResponse">OpenID
 *     Connect Core 1.0 section 5.3.2</a>
 */
public final class UserInfo {

  private final String subject;
  private final Map<String, Object> claims;

  /**
   * Creates it; programs get it from the client.
   *
   * @param subject who the user is: the {@code sub} claim, not empty
   * @param claims all claims by their names, {@code sub} among them; copied
   */
  public UserInfo(String subject, Map<String, Object> claims) {
    this.subject = subject;
    this.claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
  }

  /** {@return who the user is to this provider: the {@code sub} claim, not empty} */
  public String subject() {
    return subject;
  }

  /**
   * {@return a claim, if it was sent and is not null: a string, number, boolean, list or map}
   *
   * @param name the claim's name, as {@code address}; case matters
   */
  public Optional<Object> claim(String name) {
    return Optional.ofNullable(claims.get(name));
  }

  /**
   * {@return a claim that is a string, if it was sent and is not null}
   *
   * @param name the claim's name, as {@code email}; case matters
   * @throws InvalidResponseException if the claim was sent and is not a string
   */
  public Optional<String> text(String name) {
    Object value = claims.get(name);
    if (value != null && !(value instanceof String)) {
      throw new InvalidResponseException(
          "wrong_type", "userinfo, " + name + ": expected a text, found " + Json.kind(value));
    }
    return Optional.ofNullable((String) value);
  }

  /** {@return all claims by their names, in the order sent; unmodifiable} */
  public Map<String, Object> claims() {
    return claims;
  }

  /** {@return the names of the claims; their values are personal} */
  @Override
  public String toString() {
    return "UserInfo" + claims.keySet();
  }
}
