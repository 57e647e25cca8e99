package io.crossauth.testkit.provider;

import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.Connection;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Brings each request to its endpoint, past the faults. */
final class Router {

  private final Realm realm;
  private final Map<Endpoint, Handler> handlers = new EnumMap<>(Endpoint.class);

  Router(Realm realm) {
    this.realm = realm;
    ClientAuthenticator authenticator = new ClientAuthenticator(realm);
    LoginEndpoint login = new LoginEndpoint(realm);
    handlers.put(Endpoint.DISCOVERY, new DiscoveryEndpoint(realm));
    handlers.put(Endpoint.JWKS, request -> Reply.json(Map.of("keys", realm.keys().published())));
    handlers.put(Endpoint.AUTHORIZATION, new AuthorizationEndpoint(realm, login));
    handlers.put(
        Endpoint.PUSHED_AUTHORIZATION, new PushedAuthorizationEndpoint(realm, authenticator));
    handlers.put(Endpoint.LOGIN, login);
    handlers.put(Endpoint.TOKEN, new TokenEndpoint(realm, authenticator));
    handlers.put(Endpoint.USERINFO, new UserinfoEndpoint(realm));
    handlers.put(
        Endpoint.DEVICE_AUTHORIZATION, new DeviceAuthorizationEndpoint(realm, authenticator));
    handlers.put(Endpoint.DEVICE, new DeviceEndpoint(realm, login));
    handlers.put(
        Endpoint.BACKCHANNEL_AUTHENTICATION,
        new BackchannelAuthenticationEndpoint(realm, authenticator));
    handlers.put(Endpoint.INTROSPECTION, new IntrospectionEndpoint(realm, authenticator));
    handlers.put(Endpoint.REVOCATION, new RevocationEndpoint(realm, authenticator));
    handlers.put(Endpoint.END_SESSION, new EndSessionEndpoint(realm, login));
    handlers.put(Endpoint.REGISTRATION, new RegistrationEndpoint(realm));
  }

  void serve(Connection connection) throws IOException {
    RecordedRequest request = connection.request();
    Optional<Endpoint> endpoint = Endpoint.find(request.path(), realm.settings().base());
    if (endpoint.isEmpty()) {
      Behaviour.reply(Reply.of(404).body("nothing is here")).serve(connection);
      return;
    }
    realm
        .faults()
        .rules()
        .apply(endpoint.get(), () -> truth(endpoint.get(), request))
        .serve(connection);
  }

  private Reply truth(Endpoint endpoint, RecordedRequest request) {
    try {
      return realm
          .dpop()
          .answered(
              endpoint, handlers.getOrDefault(endpoint, unknown -> Reply.of(404)).handle(request));
    } catch (ProtocolError e) {
      return realm.dpop().answered(endpoint, e.reply());
    } catch (IllegalArgumentException e) {
      // A broken percent escape, a number that is none.
      return ProtocolError.invalidRequest("malformed request").reply();
    }
  }
}
