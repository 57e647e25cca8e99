package io.crossauth.testkit.provider;

import java.util.Map;
import java.util.Optional;

/** RFC 6749 section 4.4: no refresh token. */
final class ClientCredentialsGrant implements TokenGrant {

  private final Realm realm;
  private final TokenIssuer issuer;

  ClientCredentialsGrant(Realm realm, TokenIssuer issuer) {
    this.realm = realm;
    this.issuer = issuer;
  }

  @Override
  public String event() {
    return "CLIENT_LOGIN";
  }

  @Override
  public Map<String, Object> trade(Client client, Parameters parameters) {
    Grant.Session session =
        new Grant.Session(Settings.random(), "service-account-" + client.id(), realm.now());
    Grant grant =
        new Grant(
            client,
            Optional.empty(),
            Grant.scope(parameters.find("scope")),
            session,
            Optional.empty(),
            parameters.all("resource"),
            realm.faults().grant(new Details(realm).of(parameters)));
    return issuer.issueWithoutRefresh(grant, grant.scope());
  }
}
