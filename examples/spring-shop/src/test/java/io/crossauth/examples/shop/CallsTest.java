package io.crossauth.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.spring.call.CrossauthCalls;
import io.crossauth.spring.call.HttpInterfaces;
import io.crossauth.spring.call.TokenFilter;
import io.crossauth.spring.call.WithToken;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The calls that {@code docs/spring.md} shows, of an application that is no web application. */
class CallsTest {

  @HttpExchange("/orders")
  @WithToken(client = "shop", scopes = "orders:read")
  interface Orders {

    @GetExchange
    String all();

    @PostExchange
    @WithToken(client = "shop", scopes = "orders:write")
    String place(@RequestBody String order);
  }

  @EnableAutoConfiguration
  static class Program {}

  private final InProcessProvider provider = InProcessProvider.start();
  private final FaultServer api = FaultServer.start();
  private final String address = api.uri("").toString();
  private ConfigurableApplicationContext program;
  private CrossauthCalls calls;

  @BeforeEach
  void start() {
    api.always(Reply.of(200).header("Content-Type", "text/plain").body("tea"));
    program =
        new SpringApplicationBuilder(Program.class)
            .web(WebApplicationType.NONE)
            .properties("spring.config.name=none")
            .run(
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn",
                "--crossauth.client.shop.issuer=" + provider.issuer(),
                "--crossauth.client.shop.client-id=" + TestClients.SERVICE,
                "--crossauth.client.shop.client-secret=" + TestClients.SECRET,
                "--crossauth.call.origins.shop=" + address);
    calls = program.getBean(CrossauthCalls.class);
  }

  @AfterEach
  void stop() {
    program.close();
    api.close();
    provider.close();
  }

  private String scope() {
    return provider.requests(Endpoint.TOKEN).get(0).formParameter("scope").orElse("none");
  }

  private void assertTokenCame() {
    assertThat(api.requests().get(0).header("Authorization").orElse("none")).startsWith("Bearer ");
  }

  @Test
  @DisplayName("a RestClient has the application's token on its calls")
  void byRestClient() {
    RestClient orders =
        RestClient.builder()
            .baseUrl(address)
            .requestInterceptor(calls.get("shop").interceptor("orders:read"))
            .build();

    assertThat(orders.get().uri("/orders").retrieve().body(String.class)).isEqualTo("tea");
    assertTokenCame();
    assertThat(scope()).isEqualTo("orders:read");
  }

  @Test
  @DisplayName("a WebClient has the application's token on its calls")
  void byWebClient() {
    WebClient orders =
        WebClient.builder()
            .baseUrl(address)
            .filter(TokenFilter.of(calls.get("shop").service("orders:read")))
            .build();

    assertThat(orders.get().uri("/orders").retrieve().bodyToMono(String.class).block())
        .isEqualTo("tea");
    assertTokenCame();
  }

  @Test
  @DisplayName("an HTTP interface has the token that each method names")
  void byHttpInterface() {
    Orders orders = HttpInterfaces.create(Orders.class, RestClient.create(address), calls);

    assertThat(orders.place("tea")).isEqualTo("tea");
    assertTokenCame();
    assertThat(scope()).isEqualTo("orders:write");
  }
}
