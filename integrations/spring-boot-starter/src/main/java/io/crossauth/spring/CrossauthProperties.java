package io.crossauth.spring;

import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * All properties of the starter, {@code crossauth.*}. Immutable; no text form shows a secret.
 *
 * @param eager Whether the start asks each provider for its metadata, and fails without. By default
 *     the first use asks.
 * @param sealingKeys 32 random bytes each, in base64 ("openssl rand -base64 32"), which all nodes
 *     share. The first seals cookies and stored tokens, the others still open. Without one, what is
 *     sealed is lost when this process ends.
 * @param createTables Whether the start creates the tables of crossauth-jdbc that are not there.
 * @param client The clients, by a name of the application's own.
 * @param web The login of people, by the filter of crossauth-servlet.
 * @param resource The check of tokens that come with requests.
 */
// Error Prone 2.42 fails at texts in annotations of record components.
@SuppressWarnings({"StringConcatToTextBlock", "NotJavadoc"})
@ConfigurationProperties("crossauth")
public record CrossauthProperties(
    @DefaultValue("false") boolean eager,
    @DefaultValue List<Secret> sealingKeys,
    @DefaultValue("false") boolean createTables,
    @DefaultValue Map<String, Client> client,
    @DefaultValue Web web,
    @DefaultValue Resources resource) {

  /** Takes lists and maps as they are now. */
  public CrossauthProperties {
    sealingKeys = List.copyOf(sealingKeys);
    client = Map.copyOf(client);
  }

  /**
   * A client at a provider.
   *
   * @param issuer The provider, exactly as its tokens name it.
   * @param clientId The client's id, as it is registered.
   * @param clientSecret The client's secret.
   * @param authMethod How the client authenticates. By default as the provider's metadata lists it
   *     for a secret, "private_key_jwt" with a private key, "none" without either.
   * @param scope What logins of this client ask for.
   * @param redirectUri Where browsers come back to, for logins that the application makes by
   *     itself. The login filter has an address of its own.
   * @param sslBundle The name of an SSL bundle: whom to trust, and which certificate to show.
   * @param discoveryUri Where the metadata is, if not below the issuer.
   * @param authServerBaseUrl Where this program reaches the provider, if not at the issuer.
   * @param privateKey The client's key, for "private_key_jwt" and signed requests.
   * @param pushedRequests Whether each authorization request is pushed (RFC 9126).
   * @param dpop Whether tokens are bound to a key (RFC 9449).
   * @param fapi2 Whether to keep to the FAPI 2.0 Security Profile, and refuse what it forbids.
   * @param fapi2MessageSigning Whether to keep to FAPI 2.0 Message Signing beside it.
   * @param store Where the tokens of sessions are kept.
   * @param connectTimeout The most time for a connection.
   * @param responseTimeout The most time for an answer to begin, and between two pieces of it.
   * @param callTimeout The most time for a call in all.
   */
  public record Client(
      @Nullable String issuer,
      @Nullable String clientId,
      @Nullable Secret clientSecret,
      @Nullable AuthMethod authMethod,
      @DefaultValue("openid") List<String> scope,
      @Nullable URI redirectUri,
      @Nullable String sslBundle,
      @Nullable URI discoveryUri,
      @Nullable URI authServerBaseUrl,
      @DefaultValue PrivateKey privateKey,
      @DefaultValue("false") boolean pushedRequests,
      @DefaultValue("false") boolean dpop,
      @DefaultValue("false") boolean fapi2,
      @DefaultValue("false") boolean fapi2MessageSigning,
      @DefaultValue("memory") StoreType store,
      @DefaultValue("2s") Duration connectTimeout,
      @DefaultValue("5s") Duration responseTimeout,
      @DefaultValue("10s") Duration callTimeout) {

    /** Takes the list as it is now. */
    public Client {
      scope = List.copyOf(scope);
    }
  }

  /**
   * A key of the client's own.
   *
   * @param location A file or class path resource: a private JWK, or a key in PEM (PKCS #8).
   * @param algorithm The algorithm of a key in PEM: PS256, ES256, EdDSA. A JWK names its own.
   * @param keyId The key id of a key in PEM, as it is registered. A JWK names its own.
   */
  public record PrivateKey(
      @Nullable Resource location, @Nullable String algorithm, @Nullable String keyId) {}

  /** How a client authenticates, by the names of RFC 7591 section 2 and RFC 8705. */
  public enum AuthMethod {
    /** No client authentication: a public client. */
    NONE,
    /** The secret, by HTTP Basic. */
    CLIENT_SECRET_BASIC,
    /** The secret, among the parameters. */
    CLIENT_SECRET_POST,
    /** A JWT under a MAC by the secret. */
    CLIENT_SECRET_JWT,
    /** A JWT signed by the client's key. */
    PRIVATE_KEY_JWT,
    /** A certificate of an authority. */
    TLS_CLIENT_AUTH,
    /** A certificate that is registered itself. */
    SELF_SIGNED_TLS_CLIENT_AUTH
  }

  /** Where tokens of sessions, ended sessions and used ids are kept. */
  public enum StoreType {
    /** In this process: for one node. */
    MEMORY,
    /** In the application's DataSource, by crossauth-jdbc. */
    JDBC,
    /** At the application's Redis, by crossauth-redis. */
    REDIS
  }

  /**
   * The login filter.
   *
   * @param enabled Whether there is one. By default there is if any other of these properties is
   *     set, or if there is one client alone and no "crossauth.resource.issuer".
   * @param client Which client logs people in. The only one by default.
   * @param origin The application's address as browsers have it, context path included. By default
   *     http://localhost with "server.port" and "server.servlet.context-path", for development.
   * @param endpointsBelow A path below which the filter's own endpoints are, such as "/auth".
   * @param protect Paths that need a login, such as "/account/*". By default all do, those of
   *     Actuator too.
   * @param open Paths below protected ones that do not, such as "/assets/*".
   * @param routes APIs that the application's own pages call, by a path of the application.
   * @param afterLogin Where people go who have logged in without being on their way.
   * @param afterLogout Where people go who have logged out.
   * @param idle How long a session may rest.
   * @param absolute How long a session lasts at most.
   * @param sealedCookies Whether sessions are kept in sealed cookies, and nowhere else.
   * @param cookie The name of the session's cookie, behind "__Host-Http-".
   * @param csrfHeader The header field that the application's scripts send on every call.
   * @param roles The claim of the ID token that names roles, or a JSON Pointer to it.
   */
  public record Web(
      @Nullable Boolean enabled,
      @Nullable String client,
      @Nullable URI origin,
      @Nullable String endpointsBelow,
      @DefaultValue("/*") List<String> protect,
      @DefaultValue List<String> open,
      @DefaultValue Map<String, Route> routes,
      @DefaultValue("/") String afterLogin,
      @DefaultValue("/") String afterLogout,
      @DefaultValue("30m") Duration idle,
      @DefaultValue("8h") Duration absolute,
      @DefaultValue("false") boolean sealedCookies,
      @DefaultValue("session") String cookie,
      @DefaultValue("X-Requested-By") String csrfHeader,
      @DefaultValue("roles") String roles) {

    /** Takes lists and maps as they are now. */
    public Web {
      protect = List.copyOf(protect);
      open = List.copyOf(open);
      routes = Map.copyOf(routes);
    }
  }

  /**
   * From a path of the application to an API.
   *
   * @param path The path of the application, such as "/api/orders".
   * @param target The API's address.
   * @param methods The methods that are let through.
   * @param allowNavigation Whether images, downloads and event streams pass without the header.
   */
  public record Route(
      @Nullable String path,
      @Nullable URI target,
      @DefaultValue("GET") List<String> methods,
      @DefaultValue("false") boolean allowNavigation) {

    /** Takes the list as it is now. */
    public Route {
      methods = List.copyOf(methods);
    }
  }

  /**
   * The check of tokens that come with requests.
   *
   * @param issuer Whose tokens are taken.
   * @param audience Who this API is: one of these must be in the token's "aud".
   * @param filter Whether the filter of crossauth-servlet guards this API. By default it does if
   *     there are rules, or Spring Security's resource server is not there.
   * @param paths What the filter is mapped to, as servlets are: "/api/*".
   * @param rules What requests need to pass the filter, by names of the application's own. Without
   *     one, any good token. What no rule is for is not found.
   * @param open Paths that are read by GET without a token, such as "/actuator/health".
   * @param introspection Whether the provider is asked about each token (RFC 7662), also about
   *     those that are no JWTs.
   * @param client Which client asks. The only one by default.
   * @param dpop The address of this API as its callers have it, to check DPoP proofs (RFC 9449).
   *     Without it, tokens that are bound to a key are refused.
   * @param clockSkew How far the clocks of the provider and of this machine may be apart.
   * @param sslBundle The name of an SSL bundle: whom to trust when keys are fetched.
   * @param discoveryUri Where the metadata is, if not below the issuer.
   * @param authServerBaseUrl Where this program reaches the provider, if not at the issuer.
   * @param roles The claim of access tokens that names roles, or a JSON Pointer to it.
   */
  public record Resources(
      @Nullable String issuer,
      @DefaultValue List<String> audience,
      @Nullable Boolean filter,
      @DefaultValue("/*") List<String> paths,
      @DefaultValue Map<String, Rule> rules,
      @DefaultValue List<String> open,
      @DefaultValue("false") boolean introspection,
      @Nullable String client,
      @Nullable URI dpop,
      @DefaultValue("30s") Duration clockSkew,
      @Nullable String sslBundle,
      @Nullable URI discoveryUri,
      @Nullable URI authServerBaseUrl,
      @DefaultValue("roles") String roles) {

    /** Takes lists and maps as they are now. */
    public Resources {
      audience = List.copyOf(audience);
      paths = List.copyOf(paths);
      rules = Map.copyOf(rules);
      open = List.copyOf(open);
    }
  }

  /**
   * What requests to a path need.
   *
   * @param path The path, such as "/orders", "/orders/*" for one segment more, "/orders/**" for all
   *     below.
   * @param method The method. All by default.
   * @param scope The scopes, all of them.
   * @param roles The roles, all of them.
   * @param acrValues What the login's "acr" may be (RFC 9470). Any by default.
   * @param maxAge How long ago the person may have logged in. Any time by default.
   */
  public record Rule(
      @Nullable String path,
      @Nullable String method,
      @DefaultValue List<String> scope,
      @DefaultValue List<String> roles,
      @DefaultValue List<String> acrValues,
      @Nullable Duration maxAge) {

    /** Takes lists as they are now. */
    public Rule {
      scope = List.copyOf(scope);
      roles = List.copyOf(roles);
      acrValues = List.copyOf(acrValues);
    }
  }
}
