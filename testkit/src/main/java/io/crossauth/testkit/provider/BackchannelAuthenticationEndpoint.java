package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** CIBA Core 1.0 section 7. */
final class BackchannelAuthenticationEndpoint implements Handler {

  private static final Duration LIFE = Duration.ofMinutes(2);

  private final Realm realm;
  private final ClientAuthenticator authenticator;
  private final CibaRequestCheck check;

  BackchannelAuthenticationEndpoint(Realm realm, ClientAuthenticator authenticator) {
    this.realm = realm;
    this.authenticator = authenticator;
    this.check = new CibaRequestCheck(realm);
  }

  @Override
  public Reply handle(RecordedRequest request) {
    Parameters sent = Parameters.ofForm(request);
    Client client = authenticator.authenticate(request, sent);
    if (!client.grants().contains(GrantType.CIBA)) {
      throw Clients.notAllowed(client, GrantType.CIBA);
    }
    Parameters asked = check.resolve(sent, client);
    User user = check.check(asked, client);
    Duration life =
        asked
            .find("requested_expiry")
            .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
            .filter(wanted -> wanted.compareTo(LIFE) < 0)
            .orElse(LIFE);
    Duration interval = realm.settings().deviceInterval();
    CibaAttempt attempt =
        new CibaAttempt(
            Settings.random(),
            client,
            user,
            Grant.scope(asked.find("scope")),
            realm.faults().grant(new Details(realm).of(asked)),
            client.pinged() ? asked.find("client_notification_token") : Optional.empty(),
            new CibaAttempt.Waits(realm.now().plus(life), interval));
    realm.vault().keep(attempt);
    if (realm.faults().pingsEarly()) {
      realm.devices().notifyEarly(attempt);
    }
    realm.devices().ask(attempt);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("auth_req_id", attempt.authReqId());
    json.put("expires_in", life.toSeconds());
    json.put("interval", interval.toSeconds());
    return Reply.json(json).header("Cache-Control", "no-store");
  }
}
