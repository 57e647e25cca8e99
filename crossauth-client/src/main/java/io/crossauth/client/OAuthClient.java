package io.crossauth.client;

import io.crossauth.client.device.DeviceFlow;
import io.crossauth.client.device.DevicePrompt;
import io.crossauth.client.device.OAuthDeviceAuthorizationResponse;
import io.crossauth.client.grant.ClientCredentialsGrant;
import io.crossauth.client.grant.Grant;
import io.crossauth.client.grant.PasswordGrant;
import io.crossauth.client.grant.RefreshTokenGrant;
import io.crossauth.client.internal.call.OAuthResponse;
import io.crossauth.client.internal.device.DeviceCodeFlow;
import io.crossauth.client.internal.mfa.MfaClient;
import io.crossauth.client.internal.token.TokenEndpoint;
import io.crossauth.client.internal.token.TokenResponseRules;
import io.crossauth.client.introspection.Introspection;
import io.crossauth.client.introspection.IntrospectionCheck;
import io.crossauth.client.introspection.IntrospectionEndpoint;
import io.crossauth.client.introspection.RevocationEndpoint;
import io.crossauth.client.introspection.UserInfo;
import io.crossauth.client.introspection.UserInfoEndpoint;
import io.crossauth.client.login.AuthorizationCodeFlow;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.BackChannelLogout;
import io.crossauth.client.login.BrowserOpener;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.login.LogoutFlow;
import io.crossauth.client.login.LoopbackLogin;
import io.crossauth.client.login.LoopbackOptions;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.client.login.ThirdPartyLogin;
import io.crossauth.client.mfa.MfaFlow;
import io.crossauth.client.mfa.MfaRefusedException;
import io.crossauth.client.mfa.OAuthMfaAuthenticator;
import io.crossauth.client.mfa.OAuthMfaChallengeResponse;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.client.token.TokenRequestOptions;
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
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth 2 and OpenID Connect client: one object for one registration at one provider.
 *
 * <p>Every method that makes a call may throw {@link OAuthErrorException} when the server says no,
 * {@link InvalidResponseException} when it answers off its specification, {@link
 * TokenRejectedException} when an ID token is not acceptable, {@link TransportException} when no
 * usable answer comes, and {@link InterruptedCallException} when the thread is interrupted. ID
 * tokens are verified before anybody sees them.
 *
 * <p>Immutable and safe for use by many threads. Nothing is fetched before it is needed, so a
 * program starts while its provider is down.
 */
public final class OAuthClient implements AutoCloseable {

  private final OAuthClientParts parts;
  private final Supplier<OpenIdConfiguration> configuration;
  private final @Nullable OAuthTokenConsumer idTokens;
  private final TokenEndpoint tokens;
  private final AuthorizationCodeFlow authorizationCode;
  private final DeviceFlow device;
  private final UserInfoEndpoint userInfo;
  private final MfaFlow mfa;

  OAuthClient(OAuthClientParts parts) {
    this.parts = parts;
    this.configuration = parts.context().configuration();
    this.idTokens = parts.idTokens();
    this.tokens = new TokenEndpoint(parts.calls(), idTokens);
    this.authorizationCode =
        new AuthorizationCodeFlow(parts.context(), parts.authorization(), tokens);
    this.device =
        new DeviceCodeFlow(parts.calls(), tokens, parts.deviceGrant(), this::withUserInfo);
    this.userInfo = new UserInfoEndpoint(parts.calls(), parts.subjectClaim(), idTokens);
    this.mfa =
        new MfaClient(parts.calls(), tokens, parts.backChannel().orElse(null), this::withUserInfo);
  }

  /**
   * Begins a client of a provider that is found by discovery.
   *
   * @param issuer the issuer, exactly as its tokens say it
   */
  public static OAuthClientBuilder builder(String issuer) {
    return OAuthClientBuilder.forIssuer(issuer);
  }

  /**
   * Begins a client of a provider whose metadata is given by hand. Without an issuer in it there
   * are no ID tokens.
   */
  public static OAuthClientBuilder builder(OpenIdConfiguration configuration) {
    return OAuthClientBuilder.forConfiguration(configuration);
  }

  /**
   * Begins a client from crossauth's environment variables: {@code CROSSAUTH_AUTH_SERVER_BASE_URL},
   * {@code CROSSAUTH_OAUTH_CLIENT_ID}, {@code CROSSAUTH_OAUTH_CLIENT_SECRET}, {@code
   * CROSSAUTH_OAUTH_REDIRECT_URI} and the others listed in the documentation.
   *
   * @throws IllegalArgumentException if one that must be there is not, or has no sense
   */
  public static OAuthClientBuilder fromEnvironment() {
    return fromEnvironment(System.getenv());
  }

