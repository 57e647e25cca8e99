package io.crossauth.client;

import io.crossauth.client.grant.Grant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The flows by their names: what an application lists as allowed, and shows its users. Names are
 * crossauth's; {@code refresh_token} and {@code device_code}, as its Python version writes two of
 * them, are read too. Names are compared exactly, case included.
 *
 * <p>Has constants and functions alone; safe for use by many threads.
 */
public final class OAuthFlows {

  /** All flows. */
  public static final String ALL = "all";

  /** Authorization code without PKCE, as some servers list it; this client always sends PKCE. */
  public static final String AUTHORIZATION_CODE = "authorizationCode";

  /** Authorization code with PKCE. */
  public static final String AUTHORIZATION_CODE_WITH_PKCE = "authorizationCodeWithPKCE";

  /** Client credentials. */
  public static final String CLIENT_CREDENTIALS = "clientCredentials";

  /** Refresh token. */
  public static final String REFRESH_TOKEN = "refreshToken";

  /** Device code. */
  public static final String DEVICE_CODE = "deviceCode";

  /** Password. */
  public static final String PASSWORD = "password";

  /** Password with a second factor. */
  public static final String PASSWORD_MFA = "passwordMfa";

  /** Authorization code with an ID token. */
  public static final String OIDC_AUTHORIZATION_CODE = "oidcAuthorizationCode";

  private record Flow(String name, List<String> grantTypes) {}

  private static final Map<String, Flow> FLOWS = flows();

  private OAuthFlows() {}

  private static Map<String, Flow> flows() {
    Map<String, Flow> flows = new LinkedHashMap<>();
    List<String> code = List.of("authorization_code");
    flows.put(AUTHORIZATION_CODE, new Flow("Authorization Code", code));
    flows.put(AUTHORIZATION_CODE_WITH_PKCE, new Flow("Authorization Code with PKCE", code));
    flows.put(CLIENT_CREDENTIALS, new Flow("Client Credentials", List.of("client_credentials")));
    flows.put(REFRESH_TOKEN, new Flow("Refresh Token", List.of("refresh_token")));
    flows.put(DEVICE_CODE, new Flow("Device Code", List.of(Grant.DEVICE_CODE)));
    flows.put(PASSWORD, new Flow("Password", List.of("password")));
    flows.put(
        PASSWORD_MFA,
        new Flow(
            "Password MFA",
            List.of(
                "http://auth0.com/oauth/grant-type/mfa-otp",
                "http://auth0.com/oauth/grant-type/mfa-oob")));
    flows.put(OIDC_AUTHORIZATION_CODE, new Flow("OIDC Authorization Code", code));
    return java.util.Collections.unmodifiableMap(flows);
  }

  /** {@return the names of all flows, without {@link #ALL}; unmodifiable} */
  public static List<String> allFlows() {
    return List.copyOf(FLOWS.keySet());
  }

  /**
   * {@return whether the name is that of a flow; false for {@link #ALL}}
   *
   * @param flow a name, as one of the constants of this class
   */
  public static boolean isValidFlow(String flow) {
    return FLOWS.containsKey(canonical(flow));
  }

  /**
   * {@return whether all names are those of flows; true if there is none}
   *
   * @param flows names, as the constants of this class; {@link #ALL} is not among them
   */
  public static boolean areAllValidFlows(Collection<String> flows) {
    return flows.stream().allMatch(OAuthFlows::isValidFlow);
  }

  /**
   * Finds the names to show people, in English.
   *
   * @param flows names, as the constants of this class; {@link #ALL} is not among them
   * @return the names to show, such as {@code Client Credentials}, by the names given and in their
   *     order
   * @throws IllegalArgumentException if a name is not that of a flow
   */
  public static Map<String, String> flowNames(Collection<String> flows) {
    Map<String, String> names = new LinkedHashMap<>();
    flows.forEach(flow -> names.put(flow, require(flow).name()));
    return names;
  }

  /**
   * Finds the grant types that a flow uses.
   *
   * @param flow a name, as one of the constants of this class; not {@link #ALL}
   * @return the values of {@code grant_type}, at least one; unmodifiable
   * @throws IllegalArgumentException if the name is not that of a flow
   */
  public static List<String> grantType(String flow) {
    return require(flow).grantTypes();
  }

  /**
   * Reads a list of flows as an application writes it.
   *
   * @param flows names, as the constants of this class; {@link #ALL} stands for all of them
   * @return the flows by the names of this class, each once, in their order; unmodifiable
   * @throws IllegalArgumentException if a name is not that of a flow
   */
  public static List<String> resolve(Collection<String> flows) {
    Set<String> names = new LinkedHashSet<>();
    for (String flow : flows) {
      if (flow.equals(ALL)) {
        names.addAll(FLOWS.keySet());
      } else {
        require(flow);
        names.add(canonical(flow));
      }
    }
    return List.copyOf(names);
  }

  private static Flow require(String flow) {
    return Optional.ofNullable(FLOWS.get(canonical(flow)))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "flow: expected one of " + FLOWS.keySet() + ", found a different value"));
  }

  private static String canonical(String flow) {
    return switch (flow) {
      case "refresh_token" -> REFRESH_TOKEN;
      case "device_code" -> DEVICE_CODE;
      default -> flow;
    };
  }
}
