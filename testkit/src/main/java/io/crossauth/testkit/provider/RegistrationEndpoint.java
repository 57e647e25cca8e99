package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.provider.Registrations.Registration;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * RFC 7591 and, at one address for each client, RFC 7592. As at Keycloak, an update gives a new
 * registration access token and the old one is worth nothing from then on.
 */
final class RegistrationEndpoint implements Handler {

  private static final List<String> METHODS =
      List.of("client_secret_basic", "client_secret_post", "none");

  /** RFC 7592 section 2.2: what an update must not say. */
  private static final List<String> SERVERS_OWN =
      List.of(
          "registration_access_token",
          "registration_client_uri",
          "client_secret_expires_at",
          "client_id_issued_at");

  private final Realm realm;

  RegistrationEndpoint(Realm realm) {
    this.realm = realm;
  }

  @Override
  public Reply handle(RecordedRequest request) {
    String base = realm.settings().uri(Endpoint.REGISTRATION).getRawPath();
    if (request.path().equals(base)) {
      return register(request);
    }
    String id = request.path().substring(base.length() + 1);
    Registration known =
        realm
            .registrations()
            .find(id)
            .filter(client -> token(request).filter(client.token()::equals).isPresent())
            .orElseThrow(() -> ProtocolError.bearer(401, "invalid_token", "Not authorized"));
    return switch (request.method()) {
      case "GET" -> answer(200, known);
      case "PUT" -> update(known, metadata(request));
      case "DELETE" -> delete(id);
      default -> throw ProtocolError.of(405, "invalid_request", "GET, PUT or DELETE");
    };
  }

  private Reply register(RecordedRequest request) {
    if (!request.method().equals("POST")) {
      throw ProtocolError.of(405, "invalid_request", "only POST is allowed here");
    }
    String needed = realm.settings().initialAccessToken();
    if (!needed.isEmpty() && token(request).filter(needed::equals).isEmpty()) {
      throw ProtocolError.bearer(401, "invalid_token", "initial access token required");
    }
    Map<String, Object> metadata = checked(metadata(request));
    Registration fresh =
        registration(Settings.random(), Optional.empty(), realm.now().getEpochSecond(), metadata);
    realm.registrations().keep(fresh);
    realm.events().add("CLIENT_REGISTER");
    return answer(201, fresh);
  }

  private Reply update(Registration known, Map<String, Object> metadata) {
    if (!known.id().equals(metadata.get("client_id"))) {
      throw ProtocolError.invalidRequest("client_id is not the client's");
    }
    Object secret = metadata.get("client_secret");
    if (secret != null && !known.secret().equals(Optional.of(secret))) {
      throw ProtocolError.invalidRequest("client_secret is not the client's");
    }
    if (SERVERS_OWN.stream().anyMatch(metadata::containsKey)) {
      throw ProtocolError.invalidRequest("members that only the server may set");
    }
    metadata.remove("client_id");
    metadata.remove("client_secret");
    Registration next = registration(known.id(), known.secret(), known.issued(), checked(metadata));
    realm.registrations().keep(next);
    realm.events().add("CLIENT_UPDATE");
    return answer(200, next);
  }

  private Reply delete(String id) {
    realm.registrations().drop(id);
    realm.events().add("CLIENT_DELETE");
    return Reply.of(204);
  }

  private static Registration registration(
      String id, Optional<String> secret, long issued, Map<String, Object> metadata) {
    boolean isPublic = "none".equals(metadata.get("token_endpoint_auth_method"));
    Optional<String> own = isPublic ? Optional.empty() : secret.or(() -> random("secret"));
    return new Registration(id, own, random("token").orElseThrow(), issued, metadata);
  }

  private static Optional<String> random(String kind) {
    return Optional.of("registered-" + kind + "-" + Settings.random());
  }

  /** Refuses what RFC 7591 section 2 forbids, and fills in its defaults. */
  private static Map<String, Object> checked(Map<String, Object> metadata) {
    Object method = metadata.getOrDefault("token_endpoint_auth_method", "client_secret_basic");
    if (!METHODS.contains(method)) {
      throw ProtocolError.of("invalid_client_metadata", "token_endpoint_auth_method");
    }
    metadata.put("token_endpoint_auth_method", method);
    List<String> code = List.of(GrantType.AUTHORIZATION_CODE);
    Object grants = metadata.getOrDefault("grant_types", code);
    metadata.put("grant_types", grants);
    Object redirects = metadata.getOrDefault("redirect_uris", List.of());
    boolean needed = grants instanceof List<?> list && list.containsAll(code);
    if (!(redirects instanceof List<?> uris)
        || (needed && uris.isEmpty())
        || !uris.stream().allMatch(RegistrationEndpoint::good)) {
      throw ProtocolError.of("invalid_redirect_uri", "redirect_uris");
    }
    return metadata;
  }

  private static boolean good(Object redirectUri) {
    try {
      URI uri = URI.create(String.valueOf(redirectUri));
      return uri.isAbsolute() && uri.getRawFragment() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Map<String, Object> metadata(RecordedRequest request) {
    if (!request.header("Content-Type").orElse("").startsWith("application/json")) {
      throw ProtocolError.invalidRequest("expected application/json");
    }
    return new LinkedHashMap<>(request.json());
  }

  private static Optional<String> token(RecordedRequest request) {
    return request
        .header("Authorization")
        .filter(text -> text.startsWith("Bearer "))
        .map(text -> text.substring("Bearer ".length()));
  }

  private Reply answer(int status, Registration client) {
    Map<String, Object> json = new LinkedHashMap<>(client.metadata());
    json.put("client_id", client.id());
    json.put("client_id_issued_at", client.issued());
    client
        .secret()
        .ifPresent(
            secret -> {
              json.put("client_secret", secret);
              json.put("client_secret_expires_at", 0);
            });
    json.put("registration_access_token", client.token());
    json.put(
        "registration_client_uri", realm.settings().uri(Endpoint.REGISTRATION) + "/" + client.id());
    return Reply.json(json).status(status).header("Cache-Control", "no-store");
  }
}
