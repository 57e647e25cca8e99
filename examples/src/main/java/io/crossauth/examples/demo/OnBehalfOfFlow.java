package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.grant.TokenExchange;
import io.crossauth.client.resource.ResourceClient;
import io.crossauth.client.session.TokenSource;
import io.crossauth.examples.resourceserver.OrdersApi;
import io.crossauth.testkit.TestClients;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/** An API that has verified its caller's token calls the next API on the caller's behalf. */
record OnBehalfOfFlow() implements Flow {

  @Override
  public String name() {
    return "on behalf of, API calls API";
  }

  @Override
  public String event() {
    return "TOKEN_EXCHANGE";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return scene.refusalOf("urn:ietf:params:oauth:grant-type:token-exchange");
  }

  @Override
  public String run(Scene scene) {
    String issuer = scene.metadata().issuer().orElseThrow();
    OAuthClient shop = client(scene, TestClients.SHOP);
    Scene.Account account = scene.account().orElseThrow();
    Secret token =
        shop.passwordFlow(account.name(), account.password()).requireTokens().accessToken();
    try (OAuthTokenConsumer api =
            OAuthTokenConsumer.builder(issuer)
                .audience(TestClients.AUDIENCE)
                .configuration(scene.metadata())
                .transport(scene.transport())
                .build();
        OrdersApi next = OrdersApi.start(issuer, TestClients.ORDERS)) {
      VerifiedToken caller = api.verify(token.reveal(), TokenType.ACCESS);
      TokenSource orders =
          client(scene, TestClients.EXCHANGE)
              .tokenSource(TokenExchange.of(caller).withAudience(TestClients.ORDERS));
      return answer(orders, next.uri(), caller.requireSubject());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OAuthClient client(Scene scene, String id) {
    return scene.open(scene.client(id).clientSecret(Secret.of(TestClients.SECRET)));
  }

  private static String answer(TokenSource tokens, URI orders, String user) throws IOException {
    try {
      HttpResponse<String> answer =
          ResourceClient.of(HttpClient.newHttpClient(), tokens, orders.resolve("/"))
              .send(HttpRequest.newBuilder(orders).build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200 || !answer.body().contains(user)) {
        throw new IllegalStateException(
            "expected the orders of the caller, found status " + answer.statusCode());
      }
      return "the next API answers for the same user";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the orders", e);
    }
  }
}
