package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.resource.ResourceClient;
import io.crossauth.client.resource.StepUpChallenge;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.DpopProofs;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("F-18, F-24 a FAPI 2.0 login and a step-up,")
class Fapi2Test extends Playground {

  @Test
  void bySwitch() {
    try (InProcessProvider bank = InProcessProvider.builder().requireDpop().start()) {
      String issuer = bank.issuer().toString();
      String clientId = TestClients.FAPI2_DPOP;
      JwtSigner signer = JwtSigner.ofJwk(bank.privateJwk(clientId));

      OAuthClient client =
          OAuthClient.builder(issuer)
              .clientId(clientId)
              .clientKey(signer)
              .redirectUri(callback)
              .fapi2()
              .build();

      assertThat(tokens(client).idToken()).isPresent();
      client.close();
    }
  }

  @Test
  void signedToo() {
    try (InProcessProvider bank =
        InProcessProvider.builder()
            .requireDpop()
            .requireSignedRequests()
            .authorizationResponseAlgorithm("PS256")
            .start()) {
      String issuer = bank.issuer().toString();
      String clientId = TestClients.FAPI2_SIGNING;
      JwtSigner signer = JwtSigner.ofJwk(bank.privateJwk(clientId));

      OAuthClient signing =
          OAuthClient.builder(issuer)
              .clientId(clientId)
              .clientKey(signer)
              .redirectUri(callback)
              .fapi2MessageSigning()
              .build();

      assertThat(tokens(signing).idToken()).isPresent();
      signing.close();
    }
  }

  @Test
  void atTheApi() {
    URI api = URI.create("https://api.example.com");

    OAuthTokenConsumer consumer =
        OAuthTokenConsumer.builder(issuer).audience("api://crossauth").fapi2().build();
    OAuthResourceServer server =
        OAuthResourceServer.builder(consumer).fapi2().dpop(DpopProofs.at(api)).build();

    assertThat(server.access(List.of(), AccessRequirement.none())).isNotNull();
    consumer.close();
  }

  private OAuthTokenResponse tokens(OAuthClient client) {
    AuthorizationRequest login = client.startAuthorizationCodeFlow("openid");
    return client.redirectEndpoint(
        AuthorizationResponse.of(logIn(login.uri()).uri()), login.pending());
  }

  /** An API that is content with the second login. */
  private static HttpServer api(AtomicInteger logins) throws IOException {
    HttpServer api =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.createContext("/", exchange -> answer(exchange, logins.get() > 1));
    api.start();
    return api;
  }

  private static void answer(HttpExchange exchange, boolean content) throws IOException {
    if (!content) {
      exchange
          .getResponseHeaders()
          .set(
              "WWW-Authenticate",
              "Bearer error=\"insufficient_user_authentication\", max_age=\"300\"");
    }
    exchange.sendResponseHeaders(content ? 204 : 401, -1);
    exchange.close();
  }

  @Test
  void withAStrongerLogin() throws Exception {
    AtomicInteger logins = new AtomicInteger();
    HttpServer api = api(logins);
    URI address = URI.create("http://127.0.0.1:" + api.getAddress().getPort() + "/pay");
    HttpRequest request = HttpRequest.newBuilder(address).build();
    try (OAuthClient client =
        OAuthClient.builder(issuer)
            .clientId(clientId)
            .clientSecret(secret)
            .redirectUri(callback)
            .build()) {
      TokenManager sessions = client.tokenManager(TokenStore.inMemory());
      ResourceClient resources =
          ResourceClient.of(
              HttpClient.newHttpClient(),
              sessions.source("alice"),
              URI.create("http://127.0.0.1:" + api.getAddress().getPort()));
      sessions.signedIn("alice", tokens(client));
      logins.incrementAndGet();
      HttpResponse<String> answer = resources.send(request, BodyHandlers.ofString());
      Optional<StepUpChallenge> answered = Optional.empty();
      List<AuthorizationRequest> redirected = new ArrayList<>();

      Optional<StepUpChallenge> wanted =
          StepUpChallenge.in(answer.statusCode(), answer.headers().map());
      if (wanted.isPresent()) {
        wanted.get().requireFirst(answered);
        AuthorizationRequest login =
            client.startAuthorizationCodeFlow(wanted.get().login(LoginOptions.scopes("openid")));
        redirected.add(login);
      }

      assertThat(redirected.get(0).uri().getQuery()).contains("max_age=300");

      HttpResponse<String> paid =
          resources.send(
              request,
              BodyHandlers.ofString(),
              challenge -> sessions.signedIn("alice", logIn(client, challenge, logins)));

      assertThat(paid.statusCode()).isEqualTo(204);
      sessions.close();
    } finally {
      api.stop(0);
    }
  }

  private OAuthTokenResponse logIn(
      OAuthClient client, StepUpChallenge challenge, AtomicInteger logins) {
    AuthorizationRequest login =
        client.startAuthorizationCodeFlow(challenge.login(LoginOptions.scopes("openid")));
    logins.incrementAndGet();
    return client.redirectEndpoint(
        AuthorizationResponse.of(logIn(login.uri()).uri()), login.pending());
  }
}
