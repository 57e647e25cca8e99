package io.crossauth.testkit.keycloak;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.crossauth.testkit.internal.Form;
import io.crossauth.testkit.internal.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Keycloak's administration REST interface, as the administrator that every server here begins
 * with.
 */
final class AdminApi {

  private static final String NAME = "admin";
  private static final String PASSWORD = "admin";

  /** The environment in which a new server makes the administrator. */
  static final Map<String, String> BOOTSTRAP =
      Map.of("KC_BOOTSTRAP_ADMIN_USERNAME", NAME, "KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI tokens;
  private final String realm;

  AdminApi(URI issuer) {
    int realms = issuer.toString().indexOf("/realms/");
    String base = issuer.toString().substring(0, realms);
    this.tokens = URI.create(base + "/realms/master/protocol/openid-connect/token");
    this.realm = base + "/admin" + issuer.toString().substring(realms);
  }

  List<KeycloakEvent> events(Instant since) {
    String path = "/events?max=1000000&dateFrom=" + since.toEpochMilli();
    return Json.readArray(request("GET", path, "")).stream()
        .map(KeycloakEvent::parse)
        .sorted(Comparator.comparing(KeycloakEvent::time))
        .toList();
  }

  String request(String method, String path, String json) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(realm + path))
            .header("Authorization", "Bearer " + token())
            .method(
                method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    if (!json.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return send(request);
  }

  // A new token for each request: they live a minute, and nobody counts these requests.
  private String token() {
    Map<String, String> form =
        Map.of(
            "grant_type",
            "password",
            "client_id",
            "admin-cli",
            "username",
            NAME,
            "password",
            PASSWORD);
    String answer =
        send(
            HttpRequest.newBuilder(tokens)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(Form.format(form))));
    try {
      return JSONObjectUtils.getString(Json.readObject(answer), "access_token");
    } catch (ParseException e) {
      throw new IllegalStateException("no access token for the administrator", e);
    }
  }

  private String send(HttpRequest.Builder builder) {
    HttpRequest request = builder.timeout(Duration.ofSeconds(30)).build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            "%s %s answered %d: %s"
                .formatted(
                    request.method(), request.uri().getPath(), answer.statusCode(), answer.body()));
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri().getPath(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the administration", e);
    }
  }
}
