package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    Client client =
        realm
            .dpop()
            .holding(
                authenticator.authenticate(request, sent), Endpoint.PUSHED_AUTHORIZATION, request);
    try {
      Parameters parameters = bound(source.ofPush(sent, client), client);
      AuthorizationRequest asked =
          AuthorizationRequest.parse(parameters.with("client_id", client), realm);
      asked.check();
      List<?> unused = new Details(realm).of(parameters);
      realm.events().add("PUSHED_AUTHORIZATION_REQUEST");
      return Reply.json(answer(asked)).status(201).header("Cache-Control", "no-cache, no-store");
    } catch (ProtocolError e) {
      realm.events().addError("PUSHED_AUTHORIZATION_REQUEST");
      throw e;
    }
  }

  /** RFC 9449 section 10.1: the header binds as the parameter does, and both must agree. */
  private static Parameters bound(Parameters parameters, Client client) {
    Optional<String> named = parameters.find("dpop_jkt");
    if (client.jkt().isEmpty() || named.isPresent()) {
      if (client.jkt().isPresent() && !named.equals(client.jkt())) {
        throw ProtocolError.of("invalid_dpop_proof", "dpop_jkt is not that of the proof");
      }
      return parameters;
    }
    Map<String, List<String>> all = new LinkedHashMap<>(parameters.values());
    all.put("dpop_jkt", List.of(client.jkt().get()));
    return new Parameters(all);
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
