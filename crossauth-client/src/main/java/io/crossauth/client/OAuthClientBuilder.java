package io.crossauth.client;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.grant.Grant;
import io.crossauth.client.internal.Libraries;
import io.crossauth.client.internal.RegisteredUri;
import io.crossauth.client.internal.call.ClientContext;
import io.crossauth.client.internal.call.ClientContext.BodyType;
import io.crossauth.client.internal.login.AuthorizationSettings;
import io.crossauth.client.login.AuthorizationStateStore;
import io.crossauth.error.UnsupportedLibraryException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpTransport;
import io.crossauth.platform.Platform;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.Discovery;
import io.crossauth.wellknown.DiscoveryBuilder;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Builds an {@link OAuthClient}. Only the client id must be given. */
public final class OAuthClientBuilder {

  private static final int STATE_BYTES = 32;
  private static final int VERIFIER_BYTES = 32;

  private final @Nullable String issuer;
  private final @Nullable OpenIdConfiguration configuration;
  private @Nullable URI discoveryUri;
  private @Nullable URI authServerBaseUrl;
  private @Nullable String clientId;
  private ClientAuthentication authentication = ClientAuthentication.none();
  private @Nullable URI redirectUri;
  private @Nullable URI authorizeRedirect;
  private @Nullable URI deviceEndpoint;
  private @Nullable HttpTransport transport;
  private Platform platform = Platform.system();
  private Headers headers = Headers.none();
  private BodyType body = BodyType.FORM;
  private @Nullable AuthorizationStateStore stateStore;
  private UnaryOperator<OAuthTokenConsumerBuilder> idTokenRules = rules -> rules;
  private boolean mergeUserInfo;
  private int stateBytes = STATE_BYTES;
  private int verifierBytes = VERIFIER_BYTES;
  private String scopeSeparator = " ";
  private String presentation = "Bearer";
  private String tokenType = "Bearer";
  private Function<Secret, Grant> deviceGrant = Grant::deviceCode;
  private String subjectClaim = "sub";

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

  /** Sets the client's id; required. */
  public OAuthClientBuilder clientId(String id) {
    this.clientId = id;
    return this;
  }

  /**
   * Sets the client's secret. How it is used is chosen from the provider's metadata: basic, post,
   * JWT ({@link ClientAuthentication#clientSecret}).
   */
  public OAuthClientBuilder clientSecret(Secret secret) {
    return clientSecret(() -> secret);
  }

  /** Sets where the client's secret comes from; it is asked at each call. */
  public OAuthClientBuilder clientSecret(Supplier<Secret> secret) {
    return clientAuthentication(ClientAuthentication.clientSecret(secret));
  }

  /** Sets the client's key: {@code private_key_jwt}. */
  public OAuthClientBuilder clientKey(JwtSigner signer) {
    return clientAuthentication(ClientAuthentication.privateKeyJwt(signer));
  }

  /** Sets how the client proves who it is; a public client, which does not, by default. */
  public OAuthClientBuilder clientAuthentication(ClientAuthentication method) {
    this.authentication = method;
    return this;
  }

  /** Sets where the browser comes back to, exactly as it is registered. */
  public OAuthClientBuilder redirectUri(URI uri) {
    this.redirectUri = RegisteredUri.callback(uri);
    return this;
  }

  /** Sets the address of the metadata document, where it is not below the issuer. */
  public OAuthClientBuilder discoveryUri(URI uri) {
    this.discoveryUri = uri;
    return this;
  }

  /**
   * Sets where this program reaches the provider, when that is not the issuer (Docker, Kubernetes);
   * see {@link DiscoveryBuilder#authServerBaseUrl}.
   */
  public OAuthClientBuilder authServerBaseUrl(URI uri) {
    this.authServerBaseUrl = uri;
    return this;
  }

