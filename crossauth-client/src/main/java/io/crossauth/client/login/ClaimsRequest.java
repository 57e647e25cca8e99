package io.crossauth.client.login;

import io.crossauth.internal.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which claims a login asks for one by one, in the ID token or from the userinfo endpoint.
 * Immutable and safe for use by many threads; every method gives a changed request.
 *
 * <p>{@code ClaimsRequest.none().idToken("email").essentialInIdToken("acr", "urn:mfa")}. What the
 * provider must then keep to is checked when the login ends: {@code acr} and {@code sub} with
 * values, and that {@code auth_time} is there. All else it may leave out, as the specification
 * says.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#ClaimsParameter">OpenID
 *     Connect Core 1.0 section 5.5</a>
 */
public final class ClaimsRequest {

  private static final ClaimsRequest NONE = new ClaimsRequest(Map.of(), Map.of());

  private final Map<String, @Nullable Object> idToken;
  private final Map<String, @Nullable Object> userInfo;

  private ClaimsRequest(
      Map<String, @Nullable Object> idToken, Map<String, @Nullable Object> userInfo) {
    this.idToken = idToken;
    this.userInfo = userInfo;
  }

  /** {@return a request for no claims} */
  public static ClaimsRequest none() {
    return NONE;
  }

  /**
   * {@return this request, and these claims in the ID token if they can be had}
   *
   * @param names the claims' names, as {@code email}; one that was asked for before is replaced
   * @throws IllegalArgumentException if a name is blank
   */
  public ClaimsRequest idToken(String... names) {
    ClaimsRequest request = this;
    for (String name : names) {
      request = new ClaimsRequest(with(request.idToken, name, null), userInfo);
    }
    return request;
  }

  /**
   * {@return this request, and a claim in the ID token that the application needs}
   *
   * @param name the claim's name, as {@code acr}; one that was asked for before is replaced
   * @param anyOf the values that will do, best first; none for any
   * @throws IllegalArgumentException if the name is blank
   */
  public ClaimsRequest essentialInIdToken(String name, String... anyOf) {
    return new ClaimsRequest(with(idToken, name, essential(anyOf)), userInfo);
  }

  /**
   * {@return this request, and these claims from the userinfo endpoint if they can be had}
   *
   * @param names the claims' names, as {@code email}; one that was asked for before is replaced
   * @throws IllegalArgumentException if a name is blank
   */
  public ClaimsRequest userInfo(String... names) {
    ClaimsRequest request = this;
    for (String name : names) {
      request = new ClaimsRequest(idToken, with(request.userInfo, name, null));
    }
    return request;
  }

  /**
   * {@return this request, and a claim from the userinfo endpoint that the application needs}
   *
   * @param name the claim's name, as {@code email}; one that was asked for before is replaced
   * @param anyOf the values that will do, best first; none for any
   * @throws IllegalArgumentException if the name is blank
   */
  public ClaimsRequest essentialInUserInfo(String name, String... anyOf) {
    return new ClaimsRequest(idToken, with(userInfo, name, essential(anyOf)));
  }

  private static Map<String, Object> essential(String... anyOf) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("essential", true);
    if (anyOf.length == 1) {
      members.put("value", anyOf[0]);
    } else if (anyOf.length > 1) {
      members.put("values", List.of(anyOf));
    }
    return members;
  }

  private static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> map, String name, @Nullable Object value) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("claim: expected a name, found an empty text");
    }
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(map);
    changed.put(name, value);
    return Collections.unmodifiableMap(changed);
  }

  /** The values that an essential claim of the ID token must have one of; empty for any. */
  List<String> values(String name) {
    if (!(idToken.get(name) instanceof Map<?, ?> wanted)) {
      return List.of();
    }
    if (wanted.get("value") instanceof String value) {
      return List.of(value);
    }
    return wanted.get("values") instanceof List<?> values
        ? values.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** The one user that the ID token must be about, if one is asked for. */
  Optional<String> subject() {
    List<String> subjects = values("sub");
    if (subjects.size() > 1) {
      throw new IllegalArgumentException("claim sub: expected one value, found several");
    }
    return subjects.stream().findFirst();
  }

  boolean needs(String name) {
    return idToken.get(name) instanceof Map<?, ?>;
  }

  /** The value of the {@code claims} parameter. */
  String json() {
    Map<String, Object> members = new LinkedHashMap<>();
    if (!userInfo.isEmpty()) {
      members.put("userinfo", userInfo);
    }
    if (!idToken.isEmpty()) {
      members.put("id_token", idToken);
    }
    return Json.write(members);
  }

  /** {@return what is asked for, as JSON} */
  @Override
  public String toString() {
    return "ClaimsRequest" + json();
  }
}
