package io.crossauth.testkit.auth0;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.mint.TestKeys;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings each request to its endpoint; what an endpoint refuses becomes the reply. */
final class TenantRouter {

  private final TenantState state;
  private final TenantTokenEndpoint tokens;
  private final TenantMfaEndpoints mfa;
  private final String path;

  TenantRouter(TenantState state) {
    this.state = state;
    this.tokens = new TenantTokenEndpoint(state);
    this.mfa = new TenantMfaEndpoints(state);
    this.path = URI.create(state.base()).getPath();
  }

  Reply answer(RecordedRequest request) {
    if (!request.path().startsWith(path)) {
      return Reply.of(404);
    }
    try {
      return route(request.path().substring(path.length()), request);
    } catch (TenantError e) {
      return e.reply();
    }
  }

  private Reply route(String name, RecordedRequest request) {
    String call = request.method() + " " + name;
    if (call.startsWith("DELETE mfa/authenticators/")) {
      return mfa.delete(request, name.substring("mfa/authenticators/".length()));
    }
    return switch (call) {
      case "GET .well-known/openid-configuration" -> Reply.json(metadata());
      case "GET .well-known/jwks.json" -> Reply.json(TestKeys.jwks(state.key()));
      case "POST oauth/token" -> tokens.answer(request);
      case "GET mfa/authenticators" -> mfa.list(request);
      case "POST mfa/challenge" -> mfa.challenge(request);
      case "POST mfa/associate" -> mfa.associate(request);
      default -> Reply.of(404);
    };
  }

  private Map<String, Object> metadata() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("issuer", state.issuer());
    metadata.put("token_endpoint", state.base() + "oauth/token");
    metadata.put("jwks_uri", state.base() + ".well-known/jwks.json");
    metadata.put("mfa_challenge_endpoint", state.base() + "mfa/challenge");
    metadata.put("response_types_supported", List.of("code"));
    metadata.put("id_token_signing_alg_values_supported", List.of("RS256"));
    metadata.put(
        "token_endpoint_auth_methods_supported",
        List.of("client_secret_basic", "client_secret_post"));
    List<String> grants = new ArrayList<>(List.of("authorization_code", "password"));
    if (!state.mfaGrantsHidden()) {
      grants.addAll(
          List.of(
              TenantTokenEndpoint.OTP, TenantTokenEndpoint.OOB, TenantTokenEndpoint.RECOVERY_CODE));
    }
    metadata.put("grant_types_supported", grants);
    return metadata;
  }
}
