package io.crossauth.client.internal.provider;

import io.crossauth.client.token.ProviderQuirks;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Issuers and endpoints of providers that many use, written once. */
public final class KnownProviders {

  /** The issuer of Google. */
  public static final String GOOGLE = "https://accounts.google.com";

  /** The issuer of Apple, and the audience of its client secrets. */
  public static final String APPLE = "https://appleid.apple.com";

  private static final List<String> POST = List.of("client_secret_post");

  private static final String ENTRA = "https://login.microsoftonline.com/";
  private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9.-]{1,255}");

  private KnownProviders() {}

  /** Okta keeps a rotated refresh token for 30 seconds, unless the application says otherwise. */
  public static ProviderQuirks okta() {
    return ProviderQuirks.none().withRefreshReuse(Duration.ofSeconds(30));
  }

  /** Microsoft Entra ID does not revoke a refresh token when it is used. */
  public static ProviderQuirks entra() {
    return ProviderQuirks.none().withRefreshReuse(Duration.ofDays(1));
  }

  /** Dex takes a rotated refresh token for 3 seconds ({@code reuseInterval}) by default. */
  public static ProviderQuirks dex() {
    return ProviderQuirks.none().withRefreshReuse(Duration.ofSeconds(3));
  }

  /** GitHub, which is OAuth only and has no discovery. */
  public static OpenIdConfiguration gitHub() {
    return OpenIdConfiguration.builder()
        .authorizationEndpoint("https://github.com/login/oauth/authorize")
        .tokenEndpoint("https://github.com/login/oauth/access_token")
        .deviceAuthorizationEndpoint("https://github.com/login/device/code")
        .userinfoEndpoint("https://api.github.com/user")
        .with(MetadataField.TOKEN_ENDPOINT_AUTH_METHODS_SUPPORTED, POST)
        .build();
  }

  /** Slack's own OAuth, for apps; "Sign in with Slack" has discovery. */
  public static OpenIdConfiguration slackApp() {
    return OpenIdConfiguration.builder()
        .authorizationEndpoint("https://slack.com/oauth/v2/authorize")
        .tokenEndpoint("https://slack.com/api/oauth.v2.access")
        .build();
  }

  /** Facebook, a version of its Graph API, which is OAuth only. */
  public static OpenIdConfiguration facebook(String version) {
    return OpenIdConfiguration.builder()
        .authorizationEndpoint("https://www.facebook.com/" + version + "/dialog/oauth")
        .tokenEndpoint("https://graph.facebook.com/" + version + "/oauth/access_token")
        .userinfoEndpoint("https://graph.facebook.com/" + version + "/me?fields=id,name,email")
        .with(MetadataField.TOKEN_ENDPOINT_AUTH_METHODS_SUPPORTED, POST)
        .build();
  }

  /** Discord, which is OAuth only here. */
  public static OpenIdConfiguration discord() {
    return OpenIdConfiguration.builder()
        .authorizationEndpoint("https://discord.com/oauth2/authorize")
        .tokenEndpoint("https://discord.com/api/oauth2/token")
        .userinfoEndpoint("https://discord.com/api/users/@me")
        .with(MetadataField.REVOCATION_ENDPOINT, "https://discord.com/api/oauth2/token/revoke")
        .build();
  }

  /** What a device login at Google needs. */
  public static OpenIdConfiguration google() {
    return OpenIdConfiguration.builder()
        .issuer(GOOGLE)
        .tokenEndpoint("https://oauth2.googleapis.com/token")
        .deviceAuthorizationEndpoint("https://oauth2.googleapis.com/device/code")
        .jwksUri("https://www.googleapis.com/oauth2/v3/certs")
        .build();
  }

  /**
   * What a device login at Microsoft Entra ID needs, version 2.0.
   *
   * @param tenant the tenant's id or domain, or {@code organizations}, {@code consumers}, {@code
   *     common}
   * @throws IllegalArgumentException if it has other characters than letters, digits, dots and
   *     dashes
   */
  public static OpenIdConfiguration entra(String tenant) {
    if (!TENANT.matcher(tenant).matches()) {
      throw new IllegalArgumentException("tenant: expected letters, digits, dots and dashes");
    }
    // Tokens name the tenant's id, which a domain or "organizations" does not tell us.
    return OpenIdConfiguration.builder()
        .issuer(EntraTenant.isId(tenant) ? entraIssuer(tenant) : entraIssuerOfAnyTenant())
        .tokenEndpoint(ENTRA + tenant + "/oauth2/v2.0/token")
        .deviceAuthorizationEndpoint(ENTRA + tenant + "/oauth2/v2.0/devicecode")
        .jwksUri(ENTRA + tenant + "/discovery/v2.0/keys")
        .build();
  }

  /** The issuer of one tenant of Microsoft Entra ID, version 2.0. */
  public static String entraIssuer(String tenantId) {
    return ENTRA + tenantId + "/v2.0";
  }

  /** The issuer of any tenant, with the placeholder that its metadata has. */
  public static String entraIssuerOfAnyTenant() {
    return entraIssuer("{tenantid}");
  }

  /** Where the metadata for all organizations' tenants is. */
  public static String entraDiscovery() {
    return ENTRA + "organizations/v2.0/.well-known/openid-configuration";
  }
}
