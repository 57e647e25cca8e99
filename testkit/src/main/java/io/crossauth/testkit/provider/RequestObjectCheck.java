package io.crossauth.testkit.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.RSADecrypter;
import io.crossauth.testkit.internal.Base64Url;
import io.crossauth.testkit.internal.Json;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a request object is its client's, for this provider, and of now (RFC 9101 section 6; FAPI
 * 2.0 Message Signing section 5.3).
 */
final class RequestObjectCheck {

  private static final String TYPE = "oauth-authz-req+jwt";
  private static final Duration LONGEST = Duration.ofMinutes(60);
  private static final Set<String> NO_PARAMETERS = Set.of("iss", "aud", "exp", "nbf", "iat", "jti");

  private final Realm realm;

  RequestObjectCheck(Realm realm) {
    this.realm = realm;
  }

  /** The parameters in an object of this client. */
  Parameters read(String object, Client client) {
    Map<String, Object> claims = signed(object, client);
    demand(client.id().equals(claims.get("client_id")), "client_id");
    return new Parameters(parameters(claims));
  }

  /** The parameters in a signed authentication request of this client (CIBA section 7.1.1). */
  Parameters readBackchannel(String object, Client client) {
    Map<String, Object> claims = signed(object, client);
    demand(claims.containsKey("iat"), "iat");
    return new Parameters(parameters(claims));
  }

  private Map<String, Object> signed(String object, Client client) {
    demand(!realm.faults().refusesRequestObjects(), "none is taken today");
    String signed = object.split("\\.", -1).length == 5 ? opened(object) : object;
    String[] parts = signed.split("\\.", -1);
    demand(parts.length == 3, "no JWS");
    Map<String, Object> header = json(parts[0]);
    demand(TYPE.equals(header.get("typ")), "typ");
    demand(client.proof() == Client.Proof.KEY_JWT || secret(client), "the client has no key");
    String algorithm = client.assertionAlgorithm();
    demand(algorithm.equals(header.get("alg")), "alg");
    demand(key(client).verify(algorithm, input(parts), decode(parts[2])), "signature");
    Map<String, Object> claims = json(parts[1]);
    checkClaims(claims, client);
    return claims;
  }

  private void checkClaims(Map<String, Object> claims, Client client) {
    demand(client.id().equals(claims.get("iss")), "iss");
    // RFC 9101 section 4 lets aud be a list; FAPI wants the issuer as a string.
    demand(realm.settings().issuer().toString().equals(claims.get("aud")), "aud");
    Instant notBefore = time(claims, "nbf");
    Instant expiry = time(claims, "exp");
    demand(!notBefore.isAfter(realm.now()), "nbf");
    demand(expiry.isAfter(realm.now()), "exp");
    demand(!expiry.isAfter(notBefore.plus(LONGEST)), "exp is too far from nbf");
    demand(claims.get("jti") instanceof String id && realm.vault().firstUse("jar " + id), "jti");
    for (String name : List.of("sub", "request", "request_uri")) {
      demand(!claims.containsKey(name), name + " inside");
    }
    claims.forEach((name, value) -> demand(value != null, name + " is null"));
    demand(claims.getOrDefault("max_age", 0L) instanceof Number, "max_age");
    demand(claims.getOrDefault("claims", Map.of()) instanceof Map, "claims");
    demand(claims.getOrDefault("authorization_details", List.of()) instanceof List, "details");
  }

  private static Map<String, List<String>> parameters(Map<String, Object> claims) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    claims.forEach(
        (name, value) -> {
          if (!NO_PARAMETERS.contains(name)) {
            parameters.put(name, values(name, value));
          }
        });
    return parameters;
  }

  private static List<String> values(String name, Object value) {
    if (value instanceof List<?> list && name.equals("resource")) {
      return list.stream().map(String::valueOf).toList();
    }
    return List.of(
        value instanceof Map || value instanceof List ? Json.write(value) : value.toString());
  }

  private String opened(String object) {
    try {
      JWEObject jwe = JWEObject.parse(object);
      demand("JWT".equals(jwe.getHeader().getContentType()), "cty");
      jwe.decrypt(new RSADecrypter((PrivateKey) realm.keys().encryption().signingKey()));
      return jwe.getPayload().toString();
    } catch (ParseException | JOSEException e) {
      throw refused("encryption");
    }
  }

  private static boolean secret(Client client) {
    return client.proof() == Client.Proof.SECRET_JWT;
  }

  private TestKey key(Client client) {
    return secret(client)
        ? TestKeys.hmac(
            realm.settings().secret(client).orElseThrow().getBytes(StandardCharsets.UTF_8))
        : client.key();
  }

  private static Instant time(Map<String, Object> claims, String name) {
    if (!(claims.get(name) instanceof Long seconds)) {
      throw refused(name);
    }
    return Instant.ofEpochSecond(seconds);
  }

  private static byte[] input(String[] parts) {
    return (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
  }

  private static Map<String, Object> json(String segment) {
    try {
      return Json.readObject(new String(decode(segment), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw refused("no JWT");
    }
  }

  private static byte[] decode(String segment) {
    try {
      return Base64Url.decode(segment);
    } catch (IllegalArgumentException e) {
      throw refused("no base64url");
    }
  }

  private static void demand(boolean good, String what) {
    if (!good) {
      throw refused(what);
    }
  }

  private static ProtocolError refused(String what) {
    return ProtocolError.of("invalid_request_object", "request object refused: " + what);
  }
}
