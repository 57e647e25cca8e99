package io.crossauth.testkit.keycloak;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.crossauth.testkit.internal.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;

/** One look at the realm's metadata (OpenID Connect Discovery 1.0 section 4). */
final class Discovery {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private Discovery() {}

  /**
   * The issuer that the metadata name; empty if there is no answer, or none yet.
   *
   * @throws IllegalStateException if the server answers, but has no such realm
   */
  static Optional<URI> issuer(URI expected) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(expected + "/.well-known/openid-configuration"))
            .timeout(Duration.ofSeconds(30))
            .build();
    try {
      HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
      return switch (answer.statusCode()) {
        case 200 -> Optional.of(issuerIn(answer.body()));
        case 404 -> throw new IllegalStateException("the server has no realm at " + expected);
        // Keycloak answers 503 until it is ready.
        default -> Optional.empty();
      };
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static URI issuerIn(String metadata) {
    try {
      return JSONObjectUtils.getURI(Json.readObject(metadata), "issuer");
    } catch (ParseException e) {
      throw new IllegalStateException("the server's metadata name no issuer", e);
    }
  }
}
