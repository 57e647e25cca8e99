package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.PasswordOutcome;
import io.crossauth.client.resource.ResourceClient;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.value.SealingKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that stay fresh, on the requests of a program. */
class FreshTokensTest extends Playground {

  @Test
  void aServiceCallsAnotherWithATokenThatStaysFresh() throws Exception {
    try (FaultServer orders = FaultServer.start().always(Reply.json("[]"))) {
      URI ordersApi = orders.uri("");
      HttpClient http = HttpClient.newHttpClient();

      TokenSource service = client.tokenSource("orders:write");
      ResourceClient api = ResourceClient.of(http, service, ordersApi);
      HttpRequest request = HttpRequest.newBuilder(ordersApi.resolve("/orders")).build();
      HttpResponse<String> answer = api.send(request, BodyHandlers.ofString());

      assertThat(answer.body()).isEqualTo("[]");
      assertThat(orders.requests().get(0).header("Authorization").orElseThrow())
          .startsWith("Bearer ");
    }
  }

  @Test
  void aWebApplicationKeepsTheTokensOfItsSessions(@TempDir Path directory) throws Exception {
    SealingKey key = SealingKey.ephemeral();
    OAuthTokenResponse tokens =
        ((PasswordOutcome.SignedIn) client.passwordFlow(username, password, "openid")).tokens();
    String sessionId = "a session of the application";
    try (FaultServer orders = FaultServer.start().always(Reply.json("[]"))) {
      URI ordersApi = orders.uri("");
      HttpClient http = HttpClient.newHttpClient();
      HttpRequest request = HttpRequest.newBuilder(ordersApi.resolve("/orders")).build();

      TokenManager sessions = client.tokenManager(TokenStore.encryptedFiles(directory, key));
      sessions.signedIn(sessionId, tokens);

      ResourceClient api = ResourceClient.of(http, sessions.source(sessionId), ordersApi);
      HttpResponse<String> answer = api.send(request, BodyHandlers.ofString());

      assertThat(answer.body()).isEqualTo("[]");
      sessions.signedOut(sessionId);
      assertThat(sessions.tokens(sessionId)).isEmpty();
    }
  }
}
