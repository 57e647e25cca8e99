package io.crossauth.testkit.standin;

import io.crossauth.testkit.mint.TokenDraft;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a provider looks like to its clients. Immutable.
 *
 * @param issuer the {@code iss} of its ID tokens; empty for one without ID tokens
 * @param discovery where its metadata is; empty for one without
 * @param authorize its authorization endpoint
 * @param token its token endpoint
 * @param userinfo its userinfo endpoint; empty for none
 * @param jwks where its keys are; empty for none
 * @param metadata further members of its metadata
 * @param keyIssuer the {@code issuer} that its keys name, as Entra's do; empty for none
 * @param idToken what its ID tokens say otherwise than usual
 * @param accessToken what its access tokens for an API say otherwise than usual
 * @param response what its token responses have otherwise than usual
 * @param user what userinfo answers
 * @param refusal what it answers to a refresh token that is over
 */
record Likeness(
    String issuer,
    String discovery,
    String authorize,
    String token,
    String userinfo,
    String jwks,
    Map<String, Object> metadata,
    String keyIssuer,
    UnaryOperator<TokenDraft> idToken,
    UnaryOperator<TokenDraft> accessToken,
    UnaryOperator<Map<String, Object>> response,
    Map<String, Object> user,
    Refusal refusal) {

  /** A refusal of the token endpoint. */
  record Refusal(int status, Map<String, Object> members) {

    static Refusal of(int status, String error) {
      return new Refusal(status, Map.of("error", error));
    }
  }

  /** An OpenID provider whose endpoints are below an address. */
  static Likeness openId(String issuer, String base) {
    String slash = issuer.endsWith("/") ? issuer : issuer + "/";
    return new Likeness(
        issuer,
        slash + ".well-known/openid-configuration",
        base + "/authorize",
        base + "/token",
        base + "/userinfo",
        base + "/keys",
        Map.of(),
        "",
        token -> token,
        token -> token,
        members -> members,
        Map.of("sub", "alice"),
        Refusal.of(400, "invalid_grant"));
  }

  /** A provider of OAuth alone. */
  static Likeness oauth(String authorize, String token, String userinfo, Map<String, Object> user) {
    return new Likeness(
        "",
        "",
        authorize,
        token,
        userinfo,
        "",
        Map.of(),
        "",
        draft -> draft,
        draft -> draft,
        members -> members,
        user,
        Refusal.of(400, "invalid_grant"));
  }

  Likeness at(String address, String authorization, String tokens, String info, String keys) {
    return new Likeness(
        issuer,
        address,
        authorization,
        tokens,
        info,
        keys,
        metadata,
        keyIssuer,
        idToken,
        accessToken,
        response,
        user,
        refusal);
  }

  Likeness metadata(Map<String, Object> more) {
    return new Likeness(
        issuer,
        discovery,
        authorize,
        token,
        userinfo,
        jwks,
        more,
        keyIssuer,
        idToken,
        accessToken,
        response,
        user,
        refusal);
  }

  /** Keys that are for the tokens of one issuer, or of any tenant's with a placeholder. */
  Likeness keysOf(String oneIssuer) {
    return new Likeness(
        issuer,
        discovery,
        authorize,
        token,
        userinfo,
        jwks,
        metadata,
        oneIssuer,
        idToken,
        accessToken,
        response,
        user,
        refusal);
  }

  Likeness tokens(UnaryOperator<TokenDraft> id, UnaryOperator<TokenDraft> access) {
    return new Likeness(
        issuer, discovery, authorize, token, userinfo, jwks, metadata, keyIssuer, id, access,
        response, user, refusal);
  }

  Likeness response(UnaryOperator<Map<String, Object>> edit) {
    return new Likeness(
        issuer,
        discovery,
        authorize,
        token,
        userinfo,
        jwks,
        metadata,
        keyIssuer,
        idToken,
        accessToken,
        edit,
        user,
        refusal);
  }

  Likeness refusing(Refusal other) {
    return new Likeness(
        issuer,
        discovery,
        authorize,
        token,
        userinfo,
        jwks,
        metadata,
        keyIssuer,
        idToken,
        accessToken,
        response,
        user,
        other);
  }
}