  /** Sets what replaces the authorization endpoint in the browser's address. */
  public OAuthClientBuilder oauthAuthorizeRedirect(URI uri) {
    if (!uri.isAbsolute() || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "oauthAuthorizeRedirect: expected an absolute address without a fragment");
    }
    this.authorizeRedirect = uri;
    return this;
  }

  /** Sets where device codes are given out, where metadata does not say. */
  public OAuthClientBuilder deviceAuthorizationEndpoint(URI uri) {
    this.deviceEndpoint = uri;
    return this;
  }

  /** Sets the door to the network; one of its own by default. It is not closed by the client. */
  public OAuthClientBuilder transport(HttpTransport door) {
    this.transport = door;
    return this;
  }

  /** Sets the platform: clock, ticker, scheduler, random; the system's by default. */
  public OAuthClientBuilder platform(Platform other) {
    this.platform = other;
    return this;
  }

  /** Sets header fields for every call to the provider; none by default. */
  public OAuthClientBuilder headers(Headers all) {
    this.headers = all;
    return this;
  }

  /** Sends parameters as JSON, as crossauth does by default; most servers take forms only. */
  public OAuthClientBuilder jsonBodies() {
    this.body = BodyType.JSON;
    return this;
  }

  /** Merges the claims of the userinfo endpoint into {@code idPayload}; not by default. */
  public OAuthClientBuilder mergeUserInfo() {
    this.mergeUserInfo = true;
    return this;
  }

  /** Sets what remembers which logins have had their callback; this process by default. */
  public OAuthClientBuilder stateStore(AuthorizationStateStore store) {
    this.stateStore = store;
    return this;
  }

  /** Changes how ID tokens are checked: algorithms, clock skew, keys, further audiences. */
  public OAuthClientBuilder idTokens(UnaryOperator<OAuthTokenConsumerBuilder> rules) {
    this.idTokenRules = rules;
    return this;
  }

  /** Sets how many random bytes a state and a nonce stand for: 16 to 128, 32 by default. */
  public OAuthClientBuilder stateLength(int bytes) {
    this.stateBytes = bytes;
    return this;
  }

  /** Sets how many random bytes a PKCE verifier stands for: 32 to 96, 32 by default. */
  public OAuthClientBuilder verifierLength(int bytes) {
    this.verifierBytes = bytes;
    return this;
  }

  /** Sets what stands between scopes, for a provider with ways of its own; a space by default. */
  public OAuthClientBuilder scopeSeparator(String separator) {
    this.scopeSeparator = separator;
    return this;
  }

  /**
   * Sets how access tokens are presented, for a provider with ways of its own; Bearer by default.
   * The provider calls them the same in its answers.
   */
  public OAuthClientBuilder tokenPresentation(String scheme) {
    return tokenPresentation(scheme, scheme);
  }

  /**
   * Sets how access tokens are presented, for a provider that calls them otherwise in its answers.
   *
   * @param scheme what stands before the token in the Authorization header
   * @param type the {@code token_type} of its answers
   */
  public OAuthClientBuilder tokenPresentation(String scheme, String type) {
    this.presentation = scheme;
    this.tokenType = type;
    return this;
  }

  /**
   * Sets what a device code is traded by, for a provider with words of its own; RFC 8628's by
   * default.
   */
  public OAuthClientBuilder deviceGrant(Function<Secret, Grant> grant) {
    this.deviceGrant = grant;
    return this;
  }

  /** Sets which claim of userinfo is the subject; {@code sub} by default. */
  public OAuthClientBuilder userInfoSubject(String claim) {
    this.subjectClaim = claim;
    return this;
  }

  /**
   * Makes the client. Nothing is fetched yet.
   *
   * @throws IllegalArgumentException if there is no client id, or a setting has no sense
   * @throws UnsupportedLibraryException if a library of others is there in a version too old
   */
  public OAuthClient build() {
    Libraries.check();
    if (clientId == null || clientId.isBlank()) {
      throw new IllegalArgumentException("clientId: expected one, found none");
    }
    if (transport != null) {
      return client(clientId, transport, null);
    }
    ApacheHttpTransport own = ApacheHttpTransport.create();
    try {
      return client(clientId, own, own);
    } catch (RuntimeException e) {
      own.close();
      throw e;
    }
  }

  private OAuthClient client(
      String clientId, HttpTransport door, @Nullable ApacheHttpTransport own) {
    AuthorizationSettings authorization =
        new AuthorizationSettings(
            Optional.ofNullable(redirectUri),
            Optional.ofNullable(authorizeRedirect),
            stateStore == null ? AuthorizationStateStore.inMemory(platform.ticker()) : stateStore,
            stateBytes,
            verifierBytes);
    Discovery discovery = configuration == null ? discovery(door) : null;
    return new OAuthClient(
        new OAuthClientParts(
            context(clientId, door, discovery == null ? this::given : discovery::configuration),
            authorization,
            idTokens(clientId, door, discovery),
            deviceGrant,
            Optional.ofNullable(authServerBaseUrl),
            subjectClaim,
            mergeUserInfo,
            own));
  }

  private ClientContext context(
      String clientId, HttpTransport door, Supplier<OpenIdConfiguration> metadata) {
    ClientContext context =
        ClientContext.of(clientId, authentication, metadata, door, platform)
            .withHeadersAndBody(headers, body)
            .withDialect(scopeSeparator, presentation, tokenType);
    return context.withEndpoints(
        context.endpoints().with(MetadataField.DEVICE_AUTHORIZATION_ENDPOINT, deviceEndpoint));
  }

  private OpenIdConfiguration given() {
    return java.util.Objects.requireNonNull(configuration);
  }

  private Discovery discovery(HttpTransport door) {
    DiscoveryBuilder builder =
        Discovery.builder(java.util.Objects.requireNonNull(issuer))
            .transport(door)
            .headers(headers)
            .platform(platform);
    if (discoveryUri != null) {
      builder.discoveryUri(discoveryUri);
    }
    if (authServerBaseUrl != null) {
      builder.authServerBaseUrl(authServerBaseUrl);
    }
    return builder.build();
  }

  private @Nullable OAuthTokenConsumer idTokens(
      String audience, HttpTransport door, @Nullable Discovery discovery) {
    if (issuer == null) {
      return null;
    }
    OAuthTokenConsumerBuilder rules =
        OAuthTokenConsumer.builder(issuer).audience(audience).transport(door).platform(platform);
    if (configuration != null && configuration.jwksUri().isEmpty()) {
      // An OAuth server with an issuer and no keys (RFC 8414) is no fault, until it sends an ID
      // token.
      rules.keys(request -> List.of());
    }
    return idTokenRules
        .apply(discovery == null ? rules.configuration(given()) : rules.discovery(discovery))
        .build();
  }
}
