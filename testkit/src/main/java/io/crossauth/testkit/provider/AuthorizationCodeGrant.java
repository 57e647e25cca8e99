package io.crossauth.testkit.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** RFC 6749 section 4.1.3, RFC 7636 section 4.5. */
final class AuthorizationCodeGrant implements TokenGrant {

  private final Realm realm;
  private final TokenIssuer issuer;

  AuthorizationCodeGrant(Realm realm, TokenIssuer issuer) {
    this.realm = realm;
    this.issuer = issuer;
  }

  @Override
  public String event() {
    return "CODE_TO_TOKEN";
  }

  @Override
  public Map<String, Object> trade(Client client, Parameters parameters) {
    Vault.Code code =
        realm
            .vault()
            .takeCode(parameters.require("code"))
            .orElseThrow(() -> ProtocolError.invalidGrant("Code not valid"));
    if (!code.expiry().isAfter(realm.now())) {
      throw ProtocolError.invalidGrant("Code is expired");
    }
    if (!code.request().client().equals(client)) {
      throw ProtocolError.invalidGrant("Code was issued to another client");
    }
    // Section 4.1.3: the same redirect URI, character for character.
    if (!parameters.require("redirect_uri").equals(code.request().redirectUri())) {
      throw ProtocolError.invalidGrant("Incorrect redirect_uri");
    }
    if (!code.request().verifies(parameters.find("code_verifier"))) {
      throw ProtocolError.invalidGrant("PKCE verification failed: Code mismatch");
    }
    // RFC 9449 section 10.
    Optional<String> bound = code.request().parameters().find("dpop_jkt");
    boolean known = realm.settings().dpop().known();
    if (known && bound.isPresent() && !bound.equals(client.jkt())) {
      throw ProtocolError.invalidGrant("DPoP proof: the key is not that of the request");
    }
    Grant grant = code.grant().heldBy(client);
    List<Map<String, Object>> details = new Details(realm).of(parameters);
    Details.requireWithin(details, grant.details());
    grant = details.isEmpty() ? grant : grant.withDetails(details);
    List<String> resources = parameters.all("resource");
    return issuer.issue(
        resources.isEmpty() ? grant : grant.with(grant.nonce(), resources), grant.scope());
  }
}
