package io.crossauth.client;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.grant.Grant;
import io.crossauth.client.internal.Given;
import io.crossauth.client.internal.Libraries;
import io.crossauth.client.internal.RegisteredUri;
import io.crossauth.client.internal.call.ClientContext.BodyType;
import io.crossauth.client.internal.jose.JweWriter;
import io.crossauth.client.internal.login.CodeInjectionDefence;
import io.crossauth.client.internal.login.RequestSettings;
import io.crossauth.client.internal.session.RefusalAlarm;
import io.crossauth.client.login.LoopbackOptions;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.client.registration.ClientInformation;
import io.crossauth.client.token.ProviderQuirks;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.UnsupportedLibraryException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.ClientCertificate;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpTransport;
import io.crossauth.platform.Platform;
import io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder;
import io.crossauth.tokenconsumer.OneTimeStore;
import io.crossauth.tokenconsumer.SignedResponses;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.Discovery;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link OAuthClient}. Only the client id must be given. Not for use by several threads.
 */
public final class OAuthClientBuilder {

  private static final int STATE_BYTES = 32;
  private static final int VERIFIER_BYTES = 32;

  /** The rules of ID tokens, if nothing has changed them. */
  static final UnaryOperator<OAuthTokenConsumerBuilder> AS_USUAL = UnaryOperator.identity();

  final @Nullable String issuer;
  final @Nullable OpenIdConfiguration configuration;
  @Nullable URI discoveryUri;
  @Nullable URI authServerBaseUrl;
  @Nullable String clientId;
  ClientAuthentication authentication = ClientAuthentication.none();
  @Nullable URI redirectUri;
  @Nullable URI authorizeRedirect;
  @Nullable URI deviceEndpoint;
  @Nullable HttpTransport transport;
  TlsIdentity identity = TlsIdentity.none();
  @Nullable Set<String> mtlsAliases;
  Platform platform = Platform.system();
  Headers headers = Headers.none();
  BodyType body = BodyType.FORM;
  @Nullable OneTimeStore oneTimeStore;
  UnaryOperator<OAuthTokenConsumerBuilder> idTokenRules = AS_USUAL;
  @Nullable ClientInformation registration;
  @Nullable String idTokenAlgorithm;
  RequestSettings requests = RequestSettings.plain();
  @Nullable JwtSigner clientKey;
  UnaryOperator<SignedResponses> registeredResponses = rules -> rules;
  UnaryOperator<SignedResponses> signedResponses = rules -> rules;
  CodeInjectionDefence defence = CodeInjectionDefence.both();
  @Nullable Dpop proofs;
  boolean mergeUserInfo;
  boolean repeatLostRefresh = true;
  Duration loginLifetime = PendingLogin.LIFETIME;
  int stateBytes = STATE_BYTES;
  int verifierBytes = VERIFIER_BYTES;
  String scopeSeparator = " ";
  String presentation = "Bearer";
  String tokenType = "Bearer";
  Function<Secret, Grant> deviceGrant = Grant::deviceCode;
  String subjectClaim = "sub";
  ProviderQuirks quirks = ProviderQuirks.none();
  LoopbackOptions loopback = LoopbackOptions.defaults();
  Consumer<OAuthErrorException> alarm = RefusalAlarm.warning();
  FapiProfile profile = FapiProfile.NONE;

  private OAuthClientBuilder(@Nullable String issuer, @Nullable OpenIdConfiguration configuration) {
    this.issuer = issuer;
    this.configuration = configuration;
  }

  static OAuthClientBuilder forIssuer(String issuer) {
    return new OAuthClientBuilder(issuer, null);
  }

  static OAuthClientBuilder forConfiguration(OpenIdConfiguration configuration) {
    return new OAuthClientBuilder(configuration.issuer().orElse(null), configuration);
  }

  /**
   * Sets the client's id; required.
   *
   * @param id the id, as it is registered
   * @return this builder
   */
  public OAuthClientBuilder clientId(String id) {
    this.clientId = id;
    return this;
  }

