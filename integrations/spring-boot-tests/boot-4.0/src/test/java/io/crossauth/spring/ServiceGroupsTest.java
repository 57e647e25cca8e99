package io.crossauth.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.spring.call.TokenOwner;
import io.crossauth.spring.call.WithToken;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.provider.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.registry.HttpServiceGroup.ClientType;
import org.springframework.web.service.registry.ImportHttpServices;

@Tag("each-boot")
@Timeout(180)
@DisplayName("HTTP interfaces that Spring 7 makes itself")
class ServiceGroupsTest {

  private final Scene scene = new Scene();
  private final FaultServer api =
      FaultServer.start()
          .always(Reply.of(200).header("Content-Type", "text/plain").body("from the API"));

  @AfterEach
  void close() throws Exception {
    scene.close();
    api.close();
  }

  /** Its method has the token of whichever interface inherits it. */
  interface Readable {
    @GetExchange("/orders")
    String all();
  }

  @HttpExchange
  @WithToken(client = "shop", scopes = "openid")
  interface Orders extends Readable {
    @PostExchange("/orders")
    @WithToken(client = "shop", scopes = "email")
    String place(@RequestBody String order);
  }

  interface Open {
    @GetExchange("/open")
    String open();
  }

  @WithToken(client = "nobody")
  interface OfNobody {
    @GetExchange("/")
    String get();
  }

  @WithToken(client = "shop", of = TokenOwner.SESSION)
  interface OfSession extends Readable {}

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @ImportHttpServices(
      group = "api",
      types = {Orders.class, Open.class})
  static class ByRestClient {}

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @ImportHttpServices(
      group = "api",
      types = {Orders.class, Open.class},
      clientType = ClientType.WEB_CLIENT)
  static class ByWebClient {}

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @ImportHttpServices(group = "api", types = OfNobody.class)
  static class UnknownClient {}

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @ImportHttpServices(
      group = "api",
      types = {Orders.class, OfSession.class})
  static class TwoTokens {}

  private ConfigurableApplicationContext start(Class<?> application, String origin) {
    Map<String, Object> settings =
        new HashMap<>(
            scene.clientAnd(
                "crossauth.web.enabled=false",
                "crossauth.call.origins.shop=" + origin,
                "spring.http.serviceclient.api.base-url=" + api.uri(""),
                "crossauth.client.shop.response-timeout=1m",
                "crossauth.client.shop.call-timeout=1m",
                "spring.main.banner-mode=off"));
    return new SpringApplicationBuilder(application)
        .web(WebApplicationType.NONE)
        .registerShutdownHook(false)
        .properties(settings)
        .run();
  }

  private List<String> tokens() {
    return api.requests().stream()
        .map(request -> request.header("Authorization").orElse("none"))
        .toList();
  }

  private List<String> scopesAsked() {
    return scene.provider.requests(Endpoint.TOKEN).stream()
        .map((RecordedRequest request) -> request.formParameter("scope").orElse(""))
        .toList();
  }

  private void eachMethodHasItsToken(Class<?> application) {
    try (ConfigurableApplicationContext context = start(application, api.uri("").toString())) {
      Orders orders = context.getBean(Orders.class);
      assertThat(orders.all()).isEqualTo("from the API");
      assertThat(orders.place("one")).isEqualTo("from the API");
      assertThat(context.getBean(Open.class).open()).isEqualTo("from the API");
    }
    assertThat(scopesAsked()).containsExactly("openid", "email");
    assertThat(tokens().subList(0, 2)).allMatch(one -> one.startsWith("Bearer "));
    assertThat(tokens().get(0)).isNotEqualTo(tokens().get(1));
    assertThat(tokens().get(2)).isEqualTo("none");
  }

  @Test
  @DisplayName("W-05: HTTP interface: by RestClient each method has the token of its annotation")
  void by_rest_client() {
    eachMethodHasItsToken(ByRestClient.class);
  }

  @Test
  @DisplayName("W-05: HTTP interface: by WebClient each method has the token of its annotation")
  void by_web_client() {
    eachMethodHasItsToken(ByWebClient.class);
  }

  @Test
  @DisplayName(
      "W-05: HTTP interface: a token goes to listed origins only, and a 401 is answered once more")
  void listed_origins_and_one_repetition() {
    try (ConfigurableApplicationContext context =
        start(ByRestClient.class, "https://elsewhere.example.com")) {
      assertThat(context.getBean(Orders.class).all()).isEqualTo("from the API");
    }
    assertThat(tokens()).containsExactly("none");

    api.next(Reply.of(401).header("WWW-Authenticate", "Bearer error=\"invalid_token\""));
    try (ConfigurableApplicationContext context =
        start(ByRestClient.class, api.uri("").toString())) {
      assertThat(context.getBean(Orders.class).all()).isEqualTo("from the API");
    }
    assertThat(tokens()).hasSize(3);
    assertThat(tokens().get(2)).startsWith("Bearer ");
  }

  @Test
  @DisplayName("a client that is none ends the start, and so do two tokens for one method")
  void refused_at_start() {
    assertThatThrownBy(() -> start(UnknownClient.class, api.uri("").toString()))
        .hasStackTraceContaining("crossauth.client.nobody");
    assertThatThrownBy(() -> start(TwoTokens.class, api.uri("").toString()))
        .hasStackTraceContaining("@WithToken: expected one token for")
        .hasStackTraceContaining("Readable.all");
  }
}
