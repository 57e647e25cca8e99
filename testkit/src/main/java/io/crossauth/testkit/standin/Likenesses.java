package io.crossauth.testkit.standin;

import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.standin.Likeness.Refusal;
import java.util.List;
import java.util.Map;

/** What providers look like, first part. */
final class Likenesses {

  private static final String TENANT = "11111111-2222-3333-4444-555555555555";

  private static final String MICROSOFT = "https://login.microsoftonline.com/";

  private Likenesses() {}

  /** A realm {@code shop} of a Keycloak at {@code https://id.example.com}. */
  static Likeness keycloak() {
    return Likeness.openId(
            "https://id.example.com/realms/shop",
            "https://id.example.com/realms/shop/protocol/openid-connect")
        .tokens(id -> id, access -> access.header("typ", "JWT").claim("typ", "Bearer"));
  }

  /** A tenant {@code example.eu.auth0.com} of Auth0. */
  static Likeness auth0() {
    return Likeness.openId("https://example.eu.auth0.com/", "https://example.eu.auth0.com")
        .refusing(
            new Refusal(
                403,
                Map.of(
                    "error",
                    "invalid_grant",
                    "error_description",
                    "Unknown or invalid refresh token.")));
  }

  /** The server {@code default} of {@code example.okta.com}. */
  static Likeness okta() {
    return Likeness.openId(
            "https://example.okta.com/oauth2/default", "https://example.okta.com/oauth2/default/v1")
        .tokens(
            id -> id,
            access ->
                access
                    .header("typ", "JWT")
                    .without("client_id")
                    .without("scope")
                    .claim("cid", "web")
                    .claim("scp", List.of("orders"))
                    .claim("ver", 1));
  }

  /** One tenant of Microsoft Entra ID. */
  static Likeness entra() {
    return entraAt(TENANT).keysOf(tenant("/v2.0"));
  }

  /** The tenants of all organizations of Microsoft Entra ID: the metadata has a placeholder. */
  static Likeness entraOrganizations() {
    String anyTenant = MICROSOFT + "{tenantid}/v2.0";
    return entraAt("organizations").metadata(Map.of("issuer", anyTenant)).keysOf(anyTenant);
  }

  private static Likeness entraAt(String place) {
    String base = MICROSOFT + place;
    return Likeness.openId(tenant("/v2.0"), base + "/oauth2/v2.0")
        .at(
            base + "/v2.0/.well-known/openid-configuration",
            base + "/oauth2/v2.0/authorize",
            base + "/oauth2/v2.0/token",
            "https://graph.microsoft.com/oidc/userinfo",
            base + "/discovery/v2.0/keys")
        .tokens(
            id -> idTokenOfEntra(id).claim("ver", "2.0"),
            access -> accessTokenOfEntra(access).claim("azp", "web").claim("ver", "2.0"))
        .refusing(
            new Refusal(
                400,
                Map.of(
                    "error",
                    "interaction_required",
                    "suberror",
                    "basic_action",
                    "claims",
                    "{\"access_token\":{}}",
                    "error_codes",
                    List.of(50076))));
  }

  private static TokenDraft idTokenOfEntra(TokenDraft id) {
    return id.without("azp")
        .without("auth_time")
        .without("jti")
        .claim("uti", "u")
        .claim("tid", TENANT);
  }

  /** Its scopes are in {@code scp}, its client and its identifier have other names than usual. */
  private static TokenDraft accessTokenOfEntra(TokenDraft access) {
    return scopesInScp(access)
        .without("client_id")
        .without("jti")
        .claim("uti", "u")
        .claim("tid", TENANT);
  }

  private static TokenDraft scopesInScp(TokenDraft access) {
    return access.header("typ", "JWT").without("scope").claim("scp", "orders");
  }

  /** A tenant of Microsoft Entra ID whose API takes tokens of version 1.0. */
  static Likeness entraV1() {
    return Likeness.openId("https://sts.windows.net/" + TENANT + "/", tenant("/oauth2"))
        .at(
            tenant("/.well-known/openid-configuration"),
            tenant("/oauth2/authorize"),
            tenant("/oauth2/token"),
            "",
            "https://login.microsoftonline.com/common/discovery/keys")
        .tokens(
            id -> idTokenOfEntra(id).claim("ver", "1.0"),
            access -> accessTokenOfEntra(access).claim("appid", "web").claim("ver", "1.0"));
  }

