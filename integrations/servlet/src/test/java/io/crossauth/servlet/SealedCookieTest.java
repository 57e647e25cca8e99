package io.crossauth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.session.SessionIndex;
import io.crossauth.servlet.testing.Answer;
import io.crossauth.servlet.testing.Container;
import io.crossauth.servlet.testing.RawBrowser;
import io.crossauth.servlet.testing.Scene;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.value.SealingKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A session in sealed cookies")
class SealedCookieTest {

  private static final String FIRST = "__Host-Http-session-0";
  private static final String SECOND = "__Host-Http-session-1";

  private final Scene scene = new Scene();

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  private Scene.App start(Container container) {
    return scene.start(container, builder -> builder.protect("/account/*").sealedCookies());
  }

  private void largeTokens() {
    scene.seen(token -> token.claim("padding", "x".repeat(1_500)));
  }

  @ParameterizedTest
  @EnumSource
  void is_in_chunks_that_browsers_keep(Container container) {
    largeTokens();
    RawBrowser browser = start(container).browser();

    Answer landing = scene.login(browser);

    assertThat(landing.all("set-cookie"))
        .filteredOn(field -> field.startsWith("__Host-Http-session-") && !field.contains("login"))
        .hasSize(2)
        .allSatisfy(
            field ->
                assertThat(field)
                    .hasSizeLessThanOrEqualTo(4_096)
                    .endsWith("; Path=/; Secure; HttpOnly; SameSite=Strict"));
    assertThat(browser.cookies().toString()).hasSizeLessThan(6 * 1024 + 100);
    assertThat(browser.visit("/account").body()).doesNotContain("nobody");
    assertThat(browser.script("GET", "/session").body()).contains("\"sub\"");
  }

  @Test
  void opens_only_as_it_was_sealed() {
    largeTokens();
    RawBrowser browser = start(Container.JETTY).browser();
    scene.login(browser);
    Map<String, String> one = new HashMap<>(browser.cookies());
    scene.login(browser);
    Map<String, String> two = new HashMap<>(browser.cookies());

    assertThat(status(browser, one.get(FIRST), one.get(SECOND))).isEqualTo(200);
    assertThat(status(browser, two.get(FIRST), two.get(SECOND))).isEqualTo(200);
    assertThat(status(browser, one.get(FIRST), two.get(SECOND))).as("two sealings").isEqualTo(303);
    assertThat(status(browser, one.get(SECOND), one.get(FIRST))).as("turned round").isEqualTo(303);
    assertThat(status(browser, one.get(FIRST), null)).as("half").isEqualTo(303);
    assertThat(status(browser, null, one.get(SECOND))).as("the other half").isEqualTo(303);
    assertThat(status(browser, one.get(FIRST), one.get(FIRST))).isEqualTo(303);
    assertThat(status(browser, one.get(FIRST) + "A", one.get(SECOND))).isEqualTo(303);
  }

  private static int status(RawBrowser browser, String first, String second) {
    browser.cookies().clear();
    if (first != null) {
      browser.cookies().put(FIRST, first);
    }
    if (second != null) {
      browser.cookies().put(SECOND, second);
    }
    return browser.visit("/account").status();
  }

  @Test
  void has_no_refresh_token_and_ends_with_its_access_token() {
    FaultServer api = FaultServer.start();
    scene.closing(api);
    api.always(Reply.of(200));
    Scene.App app =
        scene.start(
            Container.JETTY,
            b ->
                b.protect("/account/*")
                    .sealedCookies()
                    .routes(ApiRoute.of("/api", api.uri(""), "GET")));
    RawBrowser browser = app.browser();
    scene.login(browser);
    assertThat(browser.script("GET", "/api/x").status()).isEqualTo(200);

    scene.time.advance(Duration.ofMinutes(10));

    assertThat(browser.script("GET", "/api/x").status()).isEqualTo(401);
    assertThat(browser.visit("/account").status()).isEqualTo(303);
  }

  @Test
  void of_tokens_that_are_too_large_does_not_begin() {
    scene.seen(token -> token.claim("padding", "x".repeat(4_000)));
    RawBrowser browser = start(Container.JETTY).browser();

    Answer answer = scene.login(browser);

    assertThat(answer.status()).isEqualTo(500);
    assertThat(browser.cookies()).doesNotContainKey(FIRST);
  }

  @Test
  void ends_by_a_logout_of_the_provider_where_an_index_keeps_what_has_ended() {
    SessionIndex ended = SessionIndex.inMemory();
    Scene.App app = scene.start(Container.JETTY, b -> b.protect("/account/*").sealedCookies(ended));
    RawBrowser browser = app.browser();
    scene.login(browser);
    String token =
        scene
            .provider
            .mint()
            .withClientId(TestClients.CONFIDENTIAL)
            .logoutToken()
            .without("sub")
            .claim("sid", scene.sid())
            .compact();
    assertThat(browser.visit("/account").status()).isEqualTo(200);

    assertThat(app.browser().form("/backchannel-logout", "logout_token=" + token).status())
        .isEqualTo(200);

    assertThat(browser.visit("/account").status()).isEqualTo(303);
    RawBrowser again = app.browser();
    scene.login(again);
    Map<String, String> copy = new HashMap<>(again.cookies());
    assertThat(again.script("POST", "/logout").status()).isEqualTo(200);
    again.cookies().putAll(copy);
    assertThat(again.visit("/account").status()).as("a copy, after the logout").isEqualTo(303);
  }

  @Test
  void of_an_earlier_key_still_opens() {
    SealingKey next = SealingKey.ephemeral();
    Scene.App app = start(Container.JETTY);
    RawBrowser browser = app.browser();
    scene.login(browser);
    Scene.App rotated =
        scene.start(Container.JETTY, next, scene.key, b -> b.protect("/account/*").sealedCookies());
    Scene.App stranger =
        scene.start(Container.JETTY, next, next, b -> b.protect("/account/*").sealedCookies());

    assertThat(browser.at(rotated.port).visit("/account").status()).isEqualTo(200);
    assertThat(browser.at(stranger.port).visit("/account").status()).isEqualTo(303);
  }
}