  /** Begins a client from crossauth's environment variables, given as a map. */
  public static OAuthClientBuilder fromEnvironment(Map<String, String> environment) {
    return Environment.builder(environment);
  }

  /**
   * What the provider says about itself; fetched now if it is not here yet. Warms the client up.
   */
  public OpenIdConfiguration loadConfig() {
    return configuration.get();
  }

  /**
   * Begins a login with the browser: authorization code with PKCE, state and nonce.
   *
   * @param scopes what to ask for; {@code openid} among them asks for an ID token
   */
  public AuthorizationRequest startAuthorizationCodeFlow(String... scopes) {
    return startAuthorizationCodeFlow(LoginOptions.scopes(scopes));
  }

  /** Begins a login with the browser, with options. */
  public AuthorizationRequest startAuthorizationCodeFlow(LoginOptions options) {
    return authorizationCode.start(options);
  }

  /**
   * Ends a login with the browser.
   *
   * @param callback the address that the browser was sent to, with its query; its path must be that
   *     of the redirect URI, so that no other server's answer is taken
   * @param pending what was kept when the login began
   */
  public OAuthTokenResponse redirectEndpoint(URI callback, PendingLogin pending) {
    String query = callback.getRawQuery();
    Form parameters = CallbackParameters.parse(query == null ? "" : query);
    return withUserInfo(authorizationCode.finish(callback, parameters, pending));
  }

  /**
   * Ends a login with the browser.
   *
   * @param callback the parameters of the callback, from its query or, with {@code form_post}, from
   *     its body
   * @param pending what was kept when the login began
   */
  public OAuthTokenResponse redirectEndpoint(Form callback, PendingLogin pending) {
    return withUserInfo(authorizationCode.finish(callback, pending));
  }

  /** Ends a login with the browser; the parameters are as servlets give them. */
  public OAuthTokenResponse redirectEndpoint(Map<String, String[]> callback, PendingLogin pending) {
    return redirectEndpoint(CallbackParameters.of(callback), pending);
  }

  /** Gets tokens for the client itself (RFC 6749 section 4.4). */
  public OAuthTokenResponse clientCredentialsFlow(String... scopes) {
    return clientCredentialsFlow(TokenRequestOptions.scopes(scopes));
  }

  /** Gets tokens for the client itself, with options. */
  public OAuthTokenResponse clientCredentialsFlow(TokenRequestOptions options) {
    return exchange(new ClientCredentialsGrant(), options);
  }

  /**
   * Renews tokens (RFC 6749 section 6). An ID token that comes back must be about the same user.
   *
   * @param previous the tokens to renew
   * @param scopes fewer scopes than before; none for the same
   * @return the new tokens, with the refresh token and the ID token of the previous ones where no
   *     new ones came
   * @throws IllegalArgumentException if there is no refresh token
   */
  public OAuthTokenResponse refreshTokenFlow(OAuthTokenResponse previous, String... scopes) {
    TokenResponseRules rules = TokenResponseRules.renewing(previous);
    Secret refreshToken = previous.refreshToken().orElseThrow();
    return withUserInfo(
        tokens.exchange(
            new RefreshTokenGrant(refreshToken), TokenRequestOptions.scopes(scopes), rules));
  }

  /**
   * Renews tokens of which only the refresh token was kept.
   *
   * @param expectations what an ID token that comes back must say: {@code
   *     TokenExpectations.none().withSubject(…)} for the user whose token it is
   */
  public OAuthTokenResponse refreshTokenFlow(
      Secret refreshToken, TokenExpectations expectations, TokenRequestOptions options) {
    TokenResponseRules rules =
        TokenResponseRules.none().keeping(refreshToken).expecting(expectations);
    return withUserInfo(tokens.exchange(new RefreshTokenGrant(refreshToken), options, rules));
  }

  /**
   * Logs a user in with name and password (RFC 6749 section 4.3). RFC 9700 section 2.4 advises
   * against it.
   */
  public PasswordOutcome passwordFlow(String username, Secret password, String... scopes) {
    return passwordFlow(username, password, TokenRequestOptions.scopes(scopes));
  }

  /** Logs a user in with name and password, with options: Keycloak takes {@code totp} here. */
  public PasswordOutcome passwordFlow(
      String username, Secret password, TokenRequestOptions options) {
    OAuthResponse answer = tokens.ask(new PasswordGrant(username, password), options);
    if (answer instanceof OAuthResponse.Refused refused
        && refused.error().error().equals("mfa_required")
        && refused.members().get("mfa_token") instanceof String mfaToken
        && !mfaToken.isBlank()) {
      return new PasswordOutcome.MfaRequired(mfa, Secret.of(mfaToken), options);
    }
    return new PasswordOutcome.SignedIn(
        withUserInfo(tokens.read(answer.orThrow(), options, TokenResponseRules.none())));
  }

