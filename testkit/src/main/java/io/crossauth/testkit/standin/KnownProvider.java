package io.crossauth.testkit.standin;

import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.standin.Likeness.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The providers that there is a stand-in of, under the names of examples: {@code id.example.com},
 * tenant {@code 11111111-2222-3333-4444-555555555555}. Typed from their documentation, and from what
 * users of other libraries report; where neither says, they do as OpenID Connect has it.
 */
public enum KnownProvider {
  /** A realm {@code shop} of a Keycloak at {@code https://id.example.com}. */
  KEYCLOAK(
      () ->
          Likeness.openId(
                  "https://id.example.com/realms/shop",
                  "https://id.example.com/realms/shop/protocol/openid-connect")
              .tokens(id -> id, access -> access.header("typ", "JWT").claim("typ", "Bearer"))),
  /** A tenant {@code example.eu.auth0.com} of Auth0. */
  AUTH0(
      () ->
          Likeness.openId("https://example.eu.auth0.com/", "https://example.eu.auth0.com")
              .refusing(
                  new Refusal(
                      403,
                      Map.of(
                          "error",
                          "invalid_grant",
                          "error_description",
                          "Unknown or invalid refresh token.")))),
  /** The server {@code default} of {@code example.okta.com}. */
  OKTA(
      () ->
          Likeness.openId(
                  "https://example.okta.com/oauth2/default",
                  "https://example.okta.com/oauth2/default/v1")
              .tokens(
                  id -> id,
                  access ->
                      access
                          .header("typ", "JWT")
                          .without("client_id")
                          .without("scope")
                          .claim("cid", "web")
                          .claim("scp", List.of("orders"))
                          .claim("ver", 1))),
  /** One tenant of Microsoft Entra ID. */
  ENTRA(
      () ->
          Likeness.openId(KnownProvider.tenant("/v2.0"), KnownProvider.tenant("/oauth2/v2.0"))
              .tokens(
                  id -> id.claim("tid", KnownProvider.TENANT).claim("ver", "2.0"),
                  access ->
                      access
                          .header("typ", "JWT")
                          .without("client_id")
                          .claim("azp", "web")
                          .claim("tid", KnownProvider.TENANT)
                          .claim("ver", "2.0")
                          .claim("scp", "orders"))
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
                          List.of(50076))))),
  /** A tenant of Microsoft Entra ID whose API takes tokens of version 1.0. */
  ENTRA_V1(
      () ->
          Likeness.openId(
                  "https://sts.windows.net/" + KnownProvider.TENANT + "/",
                  KnownProvider.tenant("/oauth2"))
              .at(
                  KnownProvider.tenant("/.well-known/openid-configuration"),
                  KnownProvider.tenant("/oauth2/authorize"),
                  KnownProvider.tenant("/oauth2/token"),
                  "",
                  "https://login.microsoftonline.com/common/discovery/keys")
              .tokens(
                  id -> id.claim("tid", KnownProvider.TENANT).claim("ver", "1.0"),
                  access ->
                      access
                          .header("typ", "JWT")
                          .without("client_id")
                          .claim("appid", "web")
                          .claim("tid", KnownProvider.TENANT)
                          .claim("ver", "1.0"))),
  /** The policy {@code B2C_1_signin} of the Azure AD B2C tenant {@code contoso}. */
  AZURE_B2C(
      () ->
          Likeness.openId(
                  "https://contoso.b2clogin.com/" + KnownProvider.TENANT + "/v2.0/",
                  "https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_signin/oauth2/v2.0")
              .at(
                  "https://contoso.b2clogin.com/contoso.onmicrosoft.com/B2C_1_signin/v2.0/"
                      + ".well-known/openid-configuration",
                  "https://contoso.b2clogin.com/authorize",
                  "https://contoso.b2clogin.com/token",
                  "",
                  "https://contoso.b2clogin.com/keys")
              .tokens(id -> id.claim("tfp", "B2C_1_signin"), access -> access.header("typ", "JWT"))
              .response(
                  members -> {
                    members.remove("access_token");
                    members.remove("token_type");
                    return members;
                  })),
  /** The Microsoft Entra External ID tenant {@code contoso}. */
  ENTRA_EXTERNAL_ID(
      () ->
          Likeness.openId(
                  "https://"
                      + KnownProvider.TENANT
                      + ".ciamlogin.com/"
                      + KnownProvider.TENANT
                      + "/v2.0",
                  "https://contoso.ciamlogin.com/" + KnownProvider.TENANT + "/oauth2/v2.0")
              .at(
                  "https://contoso.ciamlogin.com/"
                      + KnownProvider.TENANT
                      + "/v2.0/.well-known/openid-configuration",
                  "https://contoso.ciamlogin.com/authorize",
                  "https://contoso.ciamlogin.com/token",
                  "",
                  "https://contoso.ciamlogin.com/keys")
              .tokens(
                  id -> id.claim("tid", KnownProvider.TENANT),
                  access -> access.header("typ", "JWT").claim("tid", KnownProvider.TENANT))),
  /** Google. */
  GOOGLE(
      () ->
          Likeness.openId("https://accounts.google.com", "https://oauth2.googleapis.com")
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
                          "Token has been expired or revoked.")))),
  /** Apple. */
  APPLE(
      () ->
          Likeness.openId("https://appleid.apple.com", "https://appleid.apple.com/auth")
              .at(
                  "https://appleid.apple.com/.well-known/openid-configuration",
                  "https://appleid.apple.com/auth/authorize",
                  "https://appleid.apple.com/auth/token",
                  "",
                  "https://appleid.apple.com/auth/keys")
              .metadata(
                  Map.of("token_endpoint_auth_methods_supported", List.of("client_secret_post")))
              .tokens(
                  id ->
                      id.without("azp")
                          .claim("email_verified", "true")
                          .claim("nonce_supported", true),
                  access -> access)),
  /** GitHub, a GitHub App whose tokens end. */
  GITHUB(
      () ->
          Likeness.oauth(
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
              .refusing(Refusal.of(200, "bad_refresh_token"))),
  /** gitlab.com. */
  GITLAB(() -> Likeness.openId("https://gitlab.com", "https://gitlab.com/oauth")),
  /** A user pool of Amazon Cognito. */
  COGNITO(
      () ->
          Likeness.openId(
                  "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Example01",
                  "https://shop.auth.eu-central-1.amazoncognito.com/oauth2")
              .tokens(
                  id -> id.without("azp").claim("token_use", "id"),
                  access ->
                      access
                          .withoutHeader("typ")
                          .without("aud")
                          .claim("client_id", "orders")
                          .claim("token_use", "access"))),
  /** LinkedIn: no nonce, and a code_verifier is refused. */
  LINKEDIN(
      () ->
          Likeness.openId("https://www.linkedin.com/oauth", "https://www.linkedin.com/oauth/v2")
              .tokens(id -> id.without("nonce").without("azp"), access -> access)
              .refusing(
                  new Refusal(
                      400,
                      Map.of(
                          "error",
                          "invalid_request",
                          "error_description",
                          "The provided refresh token is invalid")))),
  /** Sign in with Slack. */
  SLACK(
      () ->
          Likeness.openId("https://slack.com", "https://slack.com/openid/connect")
              .response(KnownProvider.with("ok", true))
              .refusing(new Refusal(200, Map.of("ok", false, "error", "invalid_refresh_token")))),
  /** An app of Slack without a bot: the user's token alone. */
  SLACK_APP(
      () ->
          Likeness.oauth(
                  "https://slack.com/oauth/v2/authorize",
                  "https://slack.com/api/oauth.v2.access",
                  "",
                  Map.of())
              .response(
                  members -> {
                    Map<String, Object> user = new LinkedHashMap<>(members);
                    user.put("id", "U0000");
                    user.put("token_type", "user");
                    user.put("scope", "chat:write");
                    return new LinkedHashMap<>(
                        Map.of(
                            "ok", true, "team", Map.of("id", "T0000"), "authed_user", user));
                  })
              .refusing(new Refusal(200, Map.of("ok", false, "error", "invalid_refresh_token")))),
  /** Facebook, version 23.0 of its Graph API. */
  FACEBOOK(
      () ->
          Likeness.oauth(
                  "https://www.facebook.com/v23.0/dialog/oauth",
                  "https://graph.facebook.com/v23.0/oauth/access_token",
                  "https://graph.facebook.com/v23.0/me",
                  Map.of("id", "10160000000000000", "name", "Alice"))
              .response(
                  members -> {
                    members.put("token_type", "bearer");
                    members.remove("refresh_token");
                    return members;
                  })
              .refusing(
                  new Refusal(
                      400,
                      Map.of(
                          "error",
                          Map.of(
                              "message",
                              "This authorization code has been used.",
                              "type",
                              "OAuthException",
                              "code",
                              100,
                              "fbtrace_id",
                              "A0000"))))),
  /** Discord. */
  DISCORD(
      () ->
          Likeness.oauth(
              "https://discord.com/oauth2/authorize",
              "https://discord.com/api/oauth2/token",
              "https://discord.com/api/users/@me",
              Map.of("id", "80351110224678912", "username", "Nelly"))),
  /** An instance {@code shop-x1y2z3.zitadel.cloud} of Zitadel. */
  ZITADEL(
      () ->
          Likeness.openId(
                  "https://shop-x1y2z3.zitadel.cloud", "https://shop-x1y2z3.zitadel.cloud/oauth/v2")
              .tokens(
                  id -> id.claim("aud", List.of("web", "another", "project")).claim("azp", "web"),
                  access -> access.header("typ", "JWT"))),
  /** The application {@code shop} of an authentik at {@code https://id.example.com}. */
  AUTHENTIK(
      () ->
          Likeness.openId(
              "https://id.example.com/application/o/shop/", "https://id.example.com/application/o")),
  /** A Dex at {@code https://dex.example.com}: access tokens by the function of its ID tokens. */
  DEX(
      () ->
          Likeness.openId("https://dex.example.com", "https://dex.example.com")
              .tokens(
                  id -> id.without("azp"),
                  access ->
                      access
                          .header("typ", "JWT")
                          .without("client_id")
                          .without("scope")
                          .without("jti")
                          .claim("aud", "web")
                          .claim("at_hash", "MTIzNDU2Nzg5MDEyMzQ1Ng"))),
  /** An Ory Hydra at {@code https://hydra.example.com/}. */
  HYDRA(
      () ->
          Likeness.openId("https://hydra.example.com/", "https://hydra.example.com/oauth2")
              .tokens(
                  id -> id.without("azp"),
                  access ->
                      access
                          .header("typ", "JWT")
                          .without("scope")
                          .claim("scp", List.of("orders"))
                          .claim("ext", Map.of()))),
  /** The realm {@code alpha} of an AM at {@code https://id.example.com/am}. */
  PING_AM(
      () ->
          Likeness.openId(
                  "https://id.example.com/am/oauth2/realms/root/realms/alpha",
                  "https://id.example.com/am/oauth2/realms/root/realms/alpha")
              .tokens(
                  id -> id.claim("tokenName", "id_token").claim("realm", "/alpha"),
                  access ->
                      access
                          .header("typ", "JWT")
                          .without("scope")
                          .claim("tokenName", "access_token")
                          .claim("scope", List.of("orders")))),
  /** An AD FS at {@code fs.example.com}. */
  ADFS(
      () ->
          Likeness.openId("https://fs.example.com/adfs", "https://fs.example.com/adfs/oauth2")
              .metadata(
                  Map.of("access_token_issuer", "http://fs.example.com/adfs/services/trust"))
              .tokens(
                  id -> id.without("azp"),
                  access ->
                      access
                          .header("typ", "JWT")
                          .without("client_id")
                          .claim("iss", "http://fs.example.com/adfs/services/trust")
                          .claim("appid", "web")
                          .claim("auth_time", "2026-01-01T00:00:00.000Z")
                          .claim("ver", "1.0"))),
  /** A My Domain {@code example.my.salesforce.com} of Salesforce. */
  SALESFORCE(
      () ->
          Likeness.openId(
                  "https://example.my.salesforce.com",
                  "https://example.my.salesforce.com/services/oauth2")
              .tokens(id -> id.without("azp"), access -> access)
              .response(
                  members -> {
                    members.remove("expires_in");
                    members.put("instance_url", "https://example.my.salesforce.com");
                    members.put("signature", "c2lnbmF0dXJl");
                    return members;
                  })
              .refusing(
                  new Refusal(
                      400,
                      Map.of(
                          "error",
                          "invalid_grant",
                          "error_description",
                          "expired access/refresh token"))));

  private static final String TENANT = "11111111-2222-3333-4444-555555555555";

  private final Supplier<Likeness> likeness;

  KnownProvider(Supplier<Likeness> likeness) {
    this.likeness = likeness;
  }

  Likeness likeness() {
    return likeness.get();
  }

  private static String tenant(String path) {
    return "https://login.microsoftonline.com/" + TENANT + path;
  }

  private static UnaryOperator<Map<String, Object>> with(String name, Object value) {
    return members -> {
      members.put(name, value);
      return members;
    };
  }

  /** Whether its ID tokens are there. */
  boolean hasIdTokens() {
    return !likeness().issuer().isEmpty();
  }

  /** What an ID token of it says otherwise than usual. */
  TokenDraft idToken(TokenDraft usual) {
    return likeness().idToken().apply(usual);
  }
}
