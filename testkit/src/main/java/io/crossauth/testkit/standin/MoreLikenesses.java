package io.crossauth.testkit.standin;

import io.crossauth.testkit.standin.Likeness.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What providers look like, second part. */
final class MoreLikenesses {

  private MoreLikenesses() {}

  /** LinkedIn: no nonce, and a code_verifier is refused. */
  static Likeness linkedin() {
    return Likeness.openId("https://www.linkedin.com/oauth", "https://www.linkedin.com/oauth/v2")
        .tokens(id -> id.without("nonce").without("azp"), access -> access)
        .refusing(
            new Refusal(
                400,
                Map.of(
                    "error",
                    "invalid_request",
                    "error_description",
                    "The provided refresh token is invalid")));
  }

  /** Sign in with Slack. */
  static Likeness slack() {
    return Likeness.openId("https://slack.com", "https://slack.com/openid/connect")
        .response(with("ok", true))
        .refusing(new Refusal(200, Map.of("ok", false, "error", "invalid_refresh_token")));
  }

  /** An app of Slack without a bot: the user's token alone. */
  static Likeness slackApp() {
    return Likeness.oauth(
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
                  Map.of("ok", true, "team", Map.of("id", "T0000"), "authed_user", user));
            })
        .refusing(new Refusal(200, Map.of("ok", false, "error", "invalid_refresh_token")));
  }

  /** Facebook, version 23.0 of its Graph API. */
  static Likeness facebook() {
    return Likeness.oauth(
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
                        "A0000"))));
  }

  /** Discord. */
  static Likeness discord() {
    return Likeness.oauth(
        "https://discord.com/oauth2/authorize",
        "https://discord.com/api/oauth2/token",
        "https://discord.com/api/users/@me",
        Map.of("id", "80351110224678912", "username", "Nelly"));
  }

  /** An instance {@code shop-x1y2z3.zitadel.cloud} of Zitadel. */
  static Likeness zitadel() {
    return Likeness.openId(
            "https://shop-x1y2z3.zitadel.cloud", "https://shop-x1y2z3.zitadel.cloud/oauth/v2")
        .tokens(
            id -> id.claim("aud", List.of("web", "another", "project")).claim("azp", "web"),
            access -> access.header("typ", "JWT"));
  }

  /** The application {@code shop} of an authentik at {@code https://id.example.com}. */
  static Likeness authentik() {
    return Likeness.openId(
        "https://id.example.com/application/o/shop/", "https://id.example.com/application/o");
  }

  /** A Dex at {@code https://dex.example.com}: access tokens by the function of its ID tokens. */
  static Likeness dex() {
    return Likeness.openId("https://dex.example.com", "https://dex.example.com")
        .tokens(
            id -> id.without("azp"),
            access ->
                access
                    .header("typ", "JWT")
                    .without("client_id")
                    .without("scope")
                    .without("jti")
                    .claim("aud", "web")
                    .claim("at_hash", "MTIzNDU2Nzg5MDEyMzQ1Ng"));
  }

  /** An Ory Hydra at {@code https://hydra.example.com/}. */
  static Likeness hydra() {
    return Likeness.openId("https://hydra.example.com/", "https://hydra.example.com/oauth2")
        .tokens(
            id -> id.without("azp"),
            access ->
                access
                    .header("typ", "JWT")
                    .without("scope")
                    .claim("scp", List.of("orders"))
                    .claim("ext", Map.of()));
  }

  /** The realm {@code alpha} of an AM at {@code https://id.example.com/am}. */
  static Likeness pingAm() {
    String issuer =
        "https://id.example.com/am/"
            + String.join("/", "oauth2", "realms", "root", "realms", "alpha");
    return Likeness.openId(issuer, issuer)
        .tokens(
            id -> id.claim("tokenName", "id_token").claim("realm", "/alpha"),
            access ->
                access
                    .header("typ", "JWT")
                    .without("scope")
                    .claim("tokenName", "access_token")
                    .claim("scope", List.of("orders")));
  }

  /** An AD FS at {@code fs.example.com}. */
  static Likeness adfs() {
    return Likeness.openId("https://fs.example.com/adfs", "https://fs.example.com/adfs/oauth2")
        .metadata(Map.of("access_token_issuer", "http://fs.example.com/adfs/services/trust"))
        .tokens(
            id -> id.without("azp"),
            access ->
                access
                    .header("typ", "JWT")
                    .without("client_id")
                    .claim("iss", "http://fs.example.com/adfs/services/trust")
                    .claim("appid", "web")
                    .claim("auth_time", "2026-01-01T00:00:00.000Z")
                    .claim("ver", "1.0"));
  }

  /** A My Domain {@code example.my.salesforce.com} of Salesforce. */
  static Likeness salesforce() {
    return Likeness.openId(
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
                    "expired access/refresh token")));
  }

  private static UnaryOperator<Map<String, Object>> with(String name, Object value) {
    return members -> {
      members.put(name, value);
      return members;
    };
  }
}
