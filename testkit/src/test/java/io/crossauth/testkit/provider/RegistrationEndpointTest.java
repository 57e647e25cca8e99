package io.crossauth.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testkit.internal.Json;
import io.crossauth.testkit.provider.Calls.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RegistrationEndpointTest {

  private static final Map<String, Object> SERVICE =
      Map.of("client_name", "a service", "grant_types", List.of("client_credentials"));

  private final InProcessProvider provider =
      InProcessProvider.builder().initialAccessToken("initial").start();

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void aClientThatRegisteredGetsTokens() throws Exception {
    Answer registered = register(SERVICE, "initial");

    assertThat(registered.status()).isEqualTo(201);
    assertThat(registered.json())
        .containsEntry("client_name", "a service")
        .containsEntry("token_endpoint_auth_method", "client_secret_basic")
        .containsEntry("client_secret_expires_at", 0L);
    assertThat(tokens(registered).status()).isEqualTo(200);
    assertThat(provider.eventCounts()).containsEntry("CLIENT_REGISTER", 1L);
  }

  @Test
  void aClientThatRegisteredLogsUsersInAtItsOwnRedirectUri() throws Exception {
    String own = "http://127.0.0.1:8765/callback";
    Answer registered = register(Map.of("redirect_uris", List.of(own)), "initial");

    assertThat(authorization(registered, own)).isEqualTo(200);
    assertThat(authorization(registered, own + "/other")).isEqualTo(400);
  }

  private int authorization(Answer registered, String redirectUri) throws Exception {
    URI address =
        URI.create(
            provider.uri(Endpoint.AUTHORIZATION)
                + "?response_type=code&scope=openid&client_id="
                + registered.text("client_id")
                + "&redirect_uri="
                + redirectUri);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void aPublicClientGetsNoSecret() throws Exception {
    Answer registered =
        register(
            Map.of("token_endpoint_auth_method", "none", "redirect_uris", List.of("app.test:/cb")),
            "initial");

    assertThat(registered.json()).containsKey("client_id").doesNotContainKey("client_secret");
  }

  @Test
  void registeringNeedsTheInitialAccessToken() throws Exception {
    Answer refused = register(SERVICE, "another");

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.error()).isEqualTo("invalid_token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://a.test/cb#x", "relative", "", "a b"})
  void aBadRedirectUriIsRefused(String uri) throws Exception {
    Answer refused = register(Map.of("redirect_uris", List.of(uri)), "initial");

    assertThat(refused.error()).isEqualTo("invalid_redirect_uri");
  }

  @Test
  void anAuthenticationMethodThatNobodyKnowsIsRefused() throws Exception {
    Answer refused = register(Map.of("token_endpoint_auth_method", "magic"), "initial");

    assertThat(refused.error()).isEqualTo("invalid_client_metadata");
  }

  @Test
  void aClientReadsItself() throws Exception {
    Answer registered = register(SERVICE, "initial");

    Answer read = manage("GET", registered, registered.text("registration_access_token"), "");
    assertThat(read.json()).isEqualTo(registered.json());
    assertThat(manage("GET", registered, "another", "").status()).isEqualTo(401);
  }

  @Test
  void anUpdateReplacesTheMetadataAndTheToken() throws Exception {
    Answer registered = register(SERVICE, "initial");
    String token = registered.text("registration_access_token");
    Map<String, Object> change = new HashMap<>(SERVICE);
    change.put("client_name", "another name");
    change.put("client_id", registered.text("client_id"));
    change.put("client_secret", registered.text("client_secret"));

    Answer updated = manage("PUT", registered, token, Json.write(change));
    assertThat(updated.json()).containsEntry("client_name", "another name");
    assertThat(updated.text("client_secret")).isEqualTo(registered.text("client_secret"));
    assertThat(manage("GET", registered, token, "").status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"client_id\":\"another\"}",
        "{\"client_id\":\"%s\",\"client_secret\":\"guessed\"}",
        "{\"client_id\":\"%s\",\"registration_access_token\":\"mine\"}",
        "{}"
      })
  void anUpdateThatIsNotTheClientsIsRefused(String body) throws Exception {
    Answer registered = register(SERVICE, "initial");
    String token = registered.text("registration_access_token");

    Answer refused = manage("PUT", registered, token, body.formatted(registered.text("client_id")));
    assertThat(refused.error()).isEqualTo("invalid_request");
  }

  @Test
  void aDeletedClientIsGone() throws Exception {
    Answer registered = register(SERVICE, "initial");
    String token = registered.text("registration_access_token");

    assertThat(manage("DELETE", registered, token, "").status()).isEqualTo(204);
    assertThat(manage("GET", registered, token, "").status()).isEqualTo(401);
    assertThat(tokens(registered).error()).isEqualTo("invalid_client");
  }

  private Answer tokens(Answer registered) throws Exception {
    return new Calls(provider)
        .post(
            Endpoint.TOKEN,
            Calls.form("grant_type", "client_credentials"),
            "Authorization",
            Calls.basic(registered.text("client_id"), registered.text("client_secret")));
  }

  private Answer register(Map<String, Object> metadata, String token) throws Exception {
    return send("POST", provider.uri(Endpoint.REGISTRATION), token, Json.write(metadata));
  }

  private static Answer manage(String method, Answer client, String token, String body)
      throws Exception {
    return send(method, URI.create(client.text("registration_client_uri")), token, body);
  }

  private static Answer send(String method, URI uri, String token, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .method(method, BodyPublishers.ofString(body))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .build();
    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    return new Answer(response.statusCode(), response);
  }
}
