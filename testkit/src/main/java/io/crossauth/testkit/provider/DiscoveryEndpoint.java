package io.crossauth.testkit.provider;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** OpenID Connect Discovery 1.0 section 4 and RFC 8414 section 3, one document for both. */
final class DiscoveryEndpoint implements Handler {

  private static final List<String> ALGORITHMS = List.of("RS256", "PS256", "ES256", "EdDSA");
  private static final List<String> ASSERTIONS =
      List.of("RS256", "PS256", "ES256", "EdDSA", "HS256");
  private static final List<String> PROOFS =
      List.of("client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt");

  /** What browsers and everybody call. */
  private static final Set<String> NO_ALIASES =
      Set.of("authorization_endpoint", "jwks_uri", "end_session_endpoint");

  private final Realm realm;

  DiscoveryEndpoint(Realm realm) {
    this.realm = realm;
  }

  @Override
  public Reply handle(RecordedRequest request) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("issuer", realm.settings().issuer().toString());
    endpoints(json, realm.settings().base());
    json.put("response_types_supported", List.of("code"));
    json.put("response_modes_supported", AuthorizationRequest.MODES);
    json.put(
        "grant_types_supported",
        List.of(
            GrantType.AUTHORIZATION_CODE,
            GrantType.REFRESH_TOKEN,
            GrantType.CLIENT_CREDENTIALS,
            GrantType.PASSWORD,
            GrantType.DEVICE_CODE,
            GrantType.TOKEN_EXCHANGE,
            GrantType.JWT_BEARER,
            GrantType.CIBA));
    json.put("scopes_supported", List.of("openid", "profile", "email", "offline_access"));
    json.put("subject_types_supported", List.of("public"));
    json.put("id_token_signing_alg_values_supported", ALGORITHMS);
    json.put("userinfo_signing_alg_values_supported", ALGORITHMS);
    json.put("authorization_signing_alg_values_supported", ALGORITHMS);
    mutualTls(json);
    json.put("token_endpoint_auth_signing_alg_values_supported", ASSERTIONS);
    json.put("code_challenge_methods_supported", List.of("S256", "plain"));
    json.put("authorization_response_iss_parameter_supported", true);
    json.put("claims_supported", List.of("sub", "iss", "auth_time", "email", "preferred_username"));
    requests(json);
    if (realm.registrations().documents().taken()) {
      json.put("client_id_metadata_document_supported", true);
    }
    ciba(json);
    json.put("request_uri_parameter_supported", false);
    return Reply.json(json);
  }

  /** RFC 8705 sections 3.3 and 5. */
  private void mutualTls(Map<String, Object> json) {
    Settings.MutualTls settings = realm.settings().mutualTls();
    List<String> proofs = new ArrayList<>(PROOFS);
    if (settings.offered()) {
      proofs.addAll(List.of("tls_client_auth", "self_signed_tls_client_auth"));
      json.put("tls_client_certificate_bound_access_tokens", true);
    }
    json.put("token_endpoint_auth_methods_supported", proofs);
    settings
        .aliases()
        .ifPresent(
            base -> {
              Map<String, Object> aliases = new LinkedHashMap<>();
              endpoints(aliases, base);
              aliases.keySet().removeAll(NO_ALIASES);
              json.put("mtls_endpoint_aliases", aliases);
            });
  }

  private void requests(Map<String, Object> json) {
    json.put("request_parameter_supported", true);
    json.put("request_object_signing_alg_values_supported", ASSERTIONS);
    json.put("request_object_encryption_alg_values_supported", List.of("RSA-OAEP"));
    json.put("request_object_encryption_enc_values_supported", List.of("A256GCM", "A128CBC-HS256"));
    json.put("require_signed_request_object", realm.settings().requests().signed());
    json.put("require_pushed_authorization_requests", realm.settings().requests().pushed());
    if (realm.settings().dpop().known()) {
      json.put("dpop_signing_alg_values_supported", ProofDesk.ALGORITHMS);
    }
    json.put("authorization_details_types_supported", realm.settings().detailTypes());
  }

  private void ciba(Map<String, Object> json) {
    json.put("backchannel_token_delivery_modes_supported", List.of("poll", "ping"));
    json.put("backchannel_authentication_request_signing_alg_values_supported", ALGORITHMS);
    json.put("backchannel_user_code_parameter_supported", true);
  }

  private static void endpoints(Map<String, Object> json, URI base) {
    put(json, base, "authorization_endpoint", Endpoint.AUTHORIZATION);
    put(json, base, "pushed_authorization_request_endpoint", Endpoint.PUSHED_AUTHORIZATION);
    put(json, base, "token_endpoint", Endpoint.TOKEN);
    put(json, base, "jwks_uri", Endpoint.JWKS);
    put(json, base, "userinfo_endpoint", Endpoint.USERINFO);
    put(json, base, "device_authorization_endpoint", Endpoint.DEVICE_AUTHORIZATION);
    put(json, base, "backchannel_authentication_endpoint", Endpoint.BACKCHANNEL_AUTHENTICATION);
    put(json, base, "introspection_endpoint", Endpoint.INTROSPECTION);
    put(json, base, "revocation_endpoint", Endpoint.REVOCATION);
    put(json, base, "end_session_endpoint", Endpoint.END_SESSION);
    put(json, base, "registration_endpoint", Endpoint.REGISTRATION);
  }

  private static void put(Map<String, Object> json, URI base, String name, Endpoint endpoint) {
    json.put(name, endpoint.at(base).toString());
  }
}
