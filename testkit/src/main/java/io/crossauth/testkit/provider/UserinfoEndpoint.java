package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.mint.TokenDraft;
import java.util.LinkedHashMap;
import java.util.Map;

/** OpenID Connect Core section 5.3; signed for the clients whose name is an algorithm. */
final class UserinfoEndpoint implements Handler {

  private final Realm realm;

  UserinfoEndpoint(Realm realm) {
    this.realm = realm;
  }

  @Override
  public Reply handle(RecordedRequest request) {
    Vault.Access access = Bearer.require(request, realm);
    if (!access.scope().contains("openid")) {
      throw ProtocolError.bearer(403, "insufficient_scope", "Missing openid scope");
    }
    realm.events().add("USER_INFO_REQUEST");
    Map<String, Object> claims = claims(access.grant());
    return access.grant().client().signedUserinfo()
        ? signed(access.grant().client(), claims)
        : Reply.json(claims);
  }

  private static Map<String, Object> claims(Grant grant) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", User.subject(grant.session().user()));
    grant
        .user()
        .ifPresent(
            user -> {
              claims.put("preferred_username", user.name());
              claims.put("email", user.email());
              claims.put("email_verified", true);
            });
    return claims;
  }

  private Reply signed(Client client, Map<String, Object> claims) {
    TokenDraft draft =
        TokenDraft.empty()
            .header("typ", "JWT")
            .signedWith(realm.keys().signing(client.tokenAlgorithm()))
            .claim("iss", realm.settings().issuer().toString())
            .claim("aud", client.id());
    for (Map.Entry<String, Object> claim : claims.entrySet()) {
      draft = draft.claim(claim.getKey(), claim.getValue());
    }
    return Reply.of(200).header("Content-Type", "application/jwt").body(draft.compact());
  }
}
