package io.crossauth.testkit.keycloak;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.crossauth.testkit.CibaDevices;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.Connection;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.internal.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The authentication channel of a Keycloak: it takes the questions for users' devices, and brings
 * back what the users say.
 */
final class CibaChannel implements CibaDevices, AutoCloseable {

  private static final String PATH = "/ask";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int TRIES = 50;
  private static final long BETWEEN_MILLIS = 100;

  /** A question: for which user, and the header that Keycloak wants with the answer. */
  private record Question(String user, String authorization) {}

  private final FaultServer server = FaultServer.start();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Set<Question> waiting = ConcurrentHashMap.newKeySet();

  /** Set once, when the server is there: it asks nothing before. */
  private final CompletableFuture<URI> issuer = new CompletableFuture<>();

  CibaChannel() {
    server.always(this::ask);
  }

  /** The option of a server that asks here. */
  List<String> options() {
    return List.of(
        "--spi-ciba-auth-channel--ciba-http-auth-channel--http-authentication-channel-uri="
            + server.uri(PATH));
  }

  /** Tells which server it is. */
  void serve(URI ofIssuer) {
    boolean unused = issuer.complete(ofIssuer);
  }

  @Override
  public void answer(String user, Answer answer) {
    answers.put(user, answer);
    List.copyOf(waiting).stream()
        .filter(question -> question.user().equals(user))
        .forEach(question -> tell(question, answer));
  }

  @Override
  public void notifyAt(String clientId, URI endpoint) {
    AdminApi admin = new AdminApi(issuer.join());
    Object found = Json.readArray(admin.request("GET", "/clients?clientId=" + clientId, "")).get(0);
    Map<String, Object> client = Json.readObject(Json.write(found));
    try {
      Map<String, Object> attributes = JSONObjectUtils.getJSONObject(client, "attributes");
      attributes.put("ciba.backchannel.token.delivery.mode", "ping");
      attributes.put("ciba.backchannel.client.notification.endpoint", endpoint.toString());
    } catch (ParseException e) {
      throw new IllegalStateException("the client has no attributes", e);
    }
    String unused = admin.request("PUT", "/clients/" + client.get("id"), Json.write(client));
  }

  private void ask(Connection connection) throws IOException {
    RecordedRequest request = connection.request();
    Question question =
        new Question(
            String.valueOf(request.json().get("login_hint")),
            request.header("Authorization").orElse(""));
    waiting.add(question);
    Behaviour.reply(Reply.of(201)).serve(connection);
    tell(question, answers.getOrDefault(question.user(), Answer.WAIT));
  }

  private void tell(Question question, Answer answer) {
    if (answer != Answer.WAIT && waiting.remove(question)) {
      Thread thread = new Thread(() -> send(question, answer), "ciba-channel");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Until it is taken: Keycloak keeps a request only after it has asked. */
  private void send(Question question, Answer answer) {
    String status = answer == Answer.APPROVE ? "SUCCEED" : "CANCELLED";
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(issuer.join() + "/protocol/openid-connect/ext/ciba/auth/callback"))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Authorization", question.authorization())
            .POST(BodyPublishers.ofString(Json.write(Map.of("status", status))))
            .build();
    try {
      for (int i = 0; i < TRIES; i++) {
        if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
        Thread.sleep(BETWEEN_MILLIS);
      }
    } catch (IOException e) {
      // The server has ended; nobody waits any more.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
