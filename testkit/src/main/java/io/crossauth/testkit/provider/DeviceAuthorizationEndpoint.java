package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.internal.Form;
import java.net.URI;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** RFC 8628 sections 3.1 and 3.2. */
final class DeviceAuthorizationEndpoint implements Handler {

  /** Section 6.1: no vowels, so that no words come of it. */
  private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";

  private final Realm realm;
  private final ClientAuthenticator authenticator;
  private final SecureRandom random = new SecureRandom();

  DeviceAuthorizationEndpoint(Realm realm, ClientAuthenticator authenticator) {
    this.realm = realm;
    this.authenticator = authenticator;
  }

  @Override
  public Reply handle(RecordedRequest request) {
    Parameters parameters = Parameters.ofForm(request);
    Client client = authenticator.authenticate(request, parameters);
    if (!client.grants().contains(GrantType.DEVICE_CODE)) {
      throw Clients.notAllowed(client, GrantType.DEVICE_CODE);
    }
    Device device =
        new Device(
            Settings.random(),
            letters() + "-" + letters(),
            client,
            Grant.scope(parameters.find("scope")),
            realm.faults().grant(new Details(realm).of(parameters)),
            realm.now().plus(client.deviceCodeLife()),
            realm.settings().deviceInterval());
    realm.vault().keep(device);
    realm.events().add("OAUTH2_DEVICE_AUTH");
    return Reply.json(answer(device)).header("Cache-Control", "no-store");
  }

  private Map<String, Object> answer(Device device) {
    URI page = realm.settings().uri(Endpoint.DEVICE);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("device_code", device.deviceCode());
    json.put("user_code", device.userCode());
    json.put("verification_uri", page.toString());
    json.put(
        "verification_uri_complete",
        page + "?" + Form.format(Map.of("user_code", device.userCode())));
    json.put("expires_in", device.client().deviceCodeLife().toSeconds());
    json.put("interval", realm.settings().deviceInterval().toSeconds());
    return json;
  }

  private String letters() {
    return random
        .ints(4, 0, LETTERS.length())
        .mapToObj(index -> LETTERS.substring(index, index + 1))
        .collect(Collectors.joining());
  }
}
