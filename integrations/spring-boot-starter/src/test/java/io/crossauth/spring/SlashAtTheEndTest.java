package io.crossauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.servlet.testing.RawBrowser;
import io.crossauth.testkit.TestClients;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.reactive.UrlHandlerFilter;

/** An application that takes the slash at the end of a path away, behind our filter. */
@Timeout(180)
@Tag("each-boot")
class SlashAtTheEndTest {

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Orders.class)
  static class Application {

    @Bean
    org.springframework.web.filter.UrlHandlerFilter slashes() {
      return org.springframework.web.filter.UrlHandlerFilter.trailingSlashHandler("/**")
          .wrapRequest()
          .build();
    }

    @Bean
    UrlHandlerFilter reactiveSlashes() {
      return UrlHandlerFilter.trailingSlashHandler("/**").mutateRequest().build();
    }
  }

  @RestController
  static class Orders {

    @GetMapping({"/admin", "/plain", "/own"})
    String found() {
      return "found";
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"servlet", "reactive"})
  @DisplayName("a slash at the end of a path leads round no rule for the path without it")
  void slash_at_the_end(String type) throws Exception {
    try (Scene scene = new Scene()) {
      Map<String, String> settings =
          Scene.settings(
              "crossauth.resource.issuer=" + scene.provider.issuer(),
              "crossauth.resource.audience=" + TestClients.AUDIENCE,
              "crossauth.resource.rules.admin.path=/admin",
              "crossauth.resource.rules.admin.scope=admin",
              "crossauth.resource.rules.own.path=/own",
              "crossauth.resource.rules.own.scope=admin",
              "crossauth.resource.rules.slash.path=/own/",
              "crossauth.resource.rules.all.path=/**",
              "spring.main.web-application-type=" + type);
      RawBrowser browser = scene.start(Application.class, settings).browser();
      String bearer =
          "Authorization: Bearer "
              + scene.provider.mint().withAudience(TestClients.AUDIENCE).accessToken().compact();

      assertThat(browser.send("GET", "/admin", bearer).status()).isEqualTo(403);
      assertThat(browser.send("GET", "/admin/", bearer).status()).isEqualTo(404);
      assertThat(browser.send("GET", "/own/", bearer).status()).as("has a rule").isEqualTo(200);
      assertThat(browser.send("GET", "/plain/", bearer).status()).as("of /**").isEqualTo(200);
    }
  }
}
