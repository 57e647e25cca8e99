package io.crossauth.client.provider;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.internal.provider.KnownProviders;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A well-known provider: where it is, and what it does its own way. Data only; begin a client or a
 * token consumer with it and go on as with any other. Immutable and safe for use by many threads.
 *
 * <p>{@code Provider.keycloak("https://id.example.com", "shop").client().clientId("web")}.
 */
public final class Provider {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,255}");

  private final String issuer;
  private final Optional<OpenIdConfiguration> configuration;
  private final Optional<URI> discoveryUri;
  private final List<String> tenants;
  private final String audienceClaim;
  private final String userInfoSubject;

  private Provider(
      String issuer,
      Optional<OpenIdConfiguration> configuration,
      Optional<URI> discoveryUri,
      List<String> tenants,
      String audienceClaim,
      String userInfoSubject) {
    this.issuer = issuer;
    this.configuration = configuration;
    this.discoveryUri = discoveryUri;
    this.tenants = tenants;
    this.audienceClaim = audienceClaim;
    this.userInfoSubject = userInfoSubject;
  }

  private static Provider at(String issuer) {
    return new Provider(issuer, Optional.empty(), Optional.empty(), List.of(), "aud", "sub");
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
    return at((base.endsWith("/") ? base : base + "/") + "realms/" + name("realm", realm));
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
   * The organisation's authorization server of Okta.
   *
   * @param domain the organisation's domain: {@code example.okta.com}
   * @return the provider
   * @throws IllegalArgumentException if it has other characters than letters, digits, dots, dashes
   *     and underscores
   */
  public static Provider okta(String domain) {
    return at("https://" + name("domain", domain));
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
    return at(
        "https://"
            + name("domain", domain)
            + "/oauth2/"
            + name("authorizationServer", authorizationServer));
  }

  /**
   * One tenant of Microsoft Entra ID, version 2.0.
   *
   * @param tenantId the tenant's id, a UUID; a domain will not do, since tokens name the id
   * @return the provider
   * @throws IllegalArgumentException if it has other characters than letters, digits, dots, dashes
   *     and underscores
   */
  public static Provider entra(String tenantId) {
    return at(KnownProviders.entraIssuer(name("tenantId", tenantId)));
  }

  /**
   * Several tenants of Microsoft Entra ID, version 2.0. A token's issuer must name the tenant that
   * the token is from, and that must be one of these.
   *
   * @param tenantIds the tenants' ids; at least one
   * @return the provider
   * @throws IllegalArgumentException if there is none, or one has other characters than letters,
   *     digits, dots, dashes and underscores
   */
  public static Provider entraTenants(String... tenantIds) {
    if (tenantIds.length == 0) {
      throw new IllegalArgumentException("tenantIds: expected at least one, found none");
    }
    for (String tenantId : tenantIds) {
      name("tenantId", tenantId);
    }
    return new Provider(
        KnownProviders.entraIssuerOfAnyTenant(),
        Optional.empty(),
        Optional.of(URI.create(KnownProviders.entraDiscovery())),
        List.of(tenantIds),
        "aud",
        "sub");
  }

  /**
   * Google.
   *
   * @return the provider
   */
  public static Provider google() {
    return at(KnownProviders.GOOGLE);
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
    return new Provider(
        "https://cognito-idp."
            + name("region", region)
            + ".amazonaws.com/"
            + name("userPoolId", userPoolId),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        "client_id",
        "sub");
  }

  /**
   * GitHub: OAuth only, without ID tokens; the user is the {@code id} of its user resource.
   *
   * @return the provider
   */
  public static Provider github() {
    return new Provider(
        "", Optional.of(KnownProviders.gitHub()), Optional.empty(), List.of(), "aud", "id");
  }

  /**
   * Begins a client of this provider.
   *
   * @return a builder; at least the client id is missing
   */
  public OAuthClientBuilder client() {
    OAuthClientBuilder client =
        configuration.map(OAuthClient::builder).orElseGet(() -> OAuthClient.builder(issuer));
    discoveryUri.ifPresent(client::discoveryUri);
    if (!tenants.isEmpty()) {
      client.idTokens(rules -> rules.tenants(tenants.toArray(String[]::new)));
    }
    return client.userInfoSubject(userInfoSubject);
  }

  /**
   * Begins a consumer of this provider's access tokens.
   *
   * @return a builder; at least the audience is missing
   * @throws IllegalStateException if its access tokens cannot be read
   */
  public OAuthTokenConsumerBuilder tokenConsumer() {
    if (configuration.isPresent()) {
      throw new IllegalStateException("provider: its access tokens are not JWTs");
    }
    OAuthTokenConsumerBuilder consumer =
        OAuthTokenConsumer.builder(issuer).audienceClaim(audienceClaim);
    return tenants.isEmpty() ? consumer : consumer.tenants(tenants.toArray(String[]::new));
  }

  private static String name(String what, String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          what + ": expected letters, digits, dots, dashes and underscores");
    }
    return text;
  }
}
