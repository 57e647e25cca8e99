package com.example.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrdersApiTest {

  private InProcessProvider provider;
  private OAuthTokenConsumer consumer;
  private HttpServer api;

  @BeforeEach
  void start() throws IOException {
    provider = InProcessProvider.start();
    consumer =
        OAuthTokenConsumer.builder(provider.issuer().toString()).audience("orders-api").build();
    api = new OrdersApi(consumer).start(0);
  }

  @AfterEach
  void stop() {
    api.stop(0);
    consumer.close();
    provider.close();
  }

  @Test
  void aClerkSeesTheOrders() throws Exception {
    HttpResponse<String> answer = get(clerk().compact());

    assertEquals(200, answer.statusCode());
    assertTrue(answer.body().startsWith("the orders of alice"));
  }

  @Test
  void nobodyElseDoes() throws Exception {
    TokenDraft guest = clerk().claim("realm_access", Map.of("roles", List.of("guest")));

    assertEquals(403, get(guest.compact()).statusCode());
  }

  @Test
  void aServiceHasNoOrders() throws Exception {
    assertEquals(403, get(clerk().without("sub").compact()).statusCode());
  }

  @Test
  void aTokenForAnotherApiIsRefused() throws Exception {
    assertRefused(clerk().claim("aud", "account"));
  }

  @Test
  void aTokenOfSomebodyElseIsRefused() throws Exception {
    assertRefused(clerk().signedWith(TestKeys.rsa("not the provider's")));
  }

  @Test
  void aTokenIsGoodForHalfAMinuteAfterItsEndAndNoLonger() throws Exception {
    long now = Instant.now().getEpochSecond();

    assertEquals(200, get(clerk().claim("exp", now - 1).compact()).statusCode());
    assertRefused(clerk().claim("exp", now - 31));
  }

  @Test
  void withoutKeysNobodyCanSay() throws Exception {
    provider.faults().at(Endpoint.JWKS).error(503, "down");

    HttpResponse<String> answer = get(clerk().compact());

    assertEquals(503, answer.statusCode());
    assertEquals("5", answer.headers().firstValue("Retry-After").orElseThrow());
  }

  /** A token as Keycloak gives it to a clerk of this shop, signed by the provider of this test. */
  private TokenDraft clerk() {
    return provider
        .mint()
        .withAudience("orders-api")
        .accessToken()
        .claim("realm_access", Map.of("roles", List.of("clerk")));
  }

  private void assertRefused(TokenDraft token) throws Exception {
    HttpResponse<String> answer = get(token.compact());

    assertEquals(401, answer.statusCode());
    assertTrue(
        answer.headers().firstValue("WWW-Authenticate").orElse("").contains("invalid_token"));
  }

  private HttpResponse<String> get(String token) throws Exception {
    URI orders = URI.create("http://127.0.0.1:" + api.getAddress().getPort() + "/orders");
    HttpRequest request =
        HttpRequest.newBuilder(orders).header("Authorization", "Bearer " + token).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