  /** The policy {@code B2C_1_signin} of the Azure AD B2C tenant {@code contoso}. */
  static Likeness azureB2c() {
    return Likeness.openId(
            "https://contoso.b2clogin.com/" + TENANT + "/v2.0/",
            "https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_signin/oauth2/v2.0")
        .at(
            "https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_signin/v2.0/"
                + ".well-known/openid-configuration",
            "https://contoso.b2clogin.com/authorize",
            "https://contoso.b2clogin.com/token",
            "",
            "https://contoso.b2clogin.com/keys")
        .tokens(
            id -> id.claim("tfp", "B2C_1_signin"),
            access -> scopesInScp(access).without("client_id").claim("azp", "web"))
        .response(
            members -> {
              members.remove("access_token");
              members.remove("token_type");
              return members;
            });
  }

  /** The Microsoft Entra External ID tenant {@code contoso}. */
  static Likeness entraExternalId() {
    return Likeness.openId(
            "https://" + TENANT + ".ciamlogin.com/" + TENANT + "/v2.0",
            "https://contoso.ciamlogin.com/" + TENANT + "/oauth2/v2.0")
        .at(
            "https://contoso.ciamlogin.com/" + TENANT + "/v2.0/.well-known/openid-configuration",
            "https://contoso.ciamlogin.com/authorize",
            "https://contoso.ciamlogin.com/token",
            "",
            "https://contoso.ciamlogin.com/keys")
        .tokens(
            id -> idTokenOfEntra(id).claim("ver", "2.0"),
            access -> accessTokenOfEntra(access).claim("azp", "web").claim("ver", "2.0"));
  }

  /** Google. */
  static Likeness google() {
    return Likeness.openId("https://accounts.google.com", "https://oauth2.googleapis.com")
        .at(
            "https://accounts.google.com/.well-known/openid-configuration",
            "https://accounts.google.com/o/oauth2/v2/auth",
            "https://oauth2.googleapis.com/token",
            "https://openidconnect.googleapis.com/v1/userinfo",
            "https://www.googleapis.com/oauth2/v3/certs")
        .refusing(
            new Refusal(
                400,
                Map.of(
                    "error",
                    "invalid_grant",
                    "error_description",
                    "Token has been expired or revoked.")));
  }

  /** Apple. */
  static Likeness apple() {
    return Likeness.openId("https://appleid.apple.com", "https://appleid.apple.com/auth")
        .at(
            "https://appleid.apple.com/.well-known/openid-configuration",
            "https://appleid.apple.com/auth/authorize",
            "https://appleid.apple.com/auth/token",
            "",
            "https://appleid.apple.com/auth/keys")
        .metadata(Map.of("token_endpoint_auth_methods_supported", List.of("client_secret_post")))
        .tokens(
            id -> id.without("azp").claim("email_verified", "true").claim("nonce_supported", true),
            access -> access);
  }

  /** GitHub, a GitHub App whose tokens end. */
  static Likeness github() {
    return Likeness.oauth(
            "https://github.com/login/oauth/authorize",
            "https://github.com/login/oauth/access_token",
            "https://api.github.com/user",
            Map.of("id", 583231, "login", "octocat"))
        .response(
            members -> {
              members.put("token_type", "bearer");
              members.put("expires_in", 28800);
              members.put("refresh_token_expires_in", 15897600);
              members.put("scope", "");
              return members;
            })
        .refusing(Refusal.of(200, "bad_refresh_token"));
  }

  /** gitlab.com. */
  static Likeness gitlab() {
    return Likeness.openId("https://gitlab.com", "https://gitlab.com/oauth");
  }

  /** A user pool of Amazon Cognito. */
  static Likeness cognito() {
    return Likeness.openId(
            "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Example01",
            "https://shop.auth.eu-central-1.amazoncognito.com/oauth2")
        .tokens(
            id -> id.without("azp").claim("token_use", "id"),
            access ->
                access
                    .withoutHeader("typ")
                    .without("aud")
                    .claim("client_id", "orders")
                    .claim("token_use", "access"));
  }

  private static String tenant(String path) {
    return MICROSOFT + TENANT + path;
  }
}
