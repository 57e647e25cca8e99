package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** RFC 9126 section 2. */
final class PushedAuthorizationEndpoint implements Handler {

  private static final Duration LIFE = Duration.ofSeconds(60);

  private final Realm realm;
  private final ClientAuthenticator authenticator;
  private final RequestSource source;

  PushedAuthorizationEndpoint(Realm realm, ClientAuthenticator authenticator) {
    this.realm = realm;
    this.authenticator = authenticator;
    this.source = new RequestSource(realm);
  }

  @Override
  public Reply handle(RecordedRequest request) {
    Parameters sent = Parameters.ofForm(request);
    Client client = authenticator.authenticate(request, sent);
    try {
      Parameters parameters = source.ofPush(sent, client);
      AuthorizationRequest asked =
          AuthorizationRequest.parse(parameters.with("client_id", client), realm.registrations());
      asked.check();
      List<?> unused = new Details(realm).of(parameters);
      realm.events().add("PUSHED_AUTHORIZATION_REQUEST");
      return Reply.json(answer(asked)).status(201).header("Cache-Control", "no-cache, no-store");
    } catch (ProtocolError e) {
      realm.events().addError("PUSHED_AUTHORIZATION_REQUEST");
      throw e;
    }
  }

  private Map<String, Object> answer(AuthorizationRequest asked) {
    String requestUri = "urn:ietf:params:oauth:request_uri:" + Settings.random();
    Duration life = realm.faults().pushedLife(LIFE);
    realm
        .vault()
        .keep(
            requestUri,
            new Vault.Pushed(asked.client(), asked.parameters(), realm.now().plus(life)));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("request_uri", requestUri);
    answer.put("expires_in", LIFE.toSeconds());
    return answer;
  }
}
