package io.crossauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.servlet.testing.Answer;
import io.crossauth.servlet.testing.RawBrowser;
import io.crossauth.spring.call.CrossauthCalls;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.provider.Endpoint;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

@Timeout(180)
@Tag("each-boot")
@DisplayName("An application that calls APIs")
class CallsInApplicationTest {

  private static final Scene SCENE = new Scene();
  private static final FaultServer API = FaultServer.start();
  private static Scene.App app;

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Shop.class)
  static class Application {

    @Bean
    Seen seen() {
      return new Seen();
    }
  }

  /** Notes what spans would have. */
  static final class Seen implements ObservationHandler<Observation.Context> {

    final List<Observation.Context> stopped = new CopyOnWriteArrayList<>();

    @Override
    public void onStop(Observation.Context context) {
      stopped.add(context);
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }

    List<Observation.Context> tokens() {
      return stopped.stream().filter(c -> c.getName().equals("crossauth.token")).toList();
    }

    Map<String, String> last() {
      List<Observation.Context> all = tokens();
      Map<String, String> values = new java.util.TreeMap<>();
      for (KeyValue value : all.get(all.size() - 1).getAllKeyValues()) {
        values.put(value.getKey(), value.getValue());
      }
      return values;
    }
  }

  @RestController
  static class Shop {

    private final RestClient asService;
    private final RestClient asPerson;

    Shop(CrossauthCalls calls) {
      this.asService = client().requestInterceptor(calls.get("shop").interceptor("openid")).build();
      this.asPerson =
          client().requestInterceptor(calls.get("shop").session().interceptor()).build();
    }

    private static RestClient.Builder client() {
      return RestClient.builder()
          .requestFactory(new SimpleClientHttpRequestFactory())
          .baseUrl(API.uri("").toString());
    }

    @GetMapping("/service")
    String service() {
      return asService.get().uri("/orders").retrieve().body(String.class);
    }

    @GetMapping("/mine")
    String mine() {
      return asPerson.get().uri("/mine").retrieve().body(String.class);
    }
  }

  @BeforeAll
  static void start() {
    API.always(Reply.of(200).header("Content-Type", "text/plain").body("from the API"));
    app =
        SCENE.start(
            Application.class,
            SCENE.clientAnd(
                "crossauth.call.origins.shop=" + API.uri(""),
                "crossauth.web.protect=/mine",
                "management.endpoints.web.exposure.include=health,info,crossauth",
                "management.endpoint.health.show-details=always",
                "management.info.crossauth.enabled=true",
                // The starter's tests have the jar of Redis, and no server.
                "management.health.redis.enabled=false"));
  }

  @AfterEach
  void repair() {
    SCENE.provider.faults().clear();
  }

  @AfterAll
  static void close() throws Exception {
    SCENE.close();
    API.close();
  }

  private static Answer get(String target) {
    return app.browser().send("GET", target, "Accept: application/json, text/plain");
  }

  private static String presented() {
    List<RecordedRequest> all = API.requests();
    return all.get(all.size() - 1).header("Authorization").orElse("none");
  }

  @Test
  @DisplayName("W-05: the service's token is fetched once, and goes on each of its calls")
  void service_token_is_fetched_once() {
    assertThat(get("/service").body()).isEqualTo("from the API");
    String first = presented();
    int asked = SCENE.provider.count(Endpoint.TOKEN);
    assertThat(get("/service").body()).isEqualTo("from the API");
    assertThat(presented()).startsWith("Bearer ").isEqualTo(first);
    assertThat(SCENE.provider.count(Endpoint.TOKEN)).isEqualTo(asked);
  }

  @Test
  @DisplayName("W-05: the session's token goes on calls for the person who is logged in, alone")
  void session_token_goes_on_its_calls() {
    RawBrowser alice = app.browser();
    SCENE.login(alice, "/mine");
    assertThat(alice.visit("/mine").body()).isEqualTo("from the API");
    String ofAlice = presented();
    assertThat(ofAlice).startsWith("Bearer ");
    get("/service");
    assertThat(presented()).isNotEqualTo(ofAlice);
    int calls = API.requests().size();
    assertThat(app.browser().visit("/mine").status()).isEqualTo(303);
    assertThat(API.requests()).hasSize(calls);
  }

  @Test
  @DisplayName("W-06: twenty probes of health and info cost the provider no request")
  void probes_make_no_call() {
    get("/service");
    int requests = SCENE.provider.requests().size();
    for (int i = 0; i < 20; i++) {
      Answer health = get("/actuator/health");
      assertThat(health.status()).isEqualTo(200);
      assertThat(health.body()).contains("\"crossauth\"", "\"answered\"");
      assertThat(get("/actuator/info").body())
          .contains("\"shop\"", SCENE.provider.issuer().toString())
          .doesNotContain(TestClients.SECRET);
    }
    assertThat(SCENE.provider.requests()).hasSize(requests);
  }

  @Test
  @DisplayName("W-06: an outage is told from memory, and takes no node out of traffic")
  void outage_is_told_and_not_down() {
    get("/service");
    SCENE.provider.faults().at(Endpoint.TOKEN).error(503, "temporarily_unavailable");
    assertThat(clientCredentials()).isEqualTo("oauth.temporarily_unavailable");
    Answer health = get("/actuator/health");
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.body()).contains("\"UNKNOWN\"", "\"failure\":\"http.503\"");
    SCENE.provider.faults().clear();
    assertThat(clientCredentials()).isEqualTo("none");
    assertThat(get("/actuator/health").body()).contains("\"crossauth\"").doesNotContain("UNKNOWN");
  }

  /** Asks for a token; the code of the failure. */
  private static String clientCredentials() {
    try {
      var unused = app.context().getBean(OAuthClients.class).get("shop").clientCredentialsFlow();
      return "none";
    } catch (io.crossauth.error.CrossauthException e) {
      return e.code();
    }
  }

  @Test
  @DisplayName("the check of a provider is made on demand, and asked of nobody else")
  void check_is_made_on_demand() {
    int requests = SCENE.provider.requests().size();
    assertThat(get("/actuator/crossauth").body()).contains("\"shop\"");
    assertThat(SCENE.provider.requests()).hasSize(requests);
    Answer checked = get("/actuator/crossauth/shop");
    assertThat(checked.status()).isEqualTo(200);
    assertThat(checked.body()).contains("\"checked\":true", "\"findings\":[{");
    assertThat(SCENE.provider.requests().size()).isGreaterThan(requests);
    assertThat(get("/actuator/crossauth/other").status()).isEqualTo(404);
  }

  @Test
  @DisplayName("W-18: each token request is observed: grant, client, outcome, error, and no more")
  void token_requests_are_observed() {
    Seen seen = app.context().getBean(Seen.class);
    assertThat(clientCredentials()).isEqualTo("none");
    assertThat(seen.last())
        .containsExactly(
            Map.entry("client", "shop"),
            Map.entry("code", "none"),
            Map.entry("grant", "client_credentials"),
            Map.entry("outcome", "success"));
    SCENE.provider.faults().at(Endpoint.TOKEN).error(401, "invalid_client");
    assertThat(clientCredentials()).isEqualTo("oauth.invalid_client");
    assertThat(seen.last())
        .containsEntry("outcome", "refused")
        .containsEntry("code", "oauth.invalid_client");
    List<Observation.Context> all = seen.tokens();
    assertThat(all.get(all.size() - 1).getError()).hasMessage("oauth.invalid_client");
    SCENE.provider.faults().clear();
  }

  @Test
  @DisplayName("W-18: meters and spans show no secret, no token and no person, and few values")
  void meters_show_no_secret_and_few_values() {
    Seen seen = app.context().getBean(Seen.class);
    RawBrowser alice = app.browser();
    SCENE.login(alice, "/mine");
    assertThat(seen.last()).containsEntry("grant", "authorization_code");
    for (int i = 0; i < 30; i++) {
      SCENE.provider.faults().at(Endpoint.TOKEN).error(400, "word_" + i);
      assertThat(clientCredentials()).startsWith("oauth.");
    }
    SCENE.provider.faults().clear();
    List<String> shown = new ArrayList<>();
    for (Observation.Context context : seen.tokens()) {
      context.getAllKeyValues().forEach(value -> shown.add(value.toString()));
      shown.add(context.getContextualName() + " " + context.getError());
    }
    TreeSet<String> values = new TreeSet<>();
    MeterRegistry meters = app.context().getBean(MeterRegistry.class);
    for (Meter meter : meters.getMeters()) {
      if (meter.getId().getName().startsWith("crossauth.token")) {
        meter.getId().getTags().forEach(tag -> values.add(tag.getKey() + "=" + tag.getValue()));
      }
    }
    assertThat(values)
        .contains("client=shop", "grant=client_credentials", "outcome=success", "code=oauth.other")
        .hasSizeLessThan(20);
    shown.addAll(values);
    assertThat(String.join("\n", shown))
        .doesNotContain(TestClients.SECRET, TestUsers.ALICE, "eyJ", "word_", "code_verifier");
  }
}