  /** The second factors of a user whose password login wants one. */
  public List<OAuthMfaAuthenticator> mfaAuthenticators(Secret mfaToken) {
    return mfa.authenticators(mfaToken);
  }

  /** Asks for a code of this authenticator app. */
  public OAuthMfaChallengeResponse mfaOtpRequest(Secret mfaToken, String authenticatorId) {
    return mfa.challenge(mfaToken, "otp", authenticatorId);
  }

  /**
   * Ends a login with a code of an authenticator app.
   *
   * @throws MfaRefusedException if the code is not accepted
   */
  public OAuthTokenResponse mfaOtpComplete(Secret mfaToken, Secret otp, String... scopes) {
    return mfa.otp(mfaToken, otp, TokenRequestOptions.scopes(scopes));
  }

  /** Sends the user a message through this authenticator. */
  public OAuthMfaChallengeResponse mfaOobRequest(Secret mfaToken, String authenticatorId) {
    return mfa.challenge(mfaToken, "oob", authenticatorId);
  }

  /**
   * Ends a login with the code that the user has received.
   *
   * @throws MfaRefusedException if the code is not accepted
   */
  public OAuthTokenResponse mfaOobComplete(
      Secret mfaToken, Secret oobCode, Secret bindingCode, String... scopes) {
    return mfa.oob(mfaToken, oobCode, bindingCode, TokenRequestOptions.scopes(scopes));
  }

  /** What is left of the second factor's protocol: push, recovery codes, enrolment, deletion. */
  public MfaFlow mfa() {
    return mfa;
  }

  /** Asks for a device code (RFC 8628 section 3.1). */
  public OAuthDeviceAuthorizationResponse startDeviceCodeFlow(String... scopes) {
    return startDeviceCodeFlow(TokenRequestOptions.scopes(scopes));
  }

  /** Asks for a device code, with options. */
  public OAuthDeviceAuthorizationResponse startDeviceCodeFlow(TokenRequestOptions options) {
    return device.start(options);
  }

  /**
   * Asks once whether the user has decided (RFC 8628 section 3.4).
   *
   * @throws OAuthErrorException if the user refused ({@code access_denied}), or the code is over
   *     ({@code expired_token})
   */
  public PollAnswer<OAuthTokenResponse> pollDeviceCodeFlow(OAuthDeviceAuthorizationResponse code) {
    return device.poll(code);
  }

  /**
   * Logs a user in on another device: shows the code and waits until the user has decided.
   *
   * @param prompt shows the user where to go: {@link DevicePrompt#terminal}
   * @throws OAuthErrorException if the user refused ({@code access_denied}), or the code is over by
   *     the server's clock ({@code expired_token})
   * @throws LoginTimeoutException {@code device.expired} if the code is over by ours
   * @throws InterruptedCallException if interrupted while waiting; nothing is left running
   */
  public OAuthTokenResponse deviceCodeFlow(DevicePrompt prompt, String... scopes) {
    return device.await(startDeviceCodeFlow(scopes), prompt);
  }

  /**
   * The same without holding a thread while it waits. Cancelling the future ends the waiting.
   *
   * @param code a device code that has been asked for
   */
  public CompletableFuture<OAuthTokenResponse> deviceCodeFlow(
      OAuthDeviceAuthorizationResponse code, DevicePrompt prompt) {
    return device.start(code, prompt);
  }

  /** Device login with more of a say: options, handlers by error code. */
  public DeviceFlow device() {
    return device;
  }

  /**
   * Logs a user of a command-line program in with the browser of this machine (RFC 8252): code with
   * PKCE, back to a port of the loopback address that is open for this one callback.
   *
   * @param browser opens the address for the user, or shows it
   * @param scopes what to ask for
   * @throws OAuthErrorException if the user or the server refused, or nobody came back in time
   *     ({@code login_timeout})
   */
  public OAuthTokenResponse commandLineFlow(BrowserOpener browser, String... scopes) {
    return commandLineFlow(LoopbackOptions.defaults(), browser, LoginOptions.scopes(scopes));
  }

  /** The same with options. */
  public OAuthTokenResponse commandLineFlow(
      LoopbackOptions loopback, BrowserOpener browser, LoginOptions options) {
    return commandLine().run(loopback, browser, options);
  }

  /** Command-line login with more of a say: as a future that can be cancelled. */
  public LoopbackLogin commandLine() {
    return new LoopbackLogin(authorizationCode, parts.context().platform())
        .completedBy(this::withUserInfo);
  }

