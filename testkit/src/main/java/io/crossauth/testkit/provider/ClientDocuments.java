package io.crossauth.testkit.provider;

import io.crossauth.testkit.internal.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Fetches what a client whose id is an address says of itself; none unless switched on. */
final class ClientDocuments {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private volatile boolean taken;

  void take() {
    taken = true;
  }

  boolean taken() {
    return taken;
  }

  /** The client's metadata, if its id is the address of a document of its own. */
  Optional<Map<String, Object>> find(String clientId) {
    return taken && clientId.matches("https?://.+/.+") ? fetched(clientId) : Optional.empty();
  }

  private static Optional<Map<String, Object>> fetched(String clientId) {
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(clientId)).timeout(PATIENCE).build(),
                  HttpResponse.BodyHandlers.ofString());
      Map<String, Object> document = new LinkedHashMap<>(Json.readObject(answer.body()));
      return answer.statusCode() == 200 && clientId.equals(document.get("client_id"))
          ? Optional.of(document)
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
