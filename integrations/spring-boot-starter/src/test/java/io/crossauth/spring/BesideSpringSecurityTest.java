package io.crossauth.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.crossauth.servlet.WebSession;
import io.crossauth.servlet.testing.Answer;
import io.crossauth.servlet.testing.RawBrowser;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** One chain of Spring Security with its resource server, its form login, and our filter. */
@Tag("each-boot")
class BesideSpringSecurityTest {

  private static final String API = "api://orders";

  private static Scene scene;
  private static Scene.App app;

  @BeforeAll
  static void start() {
    scene = new Scene();
    app =
        scene.start(
            Application.class,
            scene.clientAnd(
                "crossauth.web.protect=/account/*",
                "crossauth.web.endpoints-below=/auth",
                "crossauth.web.roles=sub",
                "crossauth.resource.issuer=" + scene.provider.issuer(),
                "crossauth.resource.audience=" + API));
  }

  @AfterAll
  static void close() throws Exception {
    scene.close();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(Pages.class)
  static class Application {

    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
      return http.with(CrossauthHttpConfigurer.crossauth(), withDefaults())
          .oauth2ResourceServer(api -> api.jwt(withDefaults()))
          .formLogin(withDefaults())
          .authorizeHttpRequests(
              requests ->
                  requests
                      .requestMatchers("/api/**")
                      .hasAuthority("SCOPE_orders:read")
                      .requestMatchers("/public")
                      .permitAll()
                      .anyRequest()
                      .authenticated())
          .build();
    }

    @Bean
    UserDetailsService users() {
      return new InMemoryUserDetailsManager(
          User.withUsername("bob").password("{noop}bobs-password").roles("clerk").build());
    }
  }

  @RestController
  static class Pages {

    @GetMapping({"/api/orders", "/who", "/account/who"})
    String who(Authentication who) {
      return who.getPrincipal().getClass().getSimpleName()
          + " "
          + who.getName()
          + " "
          + who.getAuthorities();
    }

    @GetMapping("/public")
    String open(HttpServletRequest request) {
      return WebSession.of(request).map(WebSession::subject).orElse("nobody");
    }

    @GetMapping("/cart")
    String cart(HttpServletRequest request) {
      return request.getSession().getId();
    }

    @PostMapping("/orders")
    String order() {
      return "ordered";
    }
  }

  private static String token(String scope) {
    return scene.provider.mint().accessToken().claim("aud", API).claim("scope", scope).compact();
  }

  @Test
  @DisplayName("W-01: the same jar starts on this version of Boot")
  void starts() {
    assertThat(SpringBootVersion.getVersion()).isNotEmpty();
    assertThat(app.context().isRunning()).isTrue();
    assertThat(app.browser().visit("/public").body()).isEqualTo("nobody");
  }

  @Test
  @DisplayName("W-04: a bearer token passes by our checks, with its scopes as authorities")
  void bearer_token() {
    Answer passed =
        app.browser()
            .send("GET", "/api/orders", "Authorization: Bearer " + token("orders:read profile"));
    assertThat(passed.status()).as(passed.body()).isEqualTo(200);
    // Jwt on Spring Security 6 and 7.0, JwtAuthenticatedPrincipal on 7.1.
    assertThat(passed.body()).startsWith("Jwt").contains("SCOPE_orders:read", "SCOPE_profile");
  }

  @Test
  @DisplayName("W-04: a bearer token with too little is 403, a bad one is 401 invalid_token")
  void bad_bearer_tokens() {
    RawBrowser caller = app.browser();
    assertThat(
            caller.send("GET", "/api/orders", "Authorization: Bearer " + token("profile")).status())
        .isEqualTo(403);
    String foreign = scene.provider.mint().accessToken().claim("aud", "api://other").compact();
    Answer refused = caller.send("GET", "/api/orders", "Authorization: Bearer " + foreign);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("www-authenticate"))
        .contains("invalid_token")
        .doesNotContain("api://other");
  }

  @Test
  @DisplayName("W-04: a person who is logged in by our filter is Spring Security's user too")
  void session() {
    RawBrowser browser = app.browser();
    scene.login(browser, "/account/who");

    Answer page = browser.visit("/who");
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    assertThat(page.body()).startsWith("WebSession ").contains("SCOPE_openid", "ROLE_");
    assertThat(browser.visit("/public").body()).isNotEqualTo("nobody");
    assertThat(browser.visit("/api/orders").status()).as("without the scope").isEqualTo(403);
  }

  @Test
  @DisplayName("W-04: the user of form login stays who he is")
  void form_login() {
    RawBrowser browser = app.browser();
    Answer form = browser.visit("/login");
    Matcher csrf = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"").matcher(form.body());
    assertThat(csrf.find()).as(form.toString()).isTrue();

    browser.form("/login", "username=bob&password=bobs-password&_csrf=" + csrf.group(1));

    assertThat(browser.visit("/who").body()).startsWith("User bob ").contains("ROLE_clerk");
  }

  @Test
  @DisplayName("W-04: a page without a user leads to a login, a script gets 401")
  void nobody() {
    Answer page = app.browser().visit("/who?x=1");
    assertThat(page.status()).isEqualTo(303);
    assertThat(page.header("location")).isEqualTo("/auth/login?return=%2Fwho%3Fx%3D1");
    assertThat(app.browser().script("GET", "/who").status()).isEqualTo(401);
  }

  @Test
  @DisplayName("W-04: the back channel needs no CSRF token, a form of the application does")
  void csrf() {
    Answer told = app.browser().form("/auth/backchannel-logout", "logout_token=none");
    assertThat(told.status()).as("by its token, not by CSRF").isEqualTo(400);
    RawBrowser browser = app.browser();
    scene.login(browser, "/account/who");
    assertThat(browser.form("/orders", "a=b").status()).isEqualTo(403);
  }

  @Test
  @DisplayName("W-04: a login changes the id of the application's own session")
  void fixation() {
    RawBrowser browser = app.browser();
    scene.login(browser, "/account/who");
    String before = browser.visit("/cart").body();
    assertThat(browser.visit("/cart").body()).as("kept from request to request").isEqualTo(before);

    String callback = scene.atProvider(browser, "/auth/login");
    browser.send("GET", callback, "Accept: text/html");

    assertThat(browser.visit("/cart").body()).isNotEqualTo(before);
  }
}
