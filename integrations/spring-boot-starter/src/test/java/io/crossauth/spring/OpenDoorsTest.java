package io.crossauth.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.servlet.testing.Answer;
import io.crossauth.servlet.testing.RawBrowser;
import io.crossauth.testkit.TestClients;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@Timeout(180)
@Tag("each-boot")
@DisplayName("A door that looks closed")
class OpenDoorsTest {

  private static final String JSON = "Accept: application/json";
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  private final Scene scene = new Scene();

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Pages.class)
  static class Application {}

  @RestController
  static class Pages {

    @GetMapping("/page")
    String page() {
      return "for people who are logged in";
    }
  }

  private RawBrowser actuator(String... settings) {
    Map<String, String> all = scene.clientAnd(settings);
    all.put("management.server.port", "0");
    all.put("management.endpoints.web.exposure.include", "*");
    all.put("management.health.redis.enabled", "false");
    Scene.App app = scene.start(Application.class, all);
    assertThat(app.browser().send("GET", "/actuator/env", JSON).status()).isIn(401, 404);
    return new RawBrowser(
        Integer.parseInt(app.context().getEnvironment().getProperty("local.management.port", "")));
  }

  @Test
  @DisplayName(
      "Actuator on a port of its own, where no filter of ours is, is open for health alone")
  void actuator_on_a_port_of_its_own() {
    RawBrowser browser = actuator("management.endpoint.health.probes.enabled=true");

    for (String path : new String[] {"/actuator", "/actuator/env", "/actuator/healthy"}) {
      Answer answer = browser.send("GET", path, JSON);
      assertThat(answer.status()).as(path).isEqualTo(401);
      assertThat(answer.body()).isEmpty();
    }
    assertThat(browser.visit("/actuator/beans").status()).as("no login is here").isEqualTo(401);
    assertThat(browser.send("GET", "/actuator/health", JSON).status()).isEqualTo(200);
    assertThat(browser.send("GET", "/actuator/health/liveness", JSON).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("Actuator on a port of its own: health is open where it has been moved to")
  void health_that_was_moved() {
    RawBrowser browser =
        actuator(
            "management.endpoints.web.base-path=/",
            "management.endpoints.web.path-mapping.health=live");

    assertThat(browser.send("GET", "/live", JSON).status()).isEqualTo(200);
    assertThat(browser.send("GET", "/env", JSON).status()).isEqualTo(401);
  }

  @Test
  @DisplayName("no value of ours that is secret is shown by Actuator, even where values are")
  void secrets_in_actuator() {
    Map<String, String> all = scene.clientAnd("crossauth.sealing-keys=" + KEY);
    all.put("crossauth.web.open", "/actuator/*");
    all.put("management.endpoints.web.exposure.include", "*");
    all.put("management.endpoint.env.show-values", "always");
    all.put("management.endpoint.configprops.show-values", "always");
    RawBrowser browser = scene.start(Application.class, all).browser();

    for (String endpoint : new String[] {"env", "configprops"}) {
      Answer shown = browser.send("GET", "/actuator/" + endpoint, JSON);
      assertThat(shown.status()).isEqualTo(200);
      assertThat(shown.body())
          .contains(TestClients.CONFIDENTIAL)
          .doesNotContain(TestClients.SECRET, KEY);
    }
  }

  @Test
  @DisplayName("a path that no filter of ours is mapped to is closed, as Spring Security has it")
  void paths_outside_of_the_filter() {
    Map<String, String> all =
        Scene.settings(
            "crossauth.resource.issuer=" + scene.provider.issuer(),
            "crossauth.resource.audience=" + TestClients.AUDIENCE,
            "crossauth.resource.filter=true",
            "crossauth.resource.paths=/api/*,/inside",
            "crossauth.resource.open=/api/open",
            "management.endpoints.web.exposure.include=*");
    RawBrowser browser = scene.start(Application.class, all).browser();

    for (String path : new String[] {"/page", "/actuator/env", "/apis", "/inside/page", "/"}) {
      assertThat(browser.send("GET", path, JSON).status()).as(path).isEqualTo(401);
    }
    assertThat(browser.send("GET", "/api/open", JSON).status())
        .as("open by its rule, and not found; the page of the error is not refused")
        .isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"crossauth.web.protect=/*", "crossauth.web.enabled=true"})
  @DisplayName("a login filter for WebFlux, which has none, ends the start")
  void login_filter_for_webflux(String setting) {
    Map<String, String> all = scene.clientAnd(setting);
    all.put("spring.main.web-application-type", "reactive");

    assertThatThrownBy(() -> scene.start(Application.class, all))
        .rootCause()
        .hasMessageStartingWith("crossauth.web: expected an application on servlets");
  }

  @Test
  @DisplayName("a WebFlux application that only has a client starts")
  void client_for_webflux() {
    Map<String, String> all = scene.clientAnd("spring.main.web-application-type=reactive");

    assertThat(scene.start(Application.class, all).context().isRunning()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"servlet", "reactive"})
  @DisplayName("rules for methods beside a filter that changes the method end the start")
  void methods_that_are_changed(String type) {
    Map<String, String> all =
        Scene.settings(
            "crossauth.resource.issuer=" + scene.provider.issuer(),
            "crossauth.resource.audience=" + TestClients.AUDIENCE,
            "crossauth.resource.rules.read.path=/orders",
            "spring.main.web-application-type=" + type,
            "spring.mvc.hiddenmethod.filter.enabled=true",
            "spring.webflux.hiddenmethod.filter.enabled=true");
    assertThat(scene.start(Application.class, all).context().isRunning()).as("no method").isTrue();
    all.put("crossauth.resource.rules.read.method", "POST");

    assertThatThrownBy(() -> scene.start(Application.class, all))
        .rootCause()
        .hasMessageStartingWith("crossauth.resource.rules.read.method: expected")
        .hasMessageContaining("HiddenHttpMethodFilter");
  }
}
