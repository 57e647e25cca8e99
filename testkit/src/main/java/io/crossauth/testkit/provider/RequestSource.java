package io.crossauth.testkit.provider;

import java.util.List;

/**
 * Where the parameters of an authorization request are: in the query, in a request object (RFC
 * 9101), or pushed (RFC 9126).
 */
final class RequestSource {

  private final Realm realm;
  private final RequestObjectCheck objects;

  RequestSource(Realm realm) {
    this.realm = realm;
    this.objects = new RequestObjectCheck(realm);
  }

  /** The parameters of a request that a browser has brought; whatever is beside them is ignored. */
  Parameters resolve(Parameters sent) {
    if (sent.find("request_uri").isPresent()) {
      return pushed(sent, sent.require("request_uri"));
    }
    if (realm.settings().requests().pushed()) {
      throw ProtocolError.invalidRequest("Pushed Authorization Request is only allowed.");
    }
    Client client = AuthorizationRequest.client(sent, realm);
    if (sent.find("request").isEmpty()) {
      requireNotSigned();
      return sent;
    }
    Parameters inside = objects.read(sent.require("request"), client);
    requireOutside(sent, inside);
    return inside;
  }

  /** The parameters of a request that a client pushes. */
  Parameters ofPush(Parameters sent, Client client) {
    // RFC 9126 section 2.1.
    if (sent.find("request_uri").isPresent()) {
      throw ProtocolError.invalidRequest("request_uri must not be pushed");
    }
    if (sent.find("request").isPresent()) {
      return objects.read(sent.require("request"), client);
    }
    requireNotSigned();
    return sent;
  }

  private void requireNotSigned() {
    if (realm.settings().requests().signed()) {
      throw ProtocolError.invalidRequest("a signed request object is required");
    }
  }

  private Parameters pushed(Parameters sent, String requestUri) {
    String clientId = sent.require("client_id");
    return realm
        .vault()
        .takePushed(requestUri)
        .filter(request -> request.client().id().equals(clientId))
        .filter(request -> request.expiry().isAfter(realm.now()))
        .map(Vault.Pushed::parameters)
        .orElseThrow(
            () ->
                ProtocolError.of(
                    "invalid_request_uri", "PAR not found. not issued or used multiple times."));
  }

  /** OpenID Connect Core section 6.1: these must be outside, too, and the same. */
  private static void requireOutside(Parameters sent, Parameters inside) {
    boolean openid = List.of(inside.find("scope").orElse("").split(" ")).contains("openid");
    for (String name : List.of("response_type", "scope")) {
      boolean same = sent.find(name).equals(inside.find(name));
      if (openid ? !same : sent.find(name).isPresent() && !same) {
        throw ProtocolError.invalidRequest(name + " is not that of the request object");
      }
    }
  }
}