  /**
   * Gets claims about the user whose tokens these are. They must be about the subject of the ID
   * token, if there is one.
   */
  public UserInfo userInfoEndpoint(OAuthTokenResponse tokens) {
    return userInfo.get(
        tokens.accessToken(), tokens.idToken().map(VerifiedToken::requireSubject).orElse(null));
  }

  /** Gets claims about a user; they must be about this subject. */
  public UserInfo userInfoEndpoint(Secret accessToken, String expectedSubject) {
    return userInfo.get(accessToken, expectedSubject);
  }

  /**
   * Revokes a token (RFC 7009); with a refresh token go, at most servers, the access tokens that
   * came of it. A token that the server does not know is as good as revoked.
   *
   * @throws OAuthErrorException if the server says no
   */
  public void revoke(Secret token) {
    new RevocationEndpoint(parts.calls()).revoke(token, Optional.empty());
  }

  /** Revokes tokens: the refresh token, if there is one, then the access token. */
  public void revoke(OAuthTokenResponse tokens) {
    RevocationEndpoint endpoint = new RevocationEndpoint(parts.calls());
    tokens.refreshToken().ifPresent(t -> endpoint.revoke(t, Optional.of("refresh_token")));
    endpoint.revoke(tokens.accessToken(), Optional.of("access_token"));
  }

  /**
   * Asks the server what a token is (RFC 7662). One that is not active is an answer, not an error.
   */
  public Introspection introspect(Secret token) {
    return introspection().introspect(token, Optional.empty());
  }

  /**
   * Introspection with more of a say: hints, signed answers, and as the check of a resource server
   * for opaque tokens ({@link IntrospectionCheck}).
   */
  public IntrospectionEndpoint introspection() {
    return new IntrospectionEndpoint(parts.calls());
  }

  /** Introspection whose answers must be signed by the issuer for this client (RFC 9701). */
  public IntrospectionEndpoint signedIntrospection() {
    return introspection().withSignedAnswers(requireIdTokens());
  }

  /**
   * The end of a login: at the provider with the browser, and what the provider tells of it through
   * the browser or by itself.
   */
  public LogoutFlow logout() {
    return new LogoutFlow(parts.context(), idTokens);
  }

  /**
   * Verifies a logout that the provider tells this server (OpenID Connect Back-Channel Logout 1.0).
   *
   * @param body the form of the provider's request, with its {@code logout_token}
   * @return whose login ends, or which one
   * @throws InvalidResponseException if there is not one logout token
   * @throws TokenRejectedException if it is not acceptable, or was told before
   */
  public BackChannelLogout backChannelLogout(Form body) {
    return logout().backChannel(body);
  }

  /**
   * Reads a request to begin a login, from somebody else (OpenID Connect Core 1.0 section 4). Go on
   * with {@link ThirdPartyLogin#options}.
   *
   * @param parameters the query or the form of the request
   * @param allowed where the user may be sent after the login: {@link ThirdPartyLogin#sameOrigin}
   * @throws InvalidResponseException if it names another provider, or a target that is not allowed
   */
  public ThirdPartyLogin thirdPartyLogin(Form parameters, Predicate<URI> allowed) {
    return ThirdPartyLogin.of(parameters, requireIdTokens()::expectsIssuer, allowed);
  }

  /**
   * Trades any grant for tokens: the way for grants that have no method here.
   *
   * @param grant what is traded
   * @param options what else to say
   */
  public OAuthTokenResponse exchange(Grant grant, TokenRequestOptions options) {
    return tokens.exchange(grant, options, TokenResponseRules.none());
  }

  /**
   * A token for the client itself that is always fresh.
   *
   * @param scopes what to ask for
   */
  public TokenSource tokenSource(String... scopes) {
    return tokenSource(TokenRequestOptions.scopes(scopes));
  }

  /** A token for the client itself that is always fresh, with options. */
  public TokenSource tokenSource(TokenRequestOptions options) {
    return parts.tokenSource(() -> clientCredentialsFlow(options));
  }

  /** The tokens of users' sessions, always fresh; kept in this store. */
  public TokenManager tokenManager(TokenStore store) {
    return parts.tokenManager(store);
  }

  /**
   * Verifies an ID token of this client.
   *
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
   * @return the token; empty if it is not acceptable
   * @throws TransportException if the keys cannot be had
   */
  public Optional<VerifiedToken> idTokenAuthorized(Secret idToken) {
    return requireIdTokens().tokenAuthorized(idToken.reveal(), TokenType.ID);
  }

  /** Ends what the client has made itself; what was handed in stays open. */
  @Override
  public void close() {
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
