package io.crossauth.client;

import io.crossauth.client.ciba.CibaFlow;
import io.crossauth.client.device.DeviceFlow;
import io.crossauth.client.device.DevicePrompt;
import io.crossauth.client.device.OAuthDeviceAuthorizationResponse;
import io.crossauth.client.grant.Grant;
import io.crossauth.client.grant.ServiceAccountKey;
import io.crossauth.client.grant.TokenExchange;
import io.crossauth.client.internal.OnDemand;
import io.crossauth.client.internal.call.AccessToken;
import io.crossauth.client.internal.call.OAuthResponse;
import io.crossauth.client.internal.call.UsedUp;
import io.crossauth.client.internal.ciba.BackchannelFlow;
import io.crossauth.client.internal.device.DeviceCodeFlow;
import io.crossauth.client.internal.introspection.IntrospectionCalls;
import io.crossauth.client.internal.introspection.RevocationEndpoint;
import io.crossauth.client.internal.introspection.UserInfoEndpoint;
import io.crossauth.client.internal.login.AuthorizationCodeFlow;
import io.crossauth.client.internal.login.LoopbackLoginFlow;
import io.crossauth.client.internal.login.ProviderLogout;
import io.crossauth.client.internal.mfa.MfaClient;
import io.crossauth.client.internal.token.TokenEndpoint;
import io.crossauth.client.internal.token.TokenResponseRules;
import io.crossauth.client.introspection.Introspection;
import io.crossauth.client.introspection.IntrospectionEndpoint;
import io.crossauth.client.introspection.UserInfo;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.BrowserOpener;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.login.LogoutFlow;
import io.crossauth.client.login.LoopbackLogin;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.client.login.ThirdPartyLogin;
import io.crossauth.client.mfa.MfaFlow;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.token.IssuedToken;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.ConfigurationException;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.LoginTimeoutException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.error.TransportException;
import io.crossauth.http.Form;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenExpectations;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.tokenconsumer.internal.Hashes;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth 2 and OpenID Connect client: one object for one registration at one provider. A web
 * application logs a user in by it:
 *
 * <pre>{@code
 * OAuthClient client =
 *     OAuthClient.builder("https://id.example.com/realms/shop")
 *         .clientId(clientId)
 *         .clientSecret(secret)
 *         .redirectUri(redirectUri)
 *         .build();
 *
 * // Keep login.pending() for this browser (a sealed cookie will do), send it to login.uri().
 * AuthorizationRequest login = client.startAuthorizationCodeFlow("openid");
 *
 * // The browser comes back, to the redirect URI.
 * AuthorizationResponse callback = AuthorizationResponse.of(requestUri);
 * OAuthTokenResponse tokens = client.redirectEndpoint(callback, login.pending());
 * String user = tokens.idToken().orElseThrow().requireSubject();
 * }</pre>
 *
 * <p>By task; a whole program for each is below {@code docs/tasks}:
 *
 * <ul>
 *   <li>users with a browser: {@link #startAuthorizationCodeFlow(String...)}, {@link
 *       #redirectEndpoint}; with the browser of this machine: {@link #commandLineFlow}
 *   <li>users who approve elsewhere: {@link #deviceCodeFlow}, {@link #ciba}
 *   <li>a service for itself: {@link #tokenSource(String...)}; for its caller's user: the same with
 *       a {@link TokenExchange}
 *   <li>users' tokens that stay fresh: {@link #tokenManager(TokenStore)}
 *   <li>the end: {@link #logout}, {@link #revoke(OAuthTokenResponse)}
 *   <li>what is known of a user or a token: {@link #userInfoEndpoint(OAuthTokenResponse)}, {@link
 *       #introspect}
 *   <li>a provider that does something its own way: {@link io.crossauth.client.provider.Provider}
 * </ul>
 *
 * <p>Every method that makes a call may throw {@link OAuthErrorException} when the server refuses,
 * {@link InvalidResponseException} when it returns a non-conforming response, {@link
 * TokenRejectedException} when an ID token is not acceptable, {@link TransportException} when no
 * usable answer comes, and {@link InterruptedCallException} when the thread is interrupted. ID
 * tokens are verified before anybody sees them.
 *
 * <p>Immutable and safe for use by many threads. Nothing is fetched before it is needed, so a
 * program starts while its provider is down.
 */
public final class OAuthClient implements AutoCloseable {

  /** The {@code token_type} of what is no access token (RFC 8693 section 2.2.1). */
  private static final String NO_ACCESS_TOKEN = "N_A";

  private final OAuthClientParts parts;
  private final Supplier<OpenIdConfiguration> configuration;
  private final @Nullable OAuthTokenConsumer idTokens;
  private final TokenEndpoint tokens;
  private final AuthorizationCodeFlow authorizationCode;
  private final OnDemand<DeviceFlow> device;
  private final OnDemand<CibaFlow> ciba;
  private final UserInfoEndpoint userInfo;
  private final OnDemand<MfaFlow> mfa;

  OAuthClient(OAuthClientParts parts) {
    this.parts = parts;
    this.configuration = parts.context().configuration();
    this.idTokens = parts.idTokens();
    this.tokens = new TokenEndpoint(parts.calls(), idTokens);
    this.authorizationCode =
        new AuthorizationCodeFlow(parts.context(), parts.authorization(), tokens);
    this.device =
        new OnDemand<>(
            () ->
                new DeviceCodeFlow(parts.calls(), tokens, parts.deviceGrant(), this::withUserInfo));
    this.ciba =
        new OnDemand<>(
            () -> new BackchannelFlow(parts.calls(), tokens, parts.delivery(), this::withUserInfo));
    this.userInfo = new UserInfoEndpoint(parts.calls(), parts.subjectClaim(), idTokens);
    this.mfa =
        new OnDemand<>(
            () ->
                new MfaClient(
                    parts.calls(), tokens, parts.backChannel().orElse(null), this::withUserInfo));
  }

  /**
   * Begins a client of a provider that is found by discovery.
   *
   * @param issuer the issuer, exactly as its tokens say it: an https URI without query and fragment
   * @return the builder
   * @throws IllegalArgumentException if it is none
   */
  public static OAuthClientBuilder builder(String issuer) {
    return OAuthClientBuilder.forIssuer(issuer);
  }

  /**
   * Begins a client of a provider whose metadata is given by hand. Without an issuer in it there
   * are no ID tokens.
   *
   * @param configuration the provider metadata
   * @return the builder
   */
  public static OAuthClientBuilder builder(OpenIdConfiguration configuration) {
    return OAuthClientBuilder.forConfiguration(configuration);
  }

  /**
   * Begins a client of the server whose tokens a service account gets. It says no client id, since
   * the assertion says who asks.
   *
   * @param key the account's key; give {@link ServiceAccountKey#grant} to {@code tokenSource}
   * @return the builder
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7521#section-4.1">RFC 7521 section 4.1</a>
   */
  public static OAuthClientBuilder builder(ServiceAccountKey key) {
    return builder(OpenIdConfiguration.builder().tokenEndpoint(key.tokenUri().toString()).build())
        .clientId(key.email())
        .clientAuthentication(call -> call);
  }

  /**
   * Begins a client from crossauth's environment variables: {@code CROSSAUTH_AUTH_SERVER_BASE_URL},
   * {@code CROSSAUTH_OAUTH_CLIENT_ID}, {@code CROSSAUTH_OAUTH_CLIENT_SECRET}, {@code
   * CROSSAUTH_OAUTH_REDIRECT_URI} and the others listed in the documentation.
   *
   * @return the builder
   * @throws IllegalArgumentException if one that must be there is not, or is invalid
   */
  public static OAuthClientBuilder fromEnvironment() {
    return fromEnvironment(System.getenv());
  }

  /**
   * Begins a client from crossauth's environment variables, given as a map.
   *
   * @param environment the variables by their names
   * @return the builder
   * @throws IllegalArgumentException if one that must be there is not, or is invalid
   */
  public static OAuthClientBuilder fromEnvironment(Map<String, String> environment) {
    return Environment.builder(environment);
  }

  /**
   * The provider metadata; fetched now if it is not here yet. Warms the client up.
   *
   * @return the metadata
   * @throws TransportException if it cannot be fetched
   * @throws InvalidResponseException if it is not well formed, or of another issuer
   */
  public OpenIdConfiguration loadConfig() {
    return configuration.get();
  }

  /** {@return the {@code client_id}, as it was given or registered} */
  public String clientId() {
    return parts.context().clientId();
  }

  /**
   * Begins a login with the browser: authorization code with PKCE, state and nonce.
   *
   * @param scopes what to ask for; {@code openid} among them asks for an ID token
   * @return where to send the browser, and what to keep until it comes back
   * @throws IllegalArgumentException if there is no redirect URI
   * @throws InvalidResponseException if the provider lists PKCE methods without S256, or gives no
   *     usable answer to a pushed request
   * @throws ConfigurationException if the provider demands a signed or pushed request that the
   *     settings cannot make, or has no endpoint for the one that they demand
   * @throws OAuthErrorException if the provider refuses a pushed request
   */
  public AuthorizationRequest startAuthorizationCodeFlow(String... scopes) {
    return startAuthorizationCodeFlow(LoginOptions.scopes(scopes));
  }

  /**
   * Begins a login with the browser, with options.
   *
   * @param options scopes and other parameters
   * @return where to send the browser, and what to keep until it comes back
   * @throws IllegalArgumentException if there is no redirect URI, or an option is a parameter that
   *     the client makes itself
   * @throws InvalidResponseException if the provider lists PKCE methods without S256, or gives no
   *     usable answer to a pushed request
   * @throws ConfigurationException if the provider demands a signed or pushed request that the
   *     settings cannot make, or has no endpoint for the one that they demand
   * @throws OAuthErrorException if the provider refuses a pushed request
   */
  public AuthorizationRequest startAuthorizationCodeFlow(LoginOptions options) {
    return authorizationCode.start(options);
  }

  /**
   * Ends a login with the browser.
   *
   * @param callback what the browser brings back, with the address that it came to; its path must
   *     be that of the redirect URI, so that no other server's response is taken
   * @param pending what was kept when the login began; good for one callback within ten minutes
   * @return the checked tokens
   * @throws InvalidResponseException if the callback does not answer this login, or breaks a rule
   * @throws OAuthErrorException if the user or the server refused
   * @throws TokenRejectedException if the ID token is not acceptable; or the response, where it is
   *     a JWT (JARM), before any call for tokens
   * @throws TransportException if the token endpoint or the keys cannot be reached; it is not
   *     {@code retryable()}, since the callback is used up: begin the login again
   */
  public OAuthTokenResponse redirectEndpoint(AuthorizationResponse callback, PendingLogin pending) {
    OAuthTokenResponse response = authorizationCode.finish(callback, pending);
    return UsedUp.once(AuthorizationCodeFlow.BEGIN_AGAIN, () -> withUserInfo(response));
  }

  /**
   * The name of the login that a callback belongs to, as {@link PendingLogin#id()} gives it: for
   * clients whose authorization responses are encrypted (JARM), since {@link
   * PendingLogin#id(AuthorizationResponse)} cannot read those. It says nothing yet of whether the
   * callback is genuine.
   *
   * @param callback what the browser brings back
   * @return the name: SHA-256 of the state, as base64url
   * @throws InvalidResponseException {@code response.state_missing} if it has no state, or more
   *     than one
   * @throws TokenRejectedException if it is encrypted, and is not acceptable
   * @throws TransportException if it is encrypted, and the keys cannot be reached
   */
  public String loginId(AuthorizationResponse callback) {
    return authorizationCode
        .stateOf(callback)
        .map(Hashes::sha256)
        .orElseGet(() -> PendingLogin.id(callback));
  }

  /**
   * Gets tokens for the client itself (RFC 6749 section 4.4).
   *
   * @param scopes what to ask for; none for the server's choice
   * @return the tokens
   * @throws OAuthErrorException if the server refuses
   */
  public OAuthTokenResponse clientCredentialsFlow(String... scopes) {
    return clientCredentialsFlow(TokenRequestOptions.scopes(scopes));
  }

  /**
   * Gets tokens for the client itself, with options.
   *
   * @param options scopes, {@code audience}, {@code resource} and other parameters
   * @return the tokens
   * @throws OAuthErrorException if the server refuses
   */
  public OAuthTokenResponse clientCredentialsFlow(TokenRequestOptions options) {
    return requestTokens(Grant.clientCredentials(), options);
  }

  /**
   * Renews tokens (RFC 6749 section 6). An ID token that comes back must be about the same user.
   *
   * @param previous the tokens to renew
   * @param scopes fewer scopes than before; none for the same
   * @return the new tokens, with the refresh token and the ID token of the previous ones where no
   *     new ones came
   * @throws IllegalArgumentException if there is no refresh token
   * @throws OAuthErrorException if the server refuses: {@code invalid_grant} when the user has to
   *     log in again
   * @throws TokenRejectedException if an ID token comes back that is not acceptable
   */
  public OAuthTokenResponse refreshTokenFlow(OAuthTokenResponse previous, String... scopes) {
    TokenResponseRules rules = TokenResponseRules.renewing(previous);
    Secret refreshToken = previous.refreshToken().orElseThrow();
    TokenRequestOptions options = TokenRequestOptions.scopes(scopes);
    return withUserInfo(
        tokens.exchange(
            Grant.refreshToken(refreshToken),
            previous.proofKey().map(options::withProofKey).orElse(options),
            rules));
  }

  /**
   * Renews tokens of which only the refresh token was kept.
   *
   * @param refreshToken the refresh token
   * @param expectations what an ID token that comes back must say: {@code
   *     TokenExpectations.none().withSubject(…)} for the user whose token it is
   * @param options scopes and other parameters
   * @return the new tokens, with this refresh token where no new one came
   * @throws OAuthErrorException if the server refuses
   * @throws TokenRejectedException if an ID token comes back that is not acceptable
   */
  public OAuthTokenResponse refreshTokenFlow(
      Secret refreshToken, TokenExpectations expectations, TokenRequestOptions options) {
    TokenResponseRules rules =
        TokenResponseRules.none().keeping(refreshToken).expecting(expectations);
    return withUserInfo(tokens.exchange(Grant.refreshToken(refreshToken), options, rules));
  }

  /**
   * Logs a user in with name and password (RFC 6749 section 4.3). RFC 9700 section 2.4 advises
   * against it.
   *
   * @param username the user's name
   * @param password the user's password
   * @param scopes what to ask for; none for the server's choice
   * @return the tokens, or that the server wants a second factor
   * @throws OAuthErrorException if the server refuses: {@code invalid_grant} for a wrong password
   */
  public PasswordOutcome passwordFlow(String username, Secret password, String... scopes) {
    return passwordFlow(username, password, TokenRequestOptions.scopes(scopes));
  }

  /**
   * Logs a user in with name and password, with options.
   *
   * @param username the user's name
   * @param password the user's password
   * @param options scopes and other parameters: Keycloak takes {@code totp} here
   * @return the tokens, or that the server wants a second factor
   * @throws OAuthErrorException if the server refuses: {@code invalid_grant} for a wrong password
   */
  public PasswordOutcome passwordFlow(
      String username, Secret password, TokenRequestOptions options) {
    TokenRequestOptions keyed = tokens.keyed(options);
    OAuthResponse answer = tokens.ask(Grant.password(username, password), keyed);
    if (answer instanceof OAuthResponse.Refused refused) {
      OAuthErrorException refusal = refused.error();
      return PasswordOutcome.MfaRequired.of(mfa.get(), refusal, keyed).orElseThrow(() -> refusal);
    }
    return new PasswordOutcome.SignedIn(
        withUserInfo(tokens.read(answer.orThrow(), keyed, TokenResponseRules.none())));
  }

  /**
   * The second factor's protocol, step by step; {@link PasswordOutcome.MfaRequired} leads through
   * it.
   *
   * @return the flow
   */
  public MfaFlow mfa() {
    return mfa.get();
  }

  /**
   * Asks for a device code (RFC 8628 section 3.1).
   *
   * @param scopes what to ask for; none for the server's choice
   * @return what to show the user, and the code to wait with: {@link #device}
   * @throws OAuthErrorException if the server refuses
   */
  public OAuthDeviceAuthorizationResponse startDeviceCodeFlow(String... scopes) {
    return device.get().start(TokenRequestOptions.scopes(scopes));
  }

  /**
   * Logs a user in on another device: shows the code and waits until the user has decided.
   *
   * @param prompt shows the user where to go: {@link DevicePrompt#terminal}
   * @param scopes what to ask for; none for the server's choice
   * @return the tokens
   * @throws OAuthErrorException if the user refused ({@code access_denied}), or the code is over by
   *     the server's clock ({@code expired_token})
   * @throws LoginTimeoutException {@code device.expired} if the code is over by ours
   * @throws InterruptedCallException if interrupted while waiting; nothing is left running
   */
  public OAuthTokenResponse deviceCodeFlow(DevicePrompt prompt, String... scopes) {
    return device.get().await(startDeviceCodeFlow(scopes), prompt);
  }

  /**
   * Device login with advanced options: one poll, a future that can be cancelled, handlers by error
   * code.
   *
   * @return the flow
   */
  public DeviceFlow device() {
    return device.get();
  }

  /**
   * Login that the program begins and the user approves on a device of the user's (CIBA): polled,
   * or announced by the server.
   *
   * @return the flow
   */
  public CibaFlow ciba() {
    return ciba.get();
  }

  /**
   * Logs a user of a command-line program in with the browser of this machine (RFC 8252): code with
   * PKCE, back to a port of the loopback address that is open for this one callback.
   *
   * @param browser opens the address for the user, or shows it
   * @param scopes what to ask for
   * @return the tokens
   * @throws OAuthErrorException if the user or the server refused
   * @throws LoginTimeoutException {@code login.timeout} if nobody came back in time
   * @throws InterruptedCallException if interrupted while waiting; nothing is left open
   */
  public OAuthTokenResponse commandLineFlow(BrowserOpener browser, String... scopes) {
    return commandLine().run(parts.loopback(), browser, LoginOptions.scopes(scopes));
  }

  /**
   * Command-line login with advanced options: a port, a time, a future that can be cancelled.
   *
   * @return the flow
   */
  public LoopbackLogin commandLine() {
    return new LoopbackLoginFlow(authorizationCode, parts.context().platform())
        .completedBy(this::withUserInfo);
  }

  /**
   * Gets claims about the user whose tokens these are. They must be about the subject of the ID
   * token, if there is one.
   *
   * @param tokens the tokens; their access token is presented
   * @return the claims
   * @throws OAuthErrorException if the server refuses: {@code invalid_token}
   * @throws InvalidResponseException if the claims are about a different subject
   */
  public UserInfo userInfoEndpoint(OAuthTokenResponse tokens) {
    return userInfo.get(
        AccessToken.of(tokens), tokens.idToken().map(VerifiedToken::requireSubject).orElse(null));
  }

  /**
   * Gets claims about the user of a session. They must be about its subject, if that is known.
   *
   * @param tokens the tokens of the session; their access token is presented, fresh or not
   * @return the claims
   * @throws OAuthErrorException if the server refuses: {@code invalid_token}
   * @throws InvalidResponseException if the claims are about a different subject
   */
  public UserInfo userInfoEndpoint(StoredTokens tokens) {
    AccessToken token =
        new AccessToken(tokens.accessToken(), tokens.tokenType(), tokens.proofKey());
    return userInfo.get(token, tokens.subject().orElse(null));
  }

  /**
   * Gets claims about a user.
   *
   * @param accessToken the access token to present; one that is bound to a key (DPoP) is not taken
   *     without it: give the tokens whole
   * @param expectedSubject the {@code sub} that the claims must be about
   * @return the claims
   * @throws OAuthErrorException if the server refuses: {@code invalid_token}
   * @throws InvalidResponseException if the claims are about a different subject
   */
  public UserInfo userInfoEndpoint(Secret accessToken, String expectedSubject) {
    AccessToken token = new AccessToken(accessToken, "Bearer", Optional.empty());
    return userInfo.get(token, expectedSubject);
  }

  /**
   * Revokes a token (RFC 7009); with a refresh token go, at most servers, the access tokens that
   * came of it. A token that the server does not know is as good as revoked.
   *
   * @param token an access token or a refresh token
   * @throws OAuthErrorException if the server refuses
   */
  public void revoke(Secret token) {
    new RevocationEndpoint(parts.calls()).revoke(token, null);
  }

  /**
   * Revokes tokens: the refresh token, if there is one, then the access token.
   *
   * @param tokens the tokens
   * @throws OAuthErrorException if the server refuses
   */
  public void revoke(OAuthTokenResponse tokens) {
    RevocationEndpoint endpoint = new RevocationEndpoint(parts.calls());
    tokens.refreshToken().ifPresent(t -> endpoint.revoke(t, "refresh_token"));
    endpoint.revoke(tokens.accessToken(), "access_token");
  }

  /**
   * Asks the server what a token is (RFC 7662). One that is not active is an answer, not an error.
   *
   * @param token the token
   * @return what the server says of it
   * @throws OAuthErrorException if the server does not let this client ask
   */
  public Introspection introspect(Secret token) {
    return introspection().introspect(token);
  }

  /**
   * Introspection with advanced options: hints, signed answers, and as the check of a resource
   * server for opaque tokens.
   *
   * @return the endpoint
   */
  public IntrospectionEndpoint introspection() {
    IntrospectionEndpoint endpoint = new IntrospectionCalls(parts.calls(), idTokens);
    return parts.signedIntrospection() ? endpoint.signed() : endpoint;
  }

  /**
   * The end of a login: at the provider with the browser, and what the provider says of it through
   * the browser or by itself.
   *
   * @return the flow
   */
  public LogoutFlow logout() {
    return new ProviderLogout(parts.context(), idTokens);
  }

  /**
   * Reads a request to begin a login, from somebody else (OpenID Connect Core 1.0 section 4). Go on
   * with {@link ThirdPartyLogin#options}.
   *
   * @param parameters the query or the form of the request
   * @param allowed where the user may be sent after the login: {@link ThirdPartyLogin#sameOrigin}
   * @return whom to log in, and where to go afterwards
   * @throws InvalidResponseException if it names another provider, or a target that is not allowed
   * @throws IllegalStateException if the provider has no issuer
   */
  public ThirdPartyLogin thirdPartyLogin(Form parameters, Predicate<URI> allowed) {
    return ThirdPartyLogin.of(parameters, requireIdTokens()::expectsIssuer, allowed);
  }

  /**
   * Exchanges any grant for tokens: the way for grants that have no method here.
   *
   * @param grant the grant: one of {@link Grant}'s own, or a program's
   * @param scopes what to ask for; none for the server's choice
   * @return the tokens
   * @throws OAuthErrorException if the server refuses
   * @throws TokenRejectedException if an ID token comes back that is not acceptable
   */
  public OAuthTokenResponse requestTokens(Grant grant, String... scopes) {
    return requestTokens(grant, TokenRequestOptions.scopes(scopes));
  }

  /**
   * Exchanges any grant for tokens, with options.
   *
   * @param grant the grant: one of {@link Grant}'s own, or a program's
   * @param options scopes and other parameters
   * @return the tokens
   * @throws OAuthErrorException if the server refuses
   * @throws TokenRejectedException if an ID token comes back that is not acceptable
   */
  public OAuthTokenResponse requestTokens(Grant grant, TokenRequestOptions options) {
    return tokens.exchange(grant, options, TokenResponseRules.none());
  }

  /**
   * Exchanges a token for one that need be no access token: an ID token, a SAML assertion, a JWT
   * for another server. An access token, which an API takes, comes by {@link #requestTokens} and
   * {@link #tokenSource(Grant, String...)}.
   *
   * @param exchange the exchange, with the type that is wanted
   * @param scopes what to ask for; none for the server's choice
   * @return the token and its type
   * @throws OAuthErrorException if the server refuses: {@code invalid_target}
   * @throws InvalidResponseException if the response does not say what the token is, or brings
   *     another than the one that was asked for
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8693#section-2.2.1">RFC 8693 section 2.2.1</a>
   */
  public IssuedToken exchange(TokenExchange exchange, String... scopes) {
    TokenResponseRules rules =
        TokenResponseRules.none().ofTypes(Set.of(parts.context().tokenType(), NO_ACCESS_TOKEN));
    OAuthTokenResponse answer =
        tokens.exchange(exchange, TokenRequestOptions.scopes(scopes), rules);
    String type = answer.raw("issued_token_type").map(String.class::cast).orElseThrow();
    return new IssuedToken(answer.accessToken(), type, answer.expiresAt());
  }

  /**
   * A token for the client itself that is always fresh, renewed in the background; kept in memory.
   *
   * @param scopes what to ask for; none for the server's choice
   * @return the source; nothing is fetched yet
   */
  public TokenSource tokenSource(String... scopes) {
    return tokenSource(Grant.clientCredentials(), TokenRequestOptions.scopes(scopes));
  }

  /**
   * A token of any grant that can be exchanged again and again, always fresh. That of a {@link
   * TokenExchange} is kept by the client, for all sources that ask the same: make a source for each
   * request of a user. It lives no longer than its subject token, and one minute where that one's
   * end is not known ({@link TokenExchange#withSubjectEnd}).
   *
   * @param grant the grant; it is exchanged whenever a new token is needed
   * @param options scopes and other parameters
   * @return the source; nothing is fetched yet
   * @throws IllegalArgumentException if it is a token exchange for what is no access token
   */
  public TokenSource tokenSource(Grant grant, TokenRequestOptions options) {
    KeyedRequest request = new KeyedRequest(tokens, grant, options);
    return grant instanceof TokenExchange exchange
        ? parts.exchanged().source(exchange, options, request)
        : parts.tokenSource(request);
  }

  /**
   * A token of any grant that can be exchanged again and again, always fresh.
   *
   * @param grant the grant: a {@link TokenExchange}, {@link Grant#jwtBearer}
   * @param scopes what to ask for; none for the server's choice
   * @return the source; nothing is fetched yet
   * @throws IllegalArgumentException if it is a token exchange for what is no access token
   */
  public TokenSource tokenSource(Grant grant, String... scopes) {
    return tokenSource(grant, TokenRequestOptions.scopes(scopes));
  }

  /**
   * Tokens that allow less than those of another source, for a part of the program, or a service,
   * that needs no more. Those of a session with a refresh token come by that one, which is
   * presented under the session's lease as in a renewal (RFC 6749 section 6); all others are
   * exchanged (RFC 8693). Each is for the token that the other source gives now, and ends with it
   * and its session; where that end is not known it is kept for a minute.
   *
   * @param source gives the tokens that allow more: a session's, or any that this client may
   *     exchange
   * @param scopes all that a token is to allow; at least one
   * @return the source; nothing is fetched yet. It throws {@link ConfigurationException} {@code
   *     config.no_token_exchange} if the provider does not list the grant, and {@link
   *     InvalidResponseException} {@code response.more_scopes} if it grants more than these
   * @throws IllegalArgumentException if there is no scope
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8693#section-2.1">RFC 8693 section 2.1</a>
   */
  public TokenSource downscoped(TokenSource source, String... scopes) {
    return new Downscoping(parts, tokens).of(source, scopes);
  }

  /**
   * The tokens of users' sessions, always fresh.
   *
   * @param store where they are kept
   * @return the manager
   */
  public TokenManager tokenManager(TokenStore store) {
    return tokenManager(store, TokenRequestOptions.none());
  }

  /**
   * The tokens of users' sessions, always fresh, at a provider that wants more of a refresh than
   * the refresh token: its scopes (Azure AD B2C), a {@code resource}, a parameter of its own.
   *
   * @param store where they are kept
   * @param refresh what every refresh says besides the refresh token; scopes must not be more than
   *     those of the login
   * @return the manager
   */
  public TokenManager tokenManager(TokenStore store, TokenRequestOptions refresh) {
    return parts.tokenManager(store, refresh);
  }

  /**
   * Verifies an ID token of this client.
   *
   * @param idToken the ID token in its compact form
   * @return the token
   * @throws TokenRejectedException if it is not acceptable
   * @throws TransportException if the keys cannot be had
   * @throws IllegalStateException if the provider has no issuer
   */
  public VerifiedToken validateIdToken(Secret idToken) {
    return requireIdTokens().verify(idToken.reveal(), TokenType.ID);
  }

  /**
   * Verifies an ID token of this client.
   *
   * @param idToken the ID token in its compact form
   * @return the token; empty if it is not acceptable
   * @throws TransportException if the keys cannot be had
   * @throws IllegalStateException if the provider has no issuer
   */
  public Optional<VerifiedToken> idTokenAuthorized(Secret idToken) {
    return requireIdTokens().tokenAuthorized(idToken.reveal(), TokenType.ID);
  }

  /**
   * Ends what the client has made itself; what was handed in stays open. First the renewals of its
   * managers are ended in good order, which takes 40 seconds at most, and no time if none is under
   * way: see {@link TokenManager#drain}.
   *
   * @throws InterruptedCallException if interrupted while waiting for them; all is closed then
   */
  @Override
  public void close() {
    authorizationCode.close();
    parts.close();
  }

  private OAuthTokenResponse withUserInfo(OAuthTokenResponse response) {
    if (!parts.mergeUserInfo()
        || response.idToken().isEmpty()
        || configuration.get().find(MetadataField.USERINFO_ENDPOINT).isEmpty()) {
      return response;
    }
    return TokenEndpoint.merged(response, userInfoEndpoint(response).claims());
  }

  private OAuthTokenConsumer requireIdTokens() {
    if (idTokens == null) {
      throw new IllegalStateException("ID tokens: expected a provider with an issuer, found none");
    }
    return idTokens;
  }
}
