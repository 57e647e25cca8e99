package io.crossauth.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.OAuthClient;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.Principal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@Timeout(180)
@SpringBootTest(
    classes = CrossauthTestTest.Application.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "crossauth.resource.rules.all.path=/orders",
      "crossauth.resource.rules.all.scope=orders:read",
    })
@CrossauthTest(audience = "orders")
@DisplayName("A test with a provider in its process")
class CrossauthTestTest {

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Orders.class)
  static class Application {}

  @RestController
  static class Orders {

    @GetMapping("/orders")
    String orders(Principal who) {
      return "orders of " + who.getName();
    }
  }

  @Autowired TestTokens tokens;
  @Autowired InProcessProvider provider;
  @Autowired OAuthClient client;

  @Value("${local.server.port}")
  int port;

  private HttpResponse<String> get(String authorization) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/orders"))
                .header("Authorization", authorization)
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  @DisplayName("mints tokens that the application takes, and such that it refuses")
  void mints_tokens() throws Exception {
    HttpResponse<String> good = get(tokens.bearer("alice", "orders:read"));
    assertThat(good.statusCode()).isEqualTo(200);
    assertThat(good.body()).isEqualTo("orders of alice");
    assertThat(get(tokens.bearer("alice")).statusCode()).isEqualTo(403);
    String another = tokens.draft("alice", "orders:read").claim("aud", "another").compact();
    assertThat(get("Bearer " + another).statusCode()).isEqualTo(401);
  }

  @Test
  @DisplayName("has the client of the properties, at that provider")
  void has_the_client() {
    int before = provider.count(Endpoint.TOKEN);
    assertThat(client.clientCredentialsFlow().accessToken().reveal()).isNotEmpty();
    assertThat(provider.count(Endpoint.TOKEN)).isEqualTo(before + 1);
  }

  /** The annotation of the class around it counts. */
  @Nested
  class Within {

    @Test
    @DisplayName("shares provider and application with the tests within")
    void shares_the_provider(@Autowired InProcessProvider same) {
      assertThat(same).isSameAs(provider);
    }
  }

  @Test
  @DisplayName("no text form shows a token")
  void text_form_is_without_token() {
    assertThat(tokens.toString()).contains(provider.issuer().toString()).doesNotContain("eyJ");
  }
}
