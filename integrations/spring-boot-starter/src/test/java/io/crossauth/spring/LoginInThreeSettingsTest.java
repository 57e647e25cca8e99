package io.crossauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.servlet.testing.Answer;
import io.crossauth.servlet.testing.RawBrowser;
import java.security.Principal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@DisplayName("From an empty application to a login")
class LoginInThreeSettingsTest {

  private final Scene scene = new Scene();

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  /** What the generator of Spring Boot makes, without a line of ours. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Empty {}

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Shop.class)
  static class WithPage {}

  @RestController
  static class Shop {

    @GetMapping("/orders")
    String orders(Principal person) {
      return "orders of " + person.getName();
    }
  }

  @Test
  @DisplayName("are three settings and no class")
  void three_settings() {
    assertThat(scene.client()).hasSize(3);
    Scene.App app = scene.start(Empty.class, scene.client());
    RawBrowser browser = app.browser();

    Answer refused = browser.visit("/");
    assertThat(refused.status()).isEqualTo(303);
    assertThat(refused.header("location")).startsWith("/login");

    scene.login(browser, "/");
    Answer session = browser.script("GET", "/session");
    assertThat(session.status()).as(session.body()).isEqualTo(200);
    assertThat(session.body()).contains("\"sub\"");
  }

  @Test
  @DisplayName("lead to a page of the application that knows who is there")
  void a_page_knows_who_is_there() {
    Scene.App app = scene.start(WithPage.class, scene.client());
    RawBrowser browser = app.browser();

    scene.login(browser, "/orders");

    Answer page = browser.visit("/orders");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).startsWith("orders of ").hasSizeGreaterThan("orders of ".length());
  }
}
