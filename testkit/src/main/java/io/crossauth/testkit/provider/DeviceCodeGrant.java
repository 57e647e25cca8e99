package io.crossauth.testkit.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** RFC 8628 sections 3.4 and 3.5. */
final class DeviceCodeGrant implements TokenGrant {

  private final Realm realm;
  private final TokenIssuer issuer;

  DeviceCodeGrant(Realm realm, TokenIssuer issuer) {
    this.realm = realm;
    this.issuer = issuer;
  }

  @Override
  public String event() {
    return "OAUTH2_DEVICE_CODE_TO_TOKEN";
  }

  @Override
  public Map<String, Object> trade(Client client, Parameters parameters) {
    Device device =
        realm
            .vault()
            .device(parameters.require("device_code"))
            .filter(known -> known.client().equals(client))
            .orElseThrow(() -> ProtocolError.invalidGrant("Device code not valid"));
    if (device.expired(realm.now())) {
      throw ProtocolError.of("expired_token", "Device code is expired");
    }
    boolean tooSoon = device.tooSoon(realm.now()) && realm.settings().paceChecked();
    if (realm.faults().takeSlowDown() || tooSoon) {
      device.slowDown();
      throw ProtocolError.of("slow_down", "Slow down");
    }
    if (device.decision() instanceof Device.Decision.Approved approved) {
      realm.vault().drop(device);
      return tokens(client, device, approved.session(), parameters.all("resource"));
    }
    if (device.decision() instanceof Device.Decision.Denied) {
      realm.vault().drop(device);
      throw ProtocolError.of("access_denied", "The end user denied the authorization request");
    }
    throw ProtocolError.of(
        realm.faults().pendingStatus(),
        "authorization_pending",
        "The authorization request is still pending");
  }

  private Map<String, Object> tokens(
      Client client, Device device, Grant.Session session, List<String> resources) {
    Grant grant =
        new Grant(
            client,
            Optional.of(new User(session.user())),
            device.scope(),
            session,
            Optional.empty(),
            resources,
            device.details());
    return issuer.issue(grant, grant.scope());
  }
}
