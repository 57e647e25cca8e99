package io.crossauth.testkit.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** CIBA Core 1.0 sections 10.1 and 11. */
final class CibaGrant implements TokenGrant {

  private final Realm realm;
  private final TokenIssuer issuer;

  CibaGrant(Realm realm, TokenIssuer issuer) {
    this.realm = realm;
    this.issuer = issuer;
  }

  @Override
  public String event() {
    return "AUTHREQID_TO_TOKEN";
  }

  @Override
  public Map<String, Object> trade(Client client, Parameters parameters) {
    CibaAttempt attempt =
        realm
            .vault()
            .attempt(parameters.require("auth_req_id"))
            .filter(known -> known.client().equals(client))
            .orElseThrow(() -> ProtocolError.invalidGrant("auth_req_id not valid"));
    CibaAttempt.Waits waits = attempt.waits();
    if (waits.expired(realm.now())) {
      throw ProtocolError.of("expired_token", "auth_req_id is expired");
    }
    boolean tooSoon = waits.tooSoon(realm.now()) && realm.settings().paceChecked();
    if (realm.faults().takeSlowDown() || tooSoon) {
      waits.slowDown();
      throw ProtocolError.of("slow_down", "Slow down");
    }
    if (waits.decision() instanceof Device.Decision.Approved approved) {
      realm.vault().drop(attempt);
      return tokens(client, attempt, approved.session());
    }
    if (waits.decision() instanceof Device.Decision.Denied) {
      realm.vault().drop(attempt);
      throw ProtocolError.of("access_denied", "The end user denied the authorization request");
    }
    throw ProtocolError.of(
        realm.faults().pendingStatus(),
        "authorization_pending",
        "The authorization request is still pending");
  }

  private Map<String, Object> tokens(Client client, CibaAttempt attempt, Grant.Session session) {
    Grant grant =
        new Grant(
            client,
            Optional.of(attempt.user()),
            attempt.scope(),
            session,
            Optional.empty(),
            List.of(),
            attempt.details());
    return issuer.issue(grant, grant.scope());
  }
}
