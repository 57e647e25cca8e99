package io.crossauth.spring.observation;

import io.crossauth.http.Form;
import io.crossauth.http.HttpCall;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Knows a token request by its {@code grant_type}, and gives grants one of a few names. */
final class TokenRequest {

  static final String OTHER = "other";

  private static final String GRANT_TYPE = "grant_type";

  private static final Map<String, String> GRANTS =
      Map.ofEntries(
          Map.entry("authorization_code", "authorization_code"),
          Map.entry("refresh_token", "refresh_token"),
          Map.entry("client_credentials", "client_credentials"),
          Map.entry("password", "password"),
          Map.entry("urn:ietf:params:oauth:grant-type:device_code", "device_code"),
          Map.entry("urn:ietf:params:oauth:grant-type:token-exchange", "token_exchange"),
          Map.entry("urn:ietf:params:oauth:grant-type:jwt-bearer", "jwt_bearer"),
          Map.entry("urn:openid:params:grant-type:ciba", "ciba"));

  private TokenRequest() {}

  /** The grant; empty if it is no token request. */
  static Optional<String> grant(HttpCall call) {
    return call.method().equals("POST")
        ? call.body().flatMap(body -> type(call, body)).map(TokenRequest::name)
        : Optional.empty();
  }

  private static String name(String type) {
    return GRANTS.getOrDefault(type, OTHER);
  }

  private static Optional<String> type(HttpCall call, byte[] body) {
    String media = call.headers().first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    try {
      if (media.startsWith("application/x-www-form-urlencoded")) {
        return Form.parse(new String(body, StandardCharsets.UTF_8)).first(GRANT_TYPE);
      }
      return media.startsWith("application/json")
          ? Optional.ofNullable(Json.object(body).get(GRANT_TYPE)).map(String::valueOf)
          : Optional.empty();
    } catch (JsonException | RuntimeException e) {
      // What cannot be read is not counted; the provider will say what is wrong with it.
      return Optional.empty();
    }
  }
}
