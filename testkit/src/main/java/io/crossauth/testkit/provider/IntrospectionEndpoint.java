package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** RFC 7662, for access tokens and refresh tokens. */
final class IntrospectionEndpoint implements Handler {

  private final Realm realm;
  private final ClientAuthenticator authenticator;

  IntrospectionEndpoint(Realm realm, ClientAuthenticator authenticator) {
    this.realm = realm;
    this.authenticator = authenticator;
  }

  @Override
  public Reply handle(RecordedRequest request) {
    Parameters parameters = Parameters.ofForm(request);
    authenticator.authenticate(request, parameters);
    String token = parameters.require("token");
    realm.events().add("INTROSPECT_TOKEN");
    return realm
        .vault()
        .access(token)
        .filter(access -> access.expiry().isAfter(realm.now()))
        .map(this::active)
        .or(() -> realm.vault().refresh(token).map(refresh -> active(refresh.grant())))
        .map(Reply::json)
        .orElseGet(() -> Reply.json(Map.of("active", false)));
  }

  private Map<String, Object> active(Vault.Access access) {
    Map<String, Object> json = active(access.grant());
    Optional<String> jkt = access.grant().client().jkt();
    json.put("token_type", jkt.isPresent() ? "DPoP" : "Bearer");
    jkt.ifPresent(key -> json.put("cnf", Map.of("jkt", key)));
    json.put("scope", String.join(" ", access.scope()));
    json.put("exp", access.expiry());
    json.put("iat", access.issued());
    json.put("aud", access.grant().client().audience());
    return json;
  }

  private Map<String, Object> active(Grant grant) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("active", true);
    json.put("iss", realm.settings().issuer().toString());
    json.put("client_id", grant.client().id());
    json.put("sub", User.subject(grant.session().user()));
    json.put("username", grant.session().user());
    if (!grant.details().isEmpty()) {
      json.put("authorization_details", grant.details());
    }
    return json;
  }
}