  /**
   * Sets the client's secret. How it is used is chosen from the provider's metadata: basic, post,
   * JWT ({@link ClientAuthentication#clientSecret}).
   *
   * @param secret the secret
   * @return this builder
   */
  public OAuthClientBuilder clientSecret(Secret secret) {
    return clientSecret(() -> secret);
  }

  /**
   * Sets the client's secret, as a text that the program has anyway: of its environment, of a
   * vault. It is wrapped at once, as by {@link #clientSecret(Secret)}, and shows up in no message.
   *
   * @param secret the secret, not blank
   * @return this builder
   * @throws IllegalArgumentException if it is null, as an environment variable is that is not set,
   *     or blank
   */
  public OAuthClientBuilder clientSecret(String secret) {
    return clientSecret(Given.secret("clientSecret", secret));
  }

  /**
   * Sets where the client's secret comes from.
   *
   * @param secret asked at each call
   * @return this builder
   */
  public OAuthClientBuilder clientSecret(Supplier<Secret> secret) {
    return clientAuthentication(ClientAuthentication.clientSecret(secret));
  }

  /**
   * Sets the client's key: {@code private_key_jwt}.
   *
   * @param signer signs the client's assertions; and its requests, where the server or the
   *     registration demands signed ones and {@link #signedRequests} has given no other key
   * @return this builder
   */
  public OAuthClientBuilder clientKey(JwtSigner signer) {
    this.clientKey = signer;
    return clientAuthentication(ClientAuthentication.privateKeyJwt(signer));
  }

  /**
   * Sets where the client's key comes from: {@code private_key_jwt} with a key that changes while
   * the program runs.
   *
   * @param signer gives what signs now, such as {@code ClientKeyRing::signer}; asked once for each
   *     assertion
   * @return this builder
   */
  public OAuthClientBuilder clientKey(Supplier<JwtSigner> signer) {
    return clientAuthentication(ClientAuthentication.privateKeyJwt(signer));
  }

  /**
   * Sets the client authentication; by default there is none, as for a public client.
   *
   * @param method the method
   * @return this builder
   */
  public OAuthClientBuilder clientAuthentication(ClientAuthentication method) {
    this.authentication = method;
    return this;
  }

  /**
   * Sets where the browser comes back to.
   *
   * @param uri the redirect URI, exactly as it is registered: https, http of this machine, or a
   *     private-use scheme that is a domain name in reverse
   * @return this builder
   * @throws IllegalArgumentException if it is none of these, or has a fragment, user info or dot
   *     segments
   */
  public OAuthClientBuilder redirectUri(URI uri) {
    this.redirectUri = RegisteredUri.callback(uri);
    return this;
  }

  /**
   * Sets where the browser comes back to.
   *
   * @param uri the redirect URI, exactly as it is registered, as {@link #redirectUri(URI)} takes it
   * @return this builder
   * @throws IllegalArgumentException if it is no URI, or none that {@link #redirectUri(URI)} takes
   */
  public OAuthClientBuilder redirectUri(String uri) {
    return redirectUri(Given.uri("redirectUri", uri));
  }

  /**
   * Sets where the browser comes back to, over plain http if need be. Everybody on the way then
   * reads the code and the state, and changes what the browser shows: for tests in closed networks
   * only.
   *
   * @param uri the redirect URI, exactly as it is registered
   * @return this builder
   * @throws IllegalArgumentException as {@link #redirectUri(URI)} does, but not for plain http
   */
  public OAuthClientBuilder unsafePlainHttpRedirectUri(URI uri) {
    this.redirectUri = RegisteredUri.unsafeCallback(uri);
    return this;
  }

  /**
   * Sets the address of the metadata document, where it is not below the issuer.
   *
   * @param uri an https address, or http of this machine
   * @return this builder
   */
  public OAuthClientBuilder discoveryUri(URI uri) {
    this.discoveryUri = uri;
    return this;
  }

