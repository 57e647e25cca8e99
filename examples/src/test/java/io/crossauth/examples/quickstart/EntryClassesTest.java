package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.resource.ResourceClient;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.tokenconsumer.resource.Access;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples at the beginning of the Javadoc of the classes that a program begins with. */
class EntryClassesTest extends Playground {

  @Test
  void theClientLogsAUserIn() {
    URI redirectUri = super.callback;

    OAuthClient client =
        OAuthClient.builder(issuer)
            .clientId(clientId)
            .clientSecret(secret)
            .redirectUri(redirectUri)
            .build();

    AuthorizationRequest login = client.startAuthorizationCodeFlow("openid");

    URI requestUri = logIn(login.uri()).uri();
    AuthorizationResponse callback = AuthorizationResponse.of(requestUri);
    OAuthTokenResponse tokens = client.redirectEndpoint(callback, login.pending());
    String user = tokens.idToken().orElseThrow().requireSubject();

    assertThat(user).isNotBlank();
    client.close();
  }

  @Test
  void theManagerKeepsTheTokensOfASession() throws Exception {
    String session = "session-1";
    OAuthTokenResponse tokens = loggedIn();
    HttpClient http = HttpClient.newHttpClient();
    try (FaultServer server = FaultServer.start().always(Reply.of(204))) {
      URI orders = server.uri("/");

      TokenManager sessions = client.tokenManager(TokenStore.inMemory());
      sessions.signedIn(session, tokens);

      ResourceClient api = ResourceClient.of(http, sessions.source(session), orders);

      HttpRequest request = HttpRequest.newBuilder(orders).build();
      assertThat(api.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(204);
      sessions.signedOut(session);

      assertThatThrownBy(() -> api.send(request, BodyHandlers.discarding()))
          .isInstanceOf(LoginRequiredException.class);
    }
  }

  @Test
  void theResourceClientPutsATokenOnARequest() throws Exception {
    try (FaultServer server = FaultServer.start().always(Reply.json("{}"))) {
      URI orders = server.uri("/");

      HttpClient http = HttpClient.newHttpClient();
      ResourceClient api = ResourceClient.of(http, client.tokenSource(), orders);

      HttpRequest request = HttpRequest.newBuilder(orders.resolve("/orders")).build();
      HttpResponse<String> answer = api.send(request, BodyHandlers.ofString());

      assertThat(answer.body()).isEqualTo("{}");
      assertThat(server.requests().get(0).header("Authorization").orElseThrow())
          .startsWith("Bearer ");
    }
  }

  @Test
  void theConsumerChecksAToken() {
    String bearer = token("orders:read");

    OAuthTokenConsumer consumer = OAuthTokenConsumer.builder(issuer).audience("orders-api").build();

    VerifiedToken token = consumer.verify(bearer, TokenType.ACCESS);
    String user = token.requireScope("orders:read").requireSubject();

    assertThat(user).isEqualTo("alice");
    consumer.close();
  }

  @Test
  void theResourceServerSaysWhoMayPass() {
    assertThat(answerTo(List.of("Bearer " + token("orders:read")))).isEqualTo("200 alice []");
    assertThat(answerTo(List.of("Bearer " + token("orders:write"))))
        .isEqualTo("403  [WWW-Authenticate]");
    assertThat(answerTo(List.of())).isEqualTo("401  [WWW-Authenticate]");
  }

  private String answerTo(List<String> authorization) {
    String answer = "";
    int status = 200;
    Map<String, String> headers = new HashMap<>();

    OAuthTokenConsumer consumer = OAuthTokenConsumer.builder(issuer).audience("orders-api").build();
    OAuthResourceServer server = OAuthResourceServer.builder(consumer).build();

    Access access = server.access(authorization, AccessRequirement.scopes("orders:read"));
    if (access instanceof Access.Granted granted) {
      answer = granted.token().requireSubject();
    } else if (access instanceof Access.Denied denied) {
      status = denied.challenge().status();
      headers.putAll(denied.challenge().headers());
    }

    consumer.close();
    return status + " " + answer + " " + headers.keySet();
  }

  private String token(String scope) {
    return provider.mint().withAudience("orders-api").accessToken().claim("scope", scope).compact();
  }

  private OAuthTokenResponse loggedIn() {
    AuthorizationRequest login = client.startAuthorizationCodeFlow("openid");
    return client.redirectEndpoint(
        AuthorizationResponse.of(logIn(login.uri()).uri()), login.pending());
  }
}
