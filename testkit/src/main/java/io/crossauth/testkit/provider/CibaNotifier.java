package io.crossauth.testkit.provider;

import io.crossauth.testkit.internal.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells clients that their users have decided (CIBA Core 1.0 sections 10.2 and 10.3). What they
 * answer is an event.
 */
final class CibaNotifier {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Realm realm;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  CibaNotifier(Realm realm) {
    this.realm = realm;
  }

  /** On a thread of its own, as often and in the way that the faults say. */
  void tell(CibaAttempt attempt, URI endpoint) {
    ProviderFaults faults = realm.faults();
    Thread thread =
        new Thread(
            () -> {
              for (int i = 0; i < faults.pings(); i++) {
                send(attempt, endpoint, faults.pushes());
              }
            },
            "ciba-notifier");
    thread.setDaemon(true);
    thread.start();
  }

  /** On this thread. */
  void ping(CibaAttempt attempt, URI endpoint) {
    send(attempt, endpoint, false);
  }

  private void send(CibaAttempt attempt, URI endpoint, boolean push) {
    Map<String, Object> body = new LinkedHashMap<>(Map.of("auth_req_id", attempt.authReqId()));
    if (push) {
      body.put("access_token", "pushed-token");
      body.put("token_type", "Bearer");
    }
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + attempt.notificationToken().orElse(""))
            .POST(BodyPublishers.ofString(Json.write(body)))
            .build();
    try {
      realm.events().add("CIBA_PING_" + http.send(request, BodyHandlers.discarding()).statusCode());
    } catch (IOException e) {
      realm.events().add("CIBA_PING_ERROR");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