  /**
   * Sets where this program reaches the provider, when that is not the issuer (Docker, Kubernetes);
   * see {@link Discovery.Builder#authServerBaseUrl}.
   *
   * @param uri what replaces the issuer in the addresses that this program calls
   * @return this builder
   */
  public OAuthClientBuilder authServerBaseUrl(URI uri) {
    this.authServerBaseUrl = uri;
    return this;
  }

  /**
   * Sets what replaces the authorization endpoint in the browser's address.
   *
   * @param uri the address that the browser reaches
   * @return this builder
   * @throws IllegalArgumentException if it is not absolute, or has a fragment
   */
  public OAuthClientBuilder oauthAuthorizeRedirect(URI uri) {
    if (!uri.isAbsolute() || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "oauthAuthorizeRedirect: expected an absolute address without a fragment");
    }
    this.authorizeRedirect = uri;
    return this;
  }

  /**
   * Sets the device authorization endpoint, where metadata does not name it.
   *
   * @param uri its address
   * @return this builder
   */
  public OAuthClientBuilder deviceAuthorizationEndpoint(URI uri) {
    this.deviceEndpoint = uri;
    return this;
  }

  /**
   * Sets the HTTP transport; one of the client's own by default. It is not closed by the client.
   *
   * @param http sends all calls
   * @return this builder
   */
  public OAuthClientBuilder transport(HttpTransport http) {
    this.transport = http;
    return this;
  }

  /**
   * Sets the client's TLS identity, which it presents to the provider; none by default. The client
   * makes an HTTP transport of its own with it, and calls the {@code mtls_endpoint_aliases} of the
   * provider (RFC 8705 section 5).
   *
   * @param keys a key store with one private key and its certificate chain
   * @param password the password of the key
   * @return this builder
   * @throws IllegalArgumentException if the store has no certificate of a key, or the password does
   *     not open the key
   */
  public OAuthClientBuilder tlsIdentity(KeyStore keys, Secret password) {
    this.identity = TlsIdentity.of(keys, password);
    return this;
  }

  /**
   * Says which certificate the given {@link #transport} presents to the provider.
   *
   * @param own the client's certificate
   * @return this builder
   */
  public OAuthClientBuilder tlsIdentity(X509Certificate own) {
    this.identity = TlsIdentity.of(own);
    return this;
  }

  /**
   * Sets a TLS identity that is renewed while the program runs. The client makes an HTTP transport
   * of its own that presents it, and calls the {@code mtls_endpoint_aliases}; a new certificate has
   * new connections. With a given {@link #transport} it says what that one presents: give both the
   * same source.
   *
   * <p>The tokens of a server that binds them are bound to the certificate of the call that brought
   * them (RFC 8705 section 3): present the same one to resource servers, and expect theirs to
   * refuse a token once the certificate is another. It need not authenticate the client: {@link
   * #clientKey} may do that.
   *
   * @param source gives the certificate of now, such as {@link ClientCertificate#ofPemFiles}; asked
   *     at each call, by many threads at once; a call fails with {@code config.client_certificate}
   *     where it fails
   * @return this builder
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8705">RFC 8705</a>
   */
  public OAuthClientBuilder tlsIdentity(Supplier<ClientCertificate> source) {
    this.identity = TlsIdentity.of(source);
    return this;
  }

  /**
   * Sets which of the provider's {@code mtls_endpoint_aliases} a client with a TLS identity calls;
   * by default those of all endpoints that it calls itself, as RFC 8705 section 5 says. For servers
   * that name aliases which do not work. A browser is never sent to one.
   *
   * @param only the endpoints, such as {@code MetadataField.TOKEN_ENDPOINT}; none for no alias
   * @return this builder
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final OAuthClientBuilder mtlsEndpointAliases(MetadataField<URI>... only) {
    this.mtlsAliases =
        Stream.of(only).map(MetadataField::name).collect(Collectors.toUnmodifiableSet());
    return this;
  }

  /**
   * Sets clock, ticker, scheduler and random numbers; the system's by default.
   *
   * @param other the platform
   * @return this builder
   */
  public OAuthClientBuilder platform(Platform other) {
    this.platform = other;
    return this;
  }

  /**
   * Sets header fields for every call to the provider; none by default. They replace no credential.
   *
   * @param all the header fields
   * @return this builder
   */
  public OAuthClientBuilder headers(Headers all) {
    this.headers = all;
    return this;
  }

  /**
   * Sends parameters as JSON, as crossauth does by default; most servers take forms only.
   *
   * @return this builder
   */
  public OAuthClientBuilder jsonBodies() {
    this.body = BodyType.JSON;
    return this;
  }

  /**
   * Merges the claims of the userinfo endpoint into {@code idPayload}; not by default.
   *
   * @return this builder
   */
  public OAuthClientBuilder mergeUserInfo() {
    this.mergeUserInfo = true;
    return this;
  }

  /**
   * Sets what remembers which logins have had their callback, and which logout tokens have come. By
   * default memories in this process: of the last 100,000 logins, and of the last 10,000 logouts.
   *
   * @param store a store that all nodes of the application share
   * @return this builder
   */
  public OAuthClientBuilder oneTimeStore(OneTimeStore store) {
    this.oneTimeStore = store;
    return this;
  }

  /**
   * Never presents a refresh token of a session again after it was sent and the answer got lost: no
   * status came, or a 200 that broke off. By default the session's manager presents it once more,
   * under the same lease, since the session is over otherwise. For servers that take a repetition
   * for an incident, and revoke more than the session or raise an alarm (RFC 9700 section 4.14.2);
   * such a session then ends with {@code session.login_required}.
   *
   * @return this builder
   */
  public OAuthClientBuilder neverRepeatLostRefresh() {
    this.repeatLostRefresh = false;
    return this;
  }

  /**
   * Changes how ID tokens are checked: algorithms, clock skew, keys, further audiences. Called
   * again, it changes what is there, such as a provider's own settings. Only where there is an
   * issuer: without one no ID token is checked, and {@link #build} refuses rules for them.
   *
   * @param rules gets the builder of the check, and gives it back changed
   * @return this builder
   */
  public OAuthClientBuilder idTokens(UnaryOperator<OAuthTokenConsumerBuilder> rules) {
    UnaryOperator<OAuthTokenConsumerBuilder> before = idTokenRules;
    this.idTokenRules = builder -> rules.apply(before.apply(builder));
    return this;
  }

  /**
   * Takes over what a registration says: the client's id, its client authentication unless that is
   * by a key (then it stays as it is set; by a certificate, it needs a TLS identity), the
   * algorithms of its ID tokens and authorization responses, if it names them, and whether its
   * requests must be pushed or signed. Takes the place of an earlier registration.
   *
   * @param client the client, as the server has registered it
   * @return this builder
   */
  public OAuthClientBuilder registration(ClientInformation client) {
    return RegisteredSettings.apply(client, this);
  }

  /**
   * Sets the algorithm that the client is registered for, for ID tokens and logout tokens; see
   * {@link OAuthTokenConsumerBuilder#idTokenSignedResponseAlg} for the default.
   *
   * @param algorithm the name by RFC 7518: {@code ES256}; HS* needs the client secret as {@code
   *     sharedSecret} of {@link #idTokens}
   * @return this builder
   */
  public OAuthClientBuilder idTokenSignedResponseAlg(String algorithm) {
    this.idTokenAlgorithm = algorithm;
    return this;
  }

  /**
   * Pushes every authorization request: its parameters go to the server directly, with client
   * authentication, and the browser gets {@code client_id} and {@code request_uri} alone. By
   * default a request is pushed where the registration or the server's metadata demands it, or
   * {@code LoginOptions.withPushedRequest()} asks for it.
   *
   * <p>A login then begins with a call to the server, and fails as every call does; with {@code
   * config.no_pushed_requests} where the server has no endpoint for it.
   *
   * @return this builder
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9126">RFC 9126</a>
   */
  public OAuthClientBuilder pushedRequests() {
    this.requests = requests.withPushed();
    return this;
  }

  /**
   * Binds tokens to a key by DPoP, so that they are worth nothing to whoever finds them: {@link
   * #dpop(Dpop)} with {@link Dpop#keyPerLogin}, ES256. Not by default.
   *
   * @return this builder
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9449">RFC 9449</a>
   */
  public OAuthClientBuilder dpop() {
    return dpop(Dpop.keyPerLogin());
  }

  /**
   * Binds tokens to a key by DPoP. Each login and each service source gets a key, which goes with
   * its tokens: {@code OAuthTokenResponse.proofKey}, sealed in {@link PendingLogin} and {@code
   * StoredTokens}. What was begun before goes on as it began. A token that comes without being
   * bound is refused.
   *
   * @param how whose key it is, and its algorithm
   * @return this builder
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9449">RFC 9449</a>
   */
  public OAuthClientBuilder dpop(Dpop how) {
    this.proofs = how;
    return this;
  }

  /**
   * Signs every authorization request: its parameters are the claims of a JWT, which lives for a
   * minute. By default a request is signed, with {@link #clientKey}, where the registration or the
   * server's metadata demands it.
   *
   * <p>A login fails with {@code config.request_algorithm} where the server does not list the key's
   * algorithm, and with {@code config.request_by_value} where it takes no request object in the
   * browser's address: push it.
   *
   * @param signer signs the requests: a key in memory, or one that a KMS or HSM holds
   * @return this builder
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9101">RFC 9101</a>
   */
  public OAuthClientBuilder signedRequests(JwtSigner signer) {
    this.requests = requests.withKey(signer).withSigned();
    return this;
  }

  /**
   * Encrypts every authorization request for the server, by a key that it publishes with {@code
   * use: enc}; before that it is signed, by the key of {@link #signedRequests} or {@link
   * #clientKey}. Requests are not encrypted by default.
   *
   * @param algorithm the {@code alg} that is registered ({@code request_object_encryption_alg}):
   *     {@code RSA-OAEP-256}, {@code ECDH-ES+A256KW}, …
   * @param content the {@code enc} that is registered: {@code A256GCM}, {@code A128CBC-HS256}, …
   * @return this builder
   * @throws IllegalArgumentException if one is not among those that this library knows; RSA1_5 and
   *     what needs a shared secret are not
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9101#section-6.1">RFC 9101 section 6.1</a>
   */
  public OAuthClientBuilder encryptedRequests(String algorithm, String content) {
    JweWriter.requireKnown(algorithm, content);
    this.requests =
        requests.withSigned().withEncryption(new RequestSettings.Encryption(algorithm, content));
    return this;
  }

  /**
   * Sets how the client is registered for authorization responses that are JWTs (JARM): {@code
   * signedResponses(r -> r.by("PS256"))}. A login asks for one by {@link
   * io.crossauth.client.login.LoginOptions#withResponseMode}. Called again, it changes what is
   * there.
   *
   * @param rules gets {@link SignedResponses#usual}, or what {@link #registration} says, and gives
   *     it back changed
   * @return this builder
   */
  public OAuthClientBuilder signedResponses(UnaryOperator<SignedResponses> rules) {
    UnaryOperator<SignedResponses> before = signedResponses;
    this.signedResponses = usual -> rules.apply(before.apply(usual));
    return this;
  }

  OAuthClientBuilder registeredResponses(UnaryOperator<SignedResponses> rules) {
    this.registeredResponses = rules;
    return this;
  }

  /**
   * Leaves out PKCE, for a provider that refuses its parameters (LinkedIn answers {@code
   * invalid_client}). Only for confidential clients, and for logins with the scope {@code openid}:
   * the nonce of the ID token alone then keeps a stolen code from being used.
   *
   * @return this builder
   */
  public OAuthClientBuilder withoutPkce() {
    this.defence = defence.withoutPkce();
    return this;
  }

  /**
   * Accepts ID tokens of a login without {@code nonce}, for a provider that never repeats it; it is
   * sent all the same, and one that comes back must be the one that was sent. PKCE alone then keeps
   * a stolen code from being used.
   *
   * @return this builder
   */
  public OAuthClientBuilder withoutRequiredNonce() {
    this.defence = defence.withoutNonce();
    return this;
  }

  /**
   * Leaves out PKCE and accepts ID tokens without {@code nonce}, for a confidential client of a
   * provider that does neither. <b>Whoever steals a code can then put it into a login of his own
   * (RFC 9700 section 4.5).</b> State, issuer, audience and signature are checked all the same.
   *
   * @return this builder
   */
  public OAuthClientBuilder unsafeWithoutCodeInjectionDefence() {
    this.defence = CodeInjectionDefence.noneByName();
    return this;
  }

  /**
   * Sets how long a login may take from its start to its callback, for users who first prove an
   * address or set up a second factor. What a stolen callback or a sealed {@link PendingLogin} is
   * good for lasts as long, so do the uses that {@link #oneTimeStore} remembers. All nodes of an
   * application set the same.
   *
   * @param time one minute to 24 hours, ten minutes by default; checked by {@link #build}
   * @return this builder
   */
  public OAuthClientBuilder loginLifetime(Duration time) {
    this.loginLifetime = time;
    return this;
  }

  /**
   * Sets how many random bytes a state and a nonce have; 32 by default.
   *
   * @param bytes 16 to 128; checked by {@link #build}
   * @return this builder
   */
  public OAuthClientBuilder stateLength(int bytes) {
    this.stateBytes = bytes;
    return this;
  }

  /**
   * Sets how many random bytes a PKCE verifier has; 32 by default.
   *
   * @param bytes 32 to 96; checked by {@link #build}
   * @return this builder
   */
  public OAuthClientBuilder verifierLength(int bytes) {
    this.verifierBytes = bytes;
    return this;
  }

  /**
   * Sets what stands between scopes, for a provider with a dialect of its own; a space by default.
   *
   * @param separator the separator
   * @return this builder
   */
  public OAuthClientBuilder scopeSeparator(String separator) {
    this.scopeSeparator = separator;
    return this;
  }

  /**
   * Sets how access tokens are presented, for a provider with ways of its own; Bearer by default.
   * The provider calls them the same in its answers.
   *
   * @param scheme what stands before the token in the Authorization header
   * @return this builder
   */
  public OAuthClientBuilder tokenPresentation(String scheme) {
    return tokenPresentation(scheme, scheme);
  }

  /**
   * Sets how access tokens are presented, for a provider that calls them otherwise in its answers.
   *
   * @param scheme what stands before the token in the Authorization header
   * @param type the {@code token_type} of its answers
   * @return this builder
   */
  public OAuthClientBuilder tokenPresentation(String scheme, String type) {
    this.presentation = scheme;
    this.tokenType = type;
    return this;
  }

  /**
   * Sets the grant of a device code, for a provider with names of its own; RFC 8628's by default.
   *
   * @param grant makes the grant of a device code
   * @return this builder
   */
  public OAuthClientBuilder deviceGrant(Function<Secret, Grant> grant) {
    this.deviceGrant = grant;
    return this;
  }

  /**
   * Sets which claim of userinfo is the subject; {@code sub} by default.
   *
   * @param claim the claim's name
   * @return this builder
   */
  public OAuthClientBuilder userInfoSubject(String claim) {
    this.subjectClaim = claim;
    return this;
  }

  /**
   * Sets what the provider's token endpoint does its own way; by default nothing.
   *
   * @param other the form of its answers, its words for the end of a session
   * @return this builder
   */
  public OAuthClientBuilder quirks(ProviderQuirks other) {
    this.quirks = other;
    return this;
  }

  /**
   * Sets who hears that many sessions have been ended alike: the client or the provider is broken
   * then, rather than the sessions, of which none is deleted. A warning of {@code System.Logger} by
   * default.
   *
   * @param listener called with the refusal of the twentieth session that the same word has ended
   *     within five minutes, at most once in five minutes for each word; called by the thread that
   *     renews
   * @return this builder
   */
  public OAuthClientBuilder onManyRefusals(Consumer<OAuthErrorException> listener) {
    this.alarm = listener;
    return this;
  }

  /**
   * Sets how {@link OAuthClient#commandLineFlow} waits for the browser, for a provider that does
   * not register the literal loopback address: {@code LoopbackOptions.defaults().withLocalhost()}.
   *
   * @param options {@link LoopbackOptions#defaults} by default
   * @return this builder
   */
  public OAuthClientBuilder loopback(LoopbackOptions options) {
    this.loopback = options;
    return this;
  }

  /**
   * Keeps to the FAPI 2.0 Security Profile: requests are pushed, with PKCE; the client
   * authenticates by {@code private_key_jwt} or mutual TLS, with the issuer as the audience; access
   * tokens are bound by {@linkplain #dpop() DPoP}, unless a certificate of the client does it;
   * whatever is signed, is by PS256, ES256 or EdDSA with Ed25519; {@code iss} is in every callback.
   *
   * <p>{@link #build} refuses what the profile forbids, and names the section: secrets, plain http
   * (but for this machine), addresses given by hand, each {@code without…} and {@code unsafe…}. The
   * first call that needs the provider's metadata fails with {@code config.fapi2} where the
   * provider does not do what the profile demands of it.
   *
   * @return this builder
   * @see <a href="https://openid.net/specs/fapi-security-profile-2_0-final.html">FAPI 2.0 Security
   *     Profile</a>
   */
  public OAuthClientBuilder fapi2() {
    this.profile = profile.withSecurity();
    return this;
  }

  /**
   * Keeps to FAPI 2.0 Message Signing beside {@link #fapi2}: requests are signed, by the key of
   * {@link #signedRequests} or {@link #clientKey}, before they are pushed; callbacks are signed
   * (JARM), by PS256 unless {@link #signedResponses} says otherwise; so are the answers of the
   * introspection endpoint.
   *
   * @return this builder
   * @see <a href="https://openid.net/specs/fapi-message-signing-2_0.html">FAPI 2.0 Message
   *     Signing</a>
   */
  public OAuthClientBuilder fapi2MessageSigning() {
    this.profile = FapiProfile.MESSAGE_SIGNING;
    return this;
  }

  /**
   * Makes the client. Nothing is fetched yet.
   *
   * @return the client
   * @throws IllegalArgumentException if there is no client id, a setting is invalid, such as {@link
   *     #encryptedRequests} without a key to sign by, client authentication rests on a certificate
   *     and there is no TLS identity, or there are rules for ID tokens without an issuer whose they
   *     are, or {@link #fapi2} forbids it
   * @throws IllegalStateException if the key of {@link #dpop(Dpop)} is that of a client at another
   *     provider
   * @throws UnsupportedLibraryException if a library of others is there in a version too old
   */
  public OAuthClient build() {
    Libraries.check();
    if (clientId == null || clientId.isBlank()) {
      throw new IllegalArgumentException("clientId: expected one, found none");
    }
    defence.check(ClientAuthentication.none().equals(authentication));
    requests.withUsualKey(clientKey).requireKeyToEncrypt();
    identity.requireFor(authentication);
    profile.check(this);
    HttpTransport given = transport;
    if (given != null) {
      identity.requireNoKeys();
      return new ClientAssembly(this, clientId, given).client(null);
    }
    ApacheHttpTransport own = identity.transport();
    try {
      return new ClientAssembly(this, clientId, own).client(own);
    } catch (RuntimeException e) {
      own.close();
      throw e;
    }
  }
}
