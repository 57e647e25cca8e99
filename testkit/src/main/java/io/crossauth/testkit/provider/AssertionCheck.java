package io.crossauth.testkit.provider;

import io.crossauth.testkit.internal.Base64Url;
import io.crossauth.testkit.internal.Json;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.provider.Client.Proof;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a client's assertion authenticates it (RFC 7523 section 3). */
final class AssertionCheck {

  private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final Realm realm;

  AssertionCheck(Realm realm) {
    this.realm = realm;
  }

  Client check(String assertion, Parameters parameters) {
    demand(TYPE.equals(parameters.require("client_assertion_type")), "client_assertion_type");
    String[] parts = assertion.split("\\.", -1);
    demand(parts.length == 3, "client_assertion is no JWS");
    Map<String, Object> header = json(parts[0]);
    Map<String, Object> claims = json(parts[1]);
    String id = String.valueOf(claims.get("sub"));
    Client client =
        realm.client(id).orElseThrow(() -> ProtocolError.invalidClient("Client not found."));
    demand(client.proof() == Proof.SECRET_JWT || client.proof() == Proof.KEY_JWT, "method");
    demand(id.equals(claims.get("iss")), "iss is not sub");
    demand(parameters.find("client_id").orElse(id).equals(id), "client_id is not sub");
    demand(client.assertionAlgorithm().equals(header.get("alg")), "alg");
    demand(
        key(client, String.valueOf(header.get("kid")))
            .verify(client.assertionAlgorithm(), input(parts), decode(parts[2])),
        "signature");
    checkClaims(claims);
    return client;
  }

  private void checkClaims(Map<String, Object> claims) {
    // Section 3: aud names this server; OpenID Connect Core section 9 means the token endpoint.
    Set<String> ours =
        Set.of(
            realm.settings().issuer().toString(), realm.settings().uri(Endpoint.TOKEN).toString());
    Object aud = claims.getOrDefault("aud", "");
    List<?> audiences = aud instanceof List<?> list ? list : List.of(aud);
    demand(!audiences.isEmpty() && ours.containsAll(audiences), "aud");
    Instant expiry =
        claims.get("exp") instanceof Number exp
            ? Instant.ofEpochSecond(exp.longValue())
            : Instant.MIN;
    demand(expiry.isAfter(realm.now()), "exp");
    demand(claims.get("jti") instanceof String jti && realm.vault().firstUse(jti), "jti");
  }

  private TestKey key(Client client, String kid) {
    if (realm.clientKeys().has(client.id())) {
      return realm
          .clientKeys()
          .signing(client.id(), kid)
          .orElseThrow(() -> ProtocolError.invalidClient("client_assertion refused: kid"));
    }
    return client.proof() == Proof.KEY_JWT
        ? client.key()
        : TestKeys.hmac(
            realm.settings().secret(client).orElseThrow().getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] input(String[] parts) {
    return (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
  }

  private static Map<String, Object> json(String segment) {
    try {
      return Json.readObject(new String(decode(segment), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw ProtocolError.invalidClient("client_assertion is no JWT");
    }
  }

  private static byte[] decode(String segment) {
    try {
      return Base64Url.decode(segment);
    } catch (IllegalArgumentException e) {
      throw ProtocolError.invalidClient("client_assertion is not base64url");
    }
  }

  private static void demand(boolean good, String what) {
    if (!good) {
      throw ProtocolError.invalidClient("client_assertion refused: " + what);
    }
  }
}
