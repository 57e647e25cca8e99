package io.crossauth.testkit.provider;

import io.crossauth.testkit.internal.Base64Url;
import io.crossauth.testkit.internal.Json;
import io.crossauth.testkit.mint.TestKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** RFC 7523 section 2.1, for assertions of issuers that the provider trusts. */
final class JwtBearerGrant implements TokenGrant {

  private final Realm realm;
  private final TokenIssuer issuer;

  JwtBearerGrant(Realm realm, TokenIssuer issuer) {
    this.realm = realm;
    this.issuer = issuer;
  }

  @Override
  public String event() {
    return "JWT_AUTHORIZATION_GRANT";
  }

  @Override
  public Map<String, Object> trade(Client client, Parameters parameters) {
    User user = user(parameters.require("assertion"));
    Grant.Session session = new Grant.Session(Settings.random(), user.name(), realm.now());
    realm.vault().keep(session);
    Grant grant =
        new Grant(
            client,
            Optional.of(user),
            Grant.scope(parameters.find("scope")),
            session,
            Optional.empty(),
            parameters.all("resource"));
    return issuer.issueWithoutRefresh(grant, grant.scope());
  }

  /** Section 3. */
  private User user(String assertion) {
    String[] parts = assertion.split("\\.", -1);
    demand(parts.length == 3, "no JWS");
    Map<String, Object> header = json(parts[0]);
    Map<String, Object> claims = json(parts[1]);
    TestKey key =
        Optional.ofNullable(
                realm.settings().exchanges().assertionKeys().get(String.valueOf(claims.get("iss"))))
            .orElseThrow(() -> ProtocolError.invalidGrant("assertion refused: iss"));
    demand(key.algorithm().equals(header.get("alg")), "alg");
    byte[] input = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
    demand(key.verify(key.algorithm(), input, decode(parts[2])), "signature");
    Set<String> ours =
        Set.of(
            realm.settings().issuer().toString(), realm.settings().uri(Endpoint.TOKEN).toString());
    demand(claims.get("aud") instanceof String aud && ours.contains(aud), "aud");
    demand(
        claims.get("exp") instanceof Number exp
            && Instant.ofEpochSecond(exp.longValue()).isAfter(realm.now()),
        "exp");
    demand(claims.get("jti") instanceof String jti && realm.vault().firstUse(jti), "jti");
    try {
      return User.require(String.valueOf(claims.get("sub")));
    } catch (IllegalArgumentException e) {
      throw ProtocolError.invalidGrant("assertion refused: sub");
    }
  }

  private static Map<String, Object> json(String segment) {
    try {
      return Json.readObject(new String(decode(segment), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw ProtocolError.invalidGrant("assertion is no JWT");
    }
  }

  private static byte[] decode(String segment) {
    try {
      return Base64Url.decode(segment);
    } catch (IllegalArgumentException e) {
      throw ProtocolError.invalidGrant("assertion is not base64url");
    }
  }

  private static void demand(boolean good, String what) {
    if (!good) {
      throw ProtocolError.invalidGrant("assertion refused: " + what);
    }
  }
}
