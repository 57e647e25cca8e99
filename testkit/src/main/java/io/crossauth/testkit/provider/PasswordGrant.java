package io.crossauth.testkit.provider;

import java.util.Map;
import java.util.Optional;

/** RFC 6749 section 4.3, with a second factor in the parameter {@code totp} as in Keycloak. */
final class PasswordGrant implements TokenGrant {

  private final Realm realm;
  private final TokenIssuer issuer;

  PasswordGrant(Realm realm, TokenIssuer issuer) {
    this.realm = realm;
    this.issuer = issuer;
  }

  @Override
  public String event() {
    return "LOGIN";
  }

  @Override
  public Map<String, Object> trade(Client client, Parameters parameters) {
    User user =
        User.find(parameters.require("username"), parameters.require("password"))
            .filter(known -> !known.hasSecondFactor() || secondFactor(known, parameters))
            .orElseThrow(() -> ProtocolError.invalidGrant("Invalid user credentials"));
    Grant.Session session = new Grant.Session(Settings.random(), user.name(), realm.now());
    realm.vault().keep(session);
    Grant grant =
        new Grant(
            client,
            Optional.of(user),
            Grant.scope(parameters.find("scope")),
            session,
            Optional.empty(),
            parameters.all("resource"),
            realm.faults().grant(new Details(realm).of(parameters)));
    return issuer.issue(grant, grant.scope());
  }

  private boolean secondFactor(User user, Parameters parameters) {
    return parameters.find("totp").filter(code -> user.accepts(code, realm.now())).isPresent();
  }
}
