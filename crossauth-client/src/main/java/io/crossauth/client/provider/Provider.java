package io.crossauth.client.provider;

import io.crossauth.client.DeviceAuthenticator;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.internal.provider.AppleSecret;
import io.crossauth.client.internal.provider.EntraTenant;
import io.crossauth.client.internal.provider.KnownProviders;
import io.crossauth.client.internal.provider.TokenResponses;
import io.crossauth.client.login.LoopbackOptions;
import io.crossauth.client.token.ProviderQuirks;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A provider: where it is, and what it does its own way. Data only; begin a client, a device login
 * or a token consumer with it and go on as with any other. One that is not here is described in the
 * same terms: {@link #at}, {@link #of} and what they are changed by. Immutable and safe for use by
 * many threads, if the functions that it was given are.
 *
 * <p>{@code Provider.keycloak("https://id.example.com", "shop").client().clientId("web")}.
 */
public final class Provider {

  /** No rules of its own. */
  private static final UnaryOperator<OAuthTokenConsumerBuilder> AS_USUAL = UnaryOperator.identity();

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,255}");

  private final String issuer;
  private final Optional<OpenIdConfiguration> configuration;
  private final UnaryOperator<OAuthClientBuilder> settings;
  private final UnaryOperator<OAuthTokenConsumerBuilder> tokens;
  private final UnaryOperator<OAuthTokenConsumerBuilder> accessTokens;
  private final boolean opaque;

  private Provider(
      String issuer,
      Optional<OpenIdConfiguration> configuration,
      UnaryOperator<OAuthClientBuilder> settings,
      UnaryOperator<OAuthTokenConsumerBuilder> tokens,
      UnaryOperator<OAuthTokenConsumerBuilder> accessTokens,
      boolean opaque) {
    this.issuer = issuer;
    this.configuration = configuration;
    this.settings = settings;
    this.tokens = tokens;
    this.accessTokens = accessTokens;
    this.opaque = opaque;
  }

  /**
   * A provider that is found by discovery, and does everything as the specifications say.
   *
   * @param issuer its issuer, exactly as its tokens say it
   * @return the provider
   */
  public static Provider at(String issuer) {
    return new Provider(issuer, Optional.empty(), c -> c, AS_USUAL, AS_USUAL, false);
  }

  /**
   * A provider whose metadata is given by hand. Without an issuer there are no ID tokens, and its
   * access tokens cannot be read.
   *
   * @param configuration its endpoints, and its issuer if it has one
   * @return the provider
   */
  public static Provider of(OpenIdConfiguration configuration) {
    String issuer = configuration.issuer().orElse("");
    return new Provider(
        issuer, Optional.of(configuration), c -> c, AS_USUAL, AS_USUAL, issuer.isEmpty());
  }

  /**
   * The same provider with settings of its clients: PKCE and nonce, separator of scopes, names of
   * tokens, subject of userinfo, host of the loopback address. What the program sets on the builder
   * comes after.
   *
   * @param more gets the builder of a client, and gives it back changed
   * @return the provider
   */
  public Provider withClients(UnaryOperator<OAuthClientBuilder> more) {
    return new Provider(
        issuer,
        configuration,
        builder -> more.apply(settings.apply(builder)),
        tokens,
        accessTokens,
        opaque);
  }

  /**
   * The same provider with what its token endpoint does its own way.
   *
   * @param quirks the form of its answers, its words for the end of a session, its wishes for
   *     client authentication; takes the place of earlier ones
   * @return the provider
   */
  public Provider withQuirks(ProviderQuirks quirks) {
    return withClients(client -> client.quirks(quirks));
  }

  /**
   * The same provider with rules of all its tokens, ID tokens and access tokens: tenants,
   * algorithms.
   *
   * @param more gets the builder of a check, and gives it back changed
   * @return the provider
   */
  public Provider withTokens(UnaryOperator<OAuthTokenConsumerBuilder> more) {
    return new Provider(
        issuer,
        configuration,
        settings,
        rules -> more.apply(tokens.apply(rules)),
        accessTokens,
        opaque);
  }

  /**
   * The same provider with rules of its access tokens alone: the claim that names their audience,
   * their typing, their issuer.
   *
   * @param more gets the builder of a token consumer, and gives it back changed
   * @return the provider
   */
  public Provider withAccessTokens(UnaryOperator<OAuthTokenConsumerBuilder> more) {
    return new Provider(
        issuer,
        configuration,
        settings,
        tokens,
        rules -> more.apply(accessTokens.apply(rules)),
        opaque);
  }

  /**
   * The same provider with metadata elsewhere than below its issuer.
   *
   * @param uri the address of the metadata document
   * @return the provider
   */
  public Provider withDiscoveryUri(URI uri) {
    return withClients(client -> client.discoveryUri(uri))
        .withAccessTokens(rules -> rules.discoveryUri(uri));
  }

  /**
   * The same provider, whose access tokens cannot be read: it is asked by introspection or
   * userinfo.
   *
   * @return the provider
   */
  public Provider withOpaqueAccessTokens() {
    return new Provider(issuer, configuration, settings, tokens, accessTokens, true);
  }

  /**
   * A realm of a Keycloak.
   *
   * @param base the server's address, with its path if it has one: {@code https://id.example.com}
   * @param realm the realm's name
   * @return the provider
   * @throws IllegalArgumentException if the realm has other characters than letters, digits, dots,
   *     dashes and underscores
   */
  public static Provider keycloak(String base, String realm) {
    return at(below(base, "realms/" + name("realm", realm)));
  }

  /**
   * A tenant of Auth0; its issuer ends with a slash.
   *
   * @param domain the tenant's domain: {@code example.eu.auth0.com}
   * @return the provider
   * @throws IllegalArgumentException if it has other characters than letters, digits, dots, dashes
   *     and underscores
   */
  public static Provider auth0(String domain) {
    return at("https://" + name("domain", domain) + "/");
  }

  /**
   * The organisation's authorization server of Okta. Its access tokens are for Okta itself; an API
   * of one's own needs a custom authorization server.
   *
   * @param domain the organisation's domain: {@code example.okta.com}
   * @return the provider
   * @throws IllegalArgumentException if it has other characters than letters, digits, dots, dashes
   *     and underscores
   */
  public static Provider okta(String domain) {
    return at("https://" + name("domain", domain)).withQuirks(KnownProviders.okta());
  }

  /**
   * A custom authorization server of Okta.
   *
   * @param domain the organisation's domain: {@code example.okta.com}
   * @param authorizationServer its id, {@code default} for the one that is there from the start
   * @return the provider
   * @throws IllegalArgumentException if one has other characters than letters, digits, dots, dashes
   *     and underscores
   */
  public static Provider okta(String domain, String authorizationServer) {
    return at("https://"
            + name("domain", domain)
            + "/oauth2/"
            + name("authorizationServer", authorizationServer))
        .withQuirks(KnownProviders.okta())
        .withAccessTokens(rules -> rules.clientClaims("cid"));
  }

  /**
   * One tenant of Microsoft Entra ID, version 2.0.
   *
   * @param tenantId the tenant's id, a UUID; a domain will not do, since tokens name the id
   * @return the provider
   * @throws IllegalArgumentException if it is no UUID: a domain, or one of {@code organizations},
   *     {@code common} and {@code consumers}, which are no tenants: {@link #entraTenants}, {@link
   *     #entraAnyTenant}
   */
  public static Provider entra(String tenantId) {
    return at(KnownProviders.entraIssuer(EntraTenant.id(tenantId)))
        .withQuirks(KnownProviders.entra())
        .withClients(Provider::atLocalhost);
  }

  /**
   * Several tenants of Microsoft Entra ID, version 2.0. A token's issuer must name the tenant that
   * the token is from, and that must be one of these.
   *
   * @param tenantIds the tenants' ids, UUIDs; at least one
   * @return the provider
   * @throws IllegalArgumentException if there is none, or one is no UUID
   * @see #entraAnyTenant
   */
  public static Provider entraTenants(String... tenantIds) {
    if (tenantIds.length == 0) {
      throw new IllegalArgumentException("tenantIds: expected at least one, found none");
    }
    String[] taken = Stream.of(tenantIds).map(EntraTenant::id).toArray(String[]::new);
    return entraAnyTenant().withTokens(rules -> rules.tenants(taken));
  }

  /**
   * Any tenant of Microsoft Entra ID, version 2.0: every organisation in the world that has one. A
   * token's issuer must name the tenant that the token is from, and nothing more is asked of that
   * tenant: <b>whoever has an organisation there can log in</b>. Decide by the claim {@code tid}
   * who may do what, and know a user by {@code tid} and {@code oid} or by {@code iss} and {@code
   * sub}, never by a mail address.
   *
   * @return the provider
   * @see #entraTenants
   */
  public static Provider entraAnyTenant() {
    return at(KnownProviders.entraIssuerOfAnyTenant())
        .withDiscoveryUri(URI.create(KnownProviders.entraDiscovery()))
        .withQuirks(KnownProviders.entra())
        .withClients(Provider::atLocalhost);
  }

  /**
   * One tenant of Microsoft Entra ID for an API whose registration accepts tokens of version 1.0,
   * as it does unless its manifest says {@code "accessTokenAcceptedVersion": 2}. Their issuer is
   * {@code https://sts.windows.net/…/}.
   *
   * @param tenantId the tenant's id, a UUID
   * @return the provider
   * @throws IllegalArgumentException if it is no UUID
   */
  public static Provider entraV1(String tenantId) {
    String tenant = EntraTenant.id(tenantId);
    return at("https://sts.windows.net/" + tenant + "/")
        .withDiscoveryUri(
            URI.create(
                "https://login.microsoftonline.com/"
                    + tenant
                    + "/.well-known/openid-configuration"))
        .withAccessTokens(rules -> rules.clientClaims("appid"))
        .withQuirks(KnownProviders.entra())
        .withClients(Provider::atLocalhost);
  }

  /**
   * A policy (user flow) of an Azure AD B2C tenant. With the scope {@code openid} alone it gives an
   * ID token and no access token: the access token then is {@code N_A}, which no API accepts.
   *
   * @param tenantName the first part of the tenant's domain: {@code contoso} of {@code
   *     contoso.onmicrosoft.com}
   * @param tenantId the tenant's id, a UUID
   * @param policy the policy's name: {@code B2C_1_signin}
   * @return the provider
   * @throws IllegalArgumentException if the id is no UUID, or another has other characters than
   *     letters, digits, dots, dashes and underscores
   */
  public static Provider azureB2c(String tenantName, String tenantId, String policy) {
    String base = "https://" + name("tenantName", tenantName) + ".b2clogin.com/";
    return at(base + EntraTenant.id(tenantId) + "/v2.0/")
        .withDiscoveryUri(
            URI.create(
                base
                    + tenantName
                    + ".onmicrosoft.com/"
                    + name("policy", policy)
                    + "/v2.0/.well-known/openid-configuration"))
        .withQuirks(ProviderQuirks.none().withTokenResponse(TokenResponses::ofB2c))
        .withClients(Provider::atLocalhost);
  }

  /**
   * A tenant of Microsoft Entra External ID.
   *
   * @param tenantName the first part of the tenant's domain: {@code contoso} of {@code
   *     contoso.ciamlogin.com}
   * @param tenantId the tenant's id, a UUID
   * @return the provider
   * @throws IllegalArgumentException if the id is no UUID, or the name has other characters than
   *     letters, digits, dots, dashes and underscores
   */
  public static Provider entraExternalId(String tenantName, String tenantId) {
    String tenant = EntraTenant.id(tenantId);
    return at("https://" + tenant + ".ciamlogin.com/" + tenant + "/v2.0")
        .withDiscoveryUri(
            URI.create(
                "https://"
                    + name("tenantName", tenantName)
                    + ".ciamlogin.com/"
                    + tenant
                    + "/v2.0/.well-known/openid-configuration"))
        .withClients(Provider::atLocalhost);
  }

  /**
   * Google.
   *
   * @return the provider
   */
  public static Provider google() {
    return at(KnownProviders.GOOGLE)
        .withQuirks(ProviderQuirks.none().withAuthentication(Provider::noneForDeviceCodes));
  }

  /** Google's documentation names the secret for the token endpoint alone. */
  private static ClientAuthentication noneForDeviceCodes(ClientAuthentication set) {
    ClientAuthentication none = ClientAuthentication.none();
    return call ->
        call.endpointName().equals(MetadataField.DEVICE_AUTHORIZATION_ENDPOINT)
            ? none.apply(call)
            : set.apply(call);
  }

  /**
   * Sign in with Apple. Its client secret is a JWT: {@link #appleClientSecret}.
   *
   * @return the provider
   */
  public static Provider apple() {
    return at(KnownProviders.APPLE).withOpaqueAccessTokens();
  }

  /**
   * The client authentication of Apple: a secret that is made anew for each call, five minutes
   * long, signed by the key of the developer's team.
   *
   * @param teamId the team's id, ten characters
   * @param key signs ES256 with the key of the developer account; its key id is Apple's
   * @return the client authentication, for {@code OAuthClientBuilder.clientAuthentication}
   */
  public static ClientAuthentication appleClientSecret(String teamId, JwtSigner key) {
    return new AppleSecret(teamId, key);
  }

  /**
   * A user pool of Amazon Cognito. Its access tokens name the client in {@code client_id} and have
   * no {@code aud}.
   *
   * @param region the region: {@code eu-central-1}
   * @param userPoolId the user pool's id: {@code eu-central-1_AbCdEfGhI}
   * @return the provider
   * @throws IllegalArgumentException if one has other characters than letters, digits, dots, dashes
   *     and underscores
   */
  public static Provider cognito(String region, String userPoolId) {
    return at("https://cognito-idp."
            + name("region", region)
            + ".amazonaws.com/"
            + name("userPoolId", userPoolId))
        .withAccessTokens(rules -> rules.audienceClaim("client_id"));
  }

  /**
   * GitHub: OAuth only, without ID tokens; the user is the {@code id} of its user resource.
   *
   * @return the provider
   */
  public static Provider github() {
    return of(KnownProviders.gitHub()).withClients(client -> client.userInfoSubject("id"));
  }

  /**
   * GitLab, gitlab.com or one's own.
   *
   * @param address {@code https://gitlab.com}, or the address of one's own, without a slash at its
   *     end
   * @return the provider
   */
  public static Provider gitlab(String address) {
    return at(address).withOpaqueAccessTokens();
  }

  /**
   * Sign in with LinkedIn. It refuses PKCE and gives ID tokens without a nonce, so that <b>nothing
   * but the client secret keeps a stolen code from being put into a login</b> (RFC 9700 section
   * 4.5); confidential clients only.
   *
   * @return the provider
   */
  public static Provider linkedin() {
    return at("https://www.linkedin.com/oauth")
        .withQuirks(
            ProviderQuirks.none()
                .withAuthenticationMethods("client_secret_post")
                .withCountedRefusals("invalid_request"))
        .withClients(OAuthClientBuilder::unsafeWithoutCodeInjectionDefence)
        .withOpaqueAccessTokens();
  }

  /**
   * Sign in with Slack.
   *
   * @return the provider
   */
  public static Provider slack() {
    return at("https://slack.com").withOpaqueAccessTokens();
  }

  /**
   * An app of Slack, by its own OAuth: scopes have commas between them, and the user's token comes
   * in {@code authed_user} if the app has no bot. Users are not told of; see {@link #slack}.
   *
   * @return the provider
   */
  public static Provider slackApp() {
    return of(KnownProviders.slackApp())
        .withQuirks(ProviderQuirks.none().withTokenResponse(TokenResponses::ofSlack))
        .withClients(client -> client.scopeSeparator(","));
  }

  /**
   * Facebook: OAuth only, without ID tokens; the user is the {@code id} of {@code /me}.
   *
   * @param version the version of the Graph API: {@code v23.0}
   * @return the provider
   * @throws IllegalArgumentException if it has other characters than letters, digits, dots, dashes
   *     and underscores
   */
  public static Provider facebook(String version) {
    return of(KnownProviders.facebook(name("version", version)))
        .withQuirks(ProviderQuirks.none().withTokenResponse(TokenResponses::ofFacebook))
        .withClients(client -> client.scopeSeparator(",").userInfoSubject("id"));
  }

  /**
   * Discord: OAuth only, without ID tokens; the user is the {@code id} of {@code /users/@me}.
   *
   * @return the provider
   */
  public static Provider discord() {
    return of(KnownProviders.discord()).withClients(client -> client.userInfoSubject("id"));
  }

  /**
   * An instance of Zitadel. Its ID tokens name all clients of the project as their audience; they
   * are accepted if they were given to this client ({@code azp}).
   *
   * @param domain the instance's domain: {@code shop-x1y2z3.zitadel.cloud}
   * @return the provider
   * @throws IllegalArgumentException if it has other characters than letters, digits, dots, dashes
   *     and underscores
   */
  public static Provider zitadel(String domain) {
    return at("https://" + name("domain", domain))
        .withClients(
            client ->
                client.idTokens(OAuthTokenConsumerBuilder::furtherAudiencesIfAuthorizedParty));
  }

  /**
   * An application of authentik; its issuer ends with a slash.
   *
   * @param base the server's address: {@code https://id.example.com}
   * @param application the application's slug
   * @return the provider
   * @throws IllegalArgumentException if the slug has other characters than letters, digits, dots,
   *     dashes and underscores
   */
  public static Provider authentik(String base, String application) {
    return at(below(base, "application/o/" + name("application", application) + "/"));
  }

  /**
   * Dex. Its access tokens are made as its ID tokens are: a consumer of them has to say so by
   * {@code unsafeIdTokensAsAccessTokens}, which names the clients.
   *
   * @param issuer its issuer: {@code https://dex.example.com}
   * @return the provider
   */
  public static Provider dex(String issuer) {
    return at(issuer).withQuirks(KnownProviders.dex());
  }

  /**
   * Ory Hydra. Its access tokens are opaque unless it is configured for JWTs.
   *
   * @param issuer its issuer, exactly: many end with a slash
   * @return the provider
   */
  public static Provider hydra(String issuer) {
    return at(issuer);
  }

  /**
   * A realm of ForgeRock or Ping AM.
   *
   * @param base the address of AM: {@code https://id.example.com/am}; with {@code :443} where its
   *     base URL source has the port
   * @param realm the realm below the root: {@code alpha}
   * @return the provider
   * @throws IllegalArgumentException if the realm has other characters than letters, digits, dots,
   *     dashes and underscores
   */
  public static Provider pingAm(String base, String realm) {
    String path = String.join("/", "oauth2", "realms", "root", "realms", name("realm", realm));
    return at(below(base, path));
  }

  /**
   * AD FS. Its access tokens have another issuer than its ID tokens, {@code
   * http://…/adfs/services/trust}; a client has to name its API by the parameter {@code resource}.
   *
   * @param host the name of the federation service: {@code fs.example.com}
   * @return the provider
   * @throws IllegalArgumentException if it has other characters than letters, digits, dots, dashes
   *     and underscores
   */
  public static Provider adfs(String host) {
    return at("https://" + name("host", host) + "/adfs")
        .withAccessTokens(
            rules ->
                rules
                    .accessTokenIssuer("http://" + host + "/adfs/services/trust")
                    .clientClaims("appid"));
  }

  /**
   * An organization of Salesforce, by its My Domain.
   *
   * @param domain {@code example.my.salesforce.com}; {@code login.salesforce.com} for any
   * @return the provider
   * @throws IllegalArgumentException if it has other characters than letters, digits, dots, dashes
   *     and underscores
   */
  public static Provider salesforce(String domain) {
    return at("https://" + name("domain", domain)).withOpaqueAccessTokens();
  }

  /**
   * Begins a client of this provider.
   *
   * @return a builder; at least the client id is missing
   */
  public OAuthClientBuilder client() {
    OAuthClientBuilder client =
        configuration.map(OAuthClient::builder).orElseGet(() -> OAuthClient.builder(issuer));
    return settings.apply(tokens.equals(AS_USUAL) ? client : client.idTokens(tokens));
  }

  /**
   * Begins a device login at this provider.
   *
   * @param clientId the client's id
   * @return a builder; {@code build()} is enough
   */
  public DeviceAuthenticator.Builder deviceAuthenticator(String clientId) {
    return DeviceAuthenticator.of(client().clientId(clientId));
  }

  /**
   * Begins a consumer of this provider's access tokens.
   *
   * @return a builder; at least the audience is missing
   * @throws IllegalStateException if its access tokens cannot be read
   */
  public OAuthTokenConsumerBuilder tokenConsumer() {
    if (opaque) {
      throw new IllegalStateException(
          "provider: its access tokens are not JWTs for an API of one's own; ask by introspection"
              + " or userinfo");
    }
    OAuthTokenConsumerBuilder rules = OAuthTokenConsumer.builder(issuer);
    configuration.ifPresent(rules::configuration);
    return accessTokens.apply(tokens.apply(rules));
  }

  private static OAuthClientBuilder atLocalhost(OAuthClientBuilder client) {
    return client.loopback(LoopbackOptions.defaults().withLocalhost());
  }

  private static String below(String base, String path) {
    return (base.endsWith("/") ? base : base + "/") + path;
  }

  /** {@return the issuer; a provider without one has none} */
  @Override
  public String toString() {
    return "Provider[" + issuer + "]";
  }

  private static String name(String what, String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          what + ": expected letters, digits, dots, dashes and underscores");
    }
    return text;
  }
}
