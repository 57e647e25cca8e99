package io.crossauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.servlet.api.TokenPrincipal;
import io.crossauth.servlet.testing.Answer;
import io.crossauth.testkit.fault.FaultProxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** An API without a class of configuration, beside Spring Security. */
class ApiFilterTest {

  private static final String API = "api://orders";

  private final Scene scene = new Scene();

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Orders.class)
  static class Application {}

  @RestController
  static class Orders {

    @GetMapping({"/orders", "/elsewhere", "/account", "/assets/logo"})
    String orders(Authentication who) {
      return who == null ? "nobody" : who.getName() + " " + who.getAuthorities();
    }

    @PostMapping("/orders")
    String order(Authentication who) {
      return ((TokenPrincipal) who.getPrincipal()).token().requireSubject();
    }
  }

  private String bearer(String scope) {
    return "Authorization: Bearer "
        + scene
            .provider
            .mint()
            .accessToken()
            .claim("aud", API)
            .claim("scope", scope)
            .claim("roles", List.of("clerk"))
            .compact();
  }

  private Map<String, String> api(String... more) {
    Map<String, String> settings = Scene.settings(more);
    settings.put("crossauth.resource.issuer", scene.provider.issuer().toString());
    settings.put("crossauth.resource.audience", API);
    return settings;
  }

  @Test
  @DisplayName("by rules, requests pass by their tokens, and Spring Security knows whose they are")
  void by_rules() {
    Scene.App app =
        scene.start(
            Application.class,
            api(
                "crossauth.resource.rules.read.path=/orders",
                "crossauth.resource.rules.read.method=GET",
                "crossauth.resource.rules.read.scope=orders:read",
                "crossauth.resource.rules.write.path=/orders",
                "crossauth.resource.rules.write.method=POST",
                "crossauth.resource.rules.write.scope=orders:write"));
    var caller = app.browser();

    assertThat(caller.send("GET", "/orders").status()).isEqualTo(401);
    assertThat(caller.send("GET", "/orders", bearer("profile")).status()).isEqualTo(403);
    Answer read = caller.send("GET", "/orders", bearer("orders:read"));
    assertThat(read.body()).contains("SCOPE_orders:read", "ROLE_clerk");
    assertThat(caller.form("/orders", "", bearer("orders:write")).status())
        .as("no CSRF token is wanted of a program")
        .isEqualTo(200);
    assertThat(caller.send("GET", "/elsewhere", bearer("orders:read")).status())
        .as("no rule")
        .isEqualTo(404);
  }

  @Test
  @DisplayName("W-04: beside a login and without rules, a token or a session is wanted everywhere")
  void beside_a_login() {
    Map<String, String> settings =
        api("crossauth.web.protect=/account", "crossauth.web.open=/assets/*");
    settings.putAll(scene.client());
    Scene.App app = scene.start(Application.class, settings);
    var caller = app.browser();

    assertThat(caller.send("GET", "/orders").status()).as("nobody").isEqualTo(401);
    assertThat(caller.send("GET", "/orders", bearer("any")).status()).isEqualTo(200);
    assertThat(caller.send("GET", "/assets/logo").status()).as("open").isEqualTo(200);
    scene.login(caller, "/account");
    assertThat(caller.visit("/orders").status()).as("with a session").isEqualTo(200);
  }

  @Test
  @DisplayName("an outage is 503 with Retry-After, where Spring Security checks tokens by us")
  void outage() {
    try (FaultProxy way = FaultProxy.to(scene.provider.issuer())) {
      way.refuse();
      Scene.App app =
          scene.start(
              Application.class,
              api(
                  "crossauth.web.enabled=false",
                  "crossauth.resource.filter=false",
                  "crossauth.resource.auth-server-base-url=" + way.uri(scene.provider.issuer())));
      Answer answer = app.browser().send("GET", "/orders", bearer("any"));

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("retry-after")).isNotEmpty();
    }
  }
}
