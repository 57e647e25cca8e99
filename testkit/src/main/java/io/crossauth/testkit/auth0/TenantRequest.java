package io.crossauth.testkit.auth0;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.internal.Form;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a request, as form or JSON, and who sent it. */
final class TenantRequest {

  private final RecordedRequest request;
  private final Map<String, String> parameters = new LinkedHashMap<>();

  TenantRequest(RecordedRequest request) {
    this.request = request;
    String type = request.header("Content-Type").orElse("");
    if (type.startsWith("application/json")) {
      request.json().forEach((name, value) -> parameters.put(name, String.valueOf(value)));
    } else {
      request.form().forEach((name, values) -> parameters.put(name, values.get(0)));
    }
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
  }

  String require(String name) {
    return find(name)
        .orElseThrow(
            () -> TenantError.of(400, "invalid_request", "Missing required parameter: " + name));
  }

  void requireClient() {
    String id = find("client_id").orElse("");
    String secret = find("client_secret").orElse("");
    Optional<String> basic =
        request.header("Authorization").filter(header -> header.startsWith("Basic "));
    if (basic.isPresent()) {
      String pair =
          new String(
              Base64.getDecoder().decode(basic.get().substring("Basic ".length())),
              StandardCharsets.UTF_8);
      List<String> parts = List.of(pair.split(":", 2));
      id = Form.decode(parts.get(0));
      secret = Form.decode(parts.get(1));
    }
    if (!id.equals(Auth0Tenant.CLIENT_ID) || !secret.equals(Auth0Tenant.CLIENT_SECRET)) {
      throw TenantError.of(401, "invalid_client", "Unauthorized");
    }
  }

  static String bearer(RecordedRequest request) {
    return request
        .header("Authorization")
        .filter(header -> header.startsWith("Bearer "))
        .map(header -> header.substring("Bearer ".length()))
        .orElseThrow(() -> TenantError.of(401, "invalid_token", "No token"));
  }
}
