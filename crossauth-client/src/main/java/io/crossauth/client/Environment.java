package io.crossauth.client;

import io.crossauth.http.Headers;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.value.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads crossauth's environment variables. */
final class Environment {

  private final Map<String, String> variables;

  private Environment(Map<String, String> variables) {
    this.variables = variables;
  }

  static OAuthClientBuilder builder(Map<String, String> variables) {
    Environment environment = new Environment(variables);
    OAuthClientBuilder client =
        OAuthClientBuilder.forIssuer(environment.require("AUTH_SERVER_BASE_URL"))
            .clientId(environment.require("OAUTH_CLIENT_ID"));
    environment.read("OAUTH_CLIENT_SECRET", secret -> client.clientSecret(Secret.of(secret)));
    environment.read("OAUTH_REDIRECT_URI", uri -> client.redirectUri(URI.create(uri)));
    environment.read(
        "OAUTH_AUTHORIZE_REDIRECT", uri -> client.oauthAuthorizeRedirect(URI.create(uri)));
    environment.read("OAUTH_STATE_LENGTH", n -> client.stateLength(number(n)));
    environment.read("OAUTH_VERIFIER_LENGTH", n -> client.verifierLength(number(n)));
    environment.read("OAUTH_CODE_CHALLENGE_METHOD", Environment::requireS256);
    environment.read(
        "OAUTH_DEVICE_AUTHORIZATION_URL",
        path -> client.deviceAuthorizationEndpoint(environment.deviceEndpoint(path)));
    environment.read(
        "OAUTH_POST_TYPE",
        type -> {
          if (oneOf("form", "json", type).equals("json")) {
            client.jsonBodies();
          }
        });
    environment.read(
        "OAUTH_USE_USER_INFO_ENDPOINT",
        flag -> {
          if (oneOf("true", "false", flag).equals("true")) {
            client.mergeUserInfo();
          }
        });
    environment.read("OAUTH_AUTH_SERVER_HEADERS", json -> client.headers(headers(json)));
    environment.read(
        "OAUTH_CLOCK_TOLERANCE",
        s -> client.idTokens(rules -> rules.clockSkew(Duration.ofSeconds(number(s)))));
    return client;
  }

  private String require(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "environment: expected CROSSAUTH_" + name + ", found none"));
  }

  private Optional<String> find(String name) {
    return Optional.ofNullable(variables.get("CROSSAUTH_" + name)).filter(v -> !v.isBlank());
  }

  private void read(String name, Consumer<String> use) {
    try {
      find(name).ifPresent(use);
    } catch (IllegalArgumentException e) {
      String why = name.contains("SECRET") || name.contains("HEADERS") ? "" : ": " + e.getMessage();
      throw new IllegalArgumentException("environment, CROSSAUTH_" + name + why);
    }
  }

  private URI deviceEndpoint(String path) {
    if (path.startsWith("https:") || path.startsWith("http:")) {
      return URI.create(path);
    }
    String base = require("AUTH_SERVER_BASE_URL");
    return URI.create(
        (base.endsWith("/") ? base : base + "/")
            + (path.startsWith("/") ? path.substring(1) : path));
  }

  private static void requireS256(String method) {
    if (!method.equals("S256")) {
      throw new IllegalArgumentException("expected S256: RFC 9700 section 2.1.1 rules out plain");
    }
  }

  private static String oneOf(String one, String other, String found) {
    if (!found.equals(one) && !found.equals(other)) {
      throw new IllegalArgumentException("expected " + one + " or " + other);
    }
    return found;
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("expected a whole number");
    }
  }

  private static Headers headers(String json) {
    try {
      Headers headers = Headers.none();
      Map<String, @Nullable Object> members = Json.object(json.getBytes(StandardCharsets.UTF_8));
      for (Map.Entry<String, @Nullable Object> member : members.entrySet()) {
        headers = headers.with(member.getKey(), String.valueOf(member.getValue()));
      }
      return headers;
    } catch (JsonException e) {
      throw new IllegalArgumentException("expected a JSON object of header fields");
    }
  }
}
