package io.crossauth.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.servlet.testing.Answer;
import io.crossauth.servlet.testing.RawBrowser;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.tokenconsumer.ClaimRule;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.VerifiedToken;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@Timeout(180)
@DisplayName("A WebFlux application")
class ReactiveApplicationTest {

  private static final List<String> CHECKED_ON = new CopyOnWriteArrayList<>();

  private final Scene scene = new Scene();

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  /** Checks as ever, and notes on which threads. */
  @Configuration(proxyBeanMethods = false)
  static class Watched {

    @Bean
    OAuthTokenConsumer consumer(@Value("${crossauth.resource.issuer}") String issuer) {
      return OAuthTokenConsumer.builder(issuer)
          .audience(TestClients.AUDIENCE)
          .accessTokenRule(
              token -> {
                CHECKED_ON.add(Thread.currentThread().getName());
                return ClaimRule.Verdict.accepted();
              })
          .build();
    }
  }

  @RestController
  static class Orders {

    @GetMapping("/orders")
    Mono<String> orders(Principal who) {
      return Mono.deferContextual(
          context ->
              Mono.just(
                  who.getName()
                      + (context.hasKey(VerifiedToken.class) ? " with a token" : " by Spring")));
    }

    @GetMapping("/open")
    Mono<String> open() {
      return Mono.just("for everybody");
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({Orders.class, Watched.class})
  static class OurFilter {

    @Bean
    SecurityWebFilterChain none() {
      return new MatcherSecurityWebFilterChain(
          exchange -> MatchResult.notMatch(), List.of((e, chain) -> chain.filter(e)));
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({Orders.class, Watched.class})
  static class SpringSecurity {}

  private RawBrowser start(Class<?> application, String... settings) {
    Map<String, String> all = new LinkedHashMap<>(Scene.settings(settings));
    all.put("spring.main.web-application-type", "reactive");
    all.put("crossauth.resource.issuer", scene.provider.issuer().toString());
    all.put("crossauth.resource.audience", TestClients.AUDIENCE);
    CHECKED_ON.clear();
    return scene.start(application, all).browser();
  }

  private TokenDraft token() {
    return scene.provider.mint().withAudience(TestClients.AUDIENCE).accessToken();
  }

  private static Answer get(RawBrowser browser, String target, TokenDraft token) {
    return browser.send("GET", target, "Authorization: Bearer " + token.compact());
  }

  @Test
  @Tag("each-boot")
  @DisplayName("W-01: reactive: our filter lets tokens pass by rules, off the event loops")
  void our_filter_lets_tokens_pass_by_rules() {
    RawBrowser browser =
        start(
            OurFilter.class,
            "crossauth.resource.rules.all.path=/orders/**",
            "crossauth.resource.rules.all.scope=openid",
            "crossauth.resource.rules.admin.path=/admin",
            "crossauth.resource.rules.admin.scope=admin",
            "crossauth.resource.open=/open");
    Answer good = get(browser, "/orders", token().claim("sub", "alice"));
    assertThat(good.status()).isEqualTo(200);
    assertThat(good.body()).isEqualTo("alice with a token");
    assertThat(get(browser, "/admin", token()).status()).isEqualTo(403);
    assertThat(browser.send("GET", "/open").body()).isEqualTo("for everybody");
    Answer none = browser.send("GET", "/orders");
    assertThat(none.status()).isEqualTo(401);
    assertThat(none.header("www-authenticate")).startsWith("Bearer");
    assertThat(none.header("content-type")).isEqualTo("application/problem+json");
    Answer spoiled = get(browser, "/orders", token().claim("aud", "another"));
    assertThat(spoiled.status()).isEqualTo(401);
    assertThat(spoiled.header("www-authenticate")).contains("invalid_token");
    assertThat(browser.send("GET", "/elsewhere").status()).isEqualTo(404);
    assertThat(browser.send("POST", "/open").status()).isEqualTo(405);
    for (String trick :
        List.of(
            "//orders", "/open/../orders", "/open/%2e%2e/orders", "/%6frders;a=b", "/open%2f")) {
      assertThat(browser.send("GET", trick).status()).as(trick).isEqualTo(400);
    }
    assertThat(browser.send("GET", "/%6frders").status()).isEqualTo(401);
    assertThat(CHECKED_ON).isNotEmpty().allMatch(ReactiveApplicationTest::mayWait);
  }

  @Test
  @DisplayName(
      "W-01: reactive: Spring Security's resource server has our checks, off the event loops")
  void spring_security_has_our_checks() {
    RawBrowser browser = start(SpringSecurity.class);
    Answer good = get(browser, "/orders", token().claim("sub", "alice"));
    assertThat(good.status()).isEqualTo(200);
    assertThat(good.body()).isEqualTo("alice by Spring");
    assertThat(browser.send("GET", "/orders").status()).isEqualTo(401);
    Answer spoiled = get(browser, "/orders", token().claim("aud", "another"));
    assertThat(spoiled.status()).isEqualTo(401);
    assertThat(spoiled.header("www-authenticate")).contains("invalid_token");
    assertThat(CHECKED_ON).isNotEmpty().allMatch(ReactiveApplicationTest::mayWait);
  }

  @Test
  @DisplayName("keys that cannot be had are 503 with Retry-After, never 401")
  void outage_is_no_refusal() {
    scene.provider.faults().at(Endpoint.JWKS).error(500, "server_error");
    RawBrowser browser = start(OurFilter.class, "crossauth.resource.rules.all.path=/orders");
    Answer outage = get(browser, "/orders", token());
    assertThat(outage.status()).isEqualTo(503);
    assertThat(outage.header("retry-after")).isEqualTo("5");
  }

  /** Whichever server it is, Netty or Tomcat. */
  private static boolean mayWait(String thread) {
    return thread.startsWith("boundedElastic");
  }
}
