package io.crossauth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.TokenStore;
import io.crossauth.servlet.testing.Answer;
import io.crossauth.servlet.testing.BrokenStore;
import io.crossauth.servlet.testing.Container;
import io.crossauth.servlet.testing.RawBrowser;
import io.crossauth.servlet.testing.Scene;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A session")
class SessionTest {

  private static final String COOKIE = "__Host-Http-session";

  private final Scene scene = new Scene();

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  private Scene.App start(Container container) {
    return scene.start(container, builder -> builder.protect("/account/*"));
  }

  @DisplayName("W-11: idle and absolute end; /session has no token")
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void ends_when_it_rests_and_when_its_day_is_over(Container container) {
    RawBrowser browser = start(container).browser();
    scene.login(browser);
    Answer seen = browser.script("GET", "/session");
    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.body())
        .contains("\"sub\":")
        .contains("\"expires_in\":28800")
        .contains("\"idle_in\":1800")
        .doesNotContain("eyJ")
        .doesNotContain("access_token")
        .doesNotContain("refresh_token")
        .doesNotContain("id_token")
        .doesNotContain("nonce")
        .doesNotContain(browser.cookies().get(COOKIE));

    scene.time.advance(Duration.ofSeconds(1_799));
    assertThat(browser.script("GET", "/session").status())
        .as("just before it is idle")
        .isEqualTo(200);
    scene.time.advance(Duration.ofSeconds(1));
    assertThat(browser.script("GET", "/session").status())
        .as("idle: asking for the session is no use of it")
        .isEqualTo(401);

    scene.login(browser);
    for (int minutes = 0; minutes < 479; minutes++) {
      scene.time.advance(Duration.ofMinutes(1));
      if (minutes % 20 == 0) {
        assertThat(browser.visit("/account").status()).as("minute " + minutes).isEqualTo(200);
      }
    }
    assertThat(browser.visit("/account").status()).isEqualTo(200);
    scene.time.advance(Duration.ofMinutes(1));
    assertThat(browser.visit("/account").status()).as("eight hours are over").isEqualTo(303);
  }

  @Test
  void an_old_copy_of_the_cookie_ends_by_itself_and_not_the_session() {
    Scene.App app = start(Container.JETTY);
    RawBrowser browser = app.browser();
    scene.login(browser);
    RawBrowser thief = browser.at(app.port);
    scene.time.advance(Duration.ofMinutes(20));
    browser.visit("/account");
    scene.time.advance(Duration.ofMinutes(15));

    assertThat(thief.visit("/account").status()).isEqualTo(303);
    assertThat(browser.visit("/account").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void whose_cookie_was_opened_before_is_asked_of_the_store_and_the_clock_again(
      Container container) {
    TokenStore store = TokenStore.inMemory();
    SessionIndex index = SessionIndex.inMemory();
    UnaryOperator<LoginFilterBuilder> shared = b -> b.protect("/account/**").sessions(store, index);
    Scene.App one = scene.start(container, shared);
    Scene.App two = scene.start(container, shared);
    RawBrowser browser = one.browser();
    scene.login(browser);
    RawBrowser copy = browser.at(two.port);
    assertThat(copy.visit("/account/a/b").status()).isEqualTo(200);
    assertThat(copy.visit("/account").status()).as("opened before").isEqualTo(200);

    assertThat(browser.script("POST", "/logout").status()).isEqualTo(200);
    assertThat(copy.visit("/account").status()).as("ended at another node").isEqualTo(303);

    scene.login(browser);
    RawBrowser again = browser.at(two.port);
    assertThat(again.visit("/account").status()).isEqualTo(200);
    scene.time.advance(Duration.ofMinutes(30));
    assertThat(again.visit("/account").status()).as("idle").isEqualTo(303);
  }

  @ParameterizedTest
  @EnumSource
  void needs_its_header_to_be_asked_for(Container container) {
    RawBrowser browser = start(container).browser();
    scene.login(browser);

    assertThat(browser.send("GET", "/session").status()).isEqualTo(403);
    assertThat(browser.send("GET", "/session", "X-Requested-By: ").status()).isEqualTo(403);
    assertThat(
            browser
                .send("GET", "/session", "X-Requested-By: a", "Sec-Fetch-Site: cross-site")
                .status())
        .isEqualTo(403);
    assertThat(
            browser
                .send("GET", "/session", "X-Requested-By: a", "Origin: https://evil.example")
                .status())
        .isEqualTo(403);
    assertThat(browser.script("OPTIONS", "/session").status()).isEqualTo(405);
    assertThat(browser.script("OPTIONS", "/session").headers().keySet())
        .noneMatch(name -> name.startsWith("access-control"));
  }

  @ParameterizedTest
  @EnumSource
  void is_none_for_cookies_that_are_not_ours(Container container) {
    Scene.App app = start(container);
    RawBrowser browser = app.browser();
    scene.login(browser);
    String good = browser.cookies().get(COOKIE);
    Scene.App elsewhere = scene.start(Container.JETTY, b -> b.cookie("other"));
    RawBrowser other = elsewhere.browser();
    scene.login(other);

    for (String cookie :
        List.of(
            "",
            "x",
            good.substring(1),
            good + "A",
            flipped(good),
            "A".repeat(4_097),
            good + "." + good,
            other.cookies().get("__Host-Http-other"))) {
      browser.cookies().put(COOKIE, cookie);
      assertThat(browser.visit("/account").status()).as(cookie).isEqualTo(303);
    }
    browser.cookies().put(COOKIE, good);
    assertThat(browser.visit("/account").status()).isEqualTo(200);
    browser.cookies().remove(COOKIE);
    Answer twice =
        browser.send(
            "GET",
            "/account",
            "Accept: text/html",
            "Cookie: " + COOKIE + "=" + good + "; " + COOKIE + "=" + good);
    assertThat(twice.status()).as("a cookie twice").isEqualTo(303);
  }

  private static String flipped(String text) {
    char c = text.charAt(40);
    return text.substring(0, 40) + (c == 'A' ? 'B' : 'A') + text.substring(41);
  }

  @ParameterizedTest
  @EnumSource
  void whose_store_is_down_is_a_page_that_says_so_and_lasts(Container container) {
    BrokenStore store = new BrokenStore(TokenStore.inMemory());
    Scene.App app =
        scene.start(
            container, b -> b.protect("/account/*").sessions(store, SessionIndex.inMemory()));
    RawBrowser browser = app.browser();
    scene.login(browser);
    store.fail(true);

    Answer page = browser.visit("/account");
    assertThat(page.status()).isEqualTo(503);
    assertThat(page.body()).contains("Nothing is lost").contains("href=\"/account\"");
    assertThat(browser.script("GET", "/session").status()).isEqualTo(503);
    assertThat(browser.script("POST", "/logout").status()).isEqualTo(503);
    Answer login = scene.login(browser);
    assertThat(login.status()).as("a login that cannot be kept").isEqualTo(503);

    store.fail(false);
    assertThat(browser.visit("/account").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void wants_a_better_login_where_a_path_does(Container container) {
    Scene.App app =
        scene.start(
            container,
            b ->
                b.protect("/account/*")
                    .protect(ProtectedPath.of("/account/pay/*").withAcrValues("gold"))
                    .protect(ProtectedPath.of("/account/close").withMaxAge(Duration.ofMinutes(5))));
    RawBrowser browser = app.browser();
    scene.login(browser);
    assertThat(browser.visit("/account").status()).isEqualTo(200);
    assertThat(browser.visit("/account/close").status()).isEqualTo(200);
    scene.time.advance(Duration.ofMinutes(6));

    Answer script = browser.script("GET", "/account/close");
    assertThat(script.status()).isEqualTo(401);
    assertThat(script.body())
        .contains("insufficient_user_authentication")
        .contains("\"max_age\":300")
        .contains("\"login\":\"/login?for=%2Faccount%2Fclose\"");
    Answer old = browser.visit("/account/close");
    assertThat(browser.visit(old.header("location")).header("location")).contains("max_age=300");
    scene.login(browser, old.header("location"), "alice");
    assertThat(browser.visit("/account/close").status()).isEqualTo(200);

    Answer low = browser.visit("/account/pay");
    assertThat(low.status()).isEqualTo(303);
    assertThat(browser.visit(low.header("location")).header("location"))
        .contains("acr_values=gold");
    assertThat(scene.login(browser, low.header("location"), "alice").status())
        .as("the provider gives another context")
        .isEqualTo(400);
    scene.provider.faults().idToken(token -> token.claim("acr", "gold"));
    scene.login(browser, low.header("location"), "alice");
    assertThat(browser.visit("/account/pay").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void is_not_used_by_another_site(Container container) {
    RawBrowser browser = start(container).browser();
    scene.login(browser);

    assertThat(browser.form("/account", "a=b", "Origin: https://evil.example").status())
        .isEqualTo(403);
    assertThat(browser.form("/account", "a=b", "Sec-Fetch-Site: same-site").status())
        .as("a neighbour below the same registrable domain brings Strict cookies")
        .isEqualTo(403);
    assertThat(browser.form("/account", "a=b", "Sec-Fetch-Site: same-origin").status())
        .isEqualTo(200);
    assertThat(browser.form("/open", "a=b", "Sec-Fetch-Site: same-site").body())
        .as("a path that is open is open to others too, without the session")
        .contains("of nobody");
    assertThat(browser.form("/open", "a=b", "Sec-Fetch-Site: same-origin").body())
        .doesNotContain("nobody");
  }

  @Test
  void open_paths_below_protected_ones_are_for_everybody() {
    Scene.App app =
        scene.start(
            Container.JETTY, b -> b.protect("/*").open("/", "/assets/*").protect("/assets/own"));
    assertThat(app.browser().visit("/assets/own/").status()).as("with a slash").isEqualTo(303);
    RawBrowser browser = app.browser();

    assertThat(browser.visit("/").status()).isEqualTo(200);
    assertThat(browser.visit("/assets/a.css").status()).isEqualTo(200);
    assertThat(browser.visit("/assets/own").status()).isEqualTo(303);
    assertThat(browser.visit("/else").status()).isEqualTo(303);
  }

  @ParameterizedTest
  @EnumSource
  void is_not_too_old_for_its_path_when_the_login_is_done(Container container) {
    Scene.App app =
        scene.start(
            container, b -> b.protect(ProtectedPath.of("/close").withMaxAge(Duration.ZERO)));
    RawBrowser browser = app.browser();
    scene.login(browser, browser.visit("/close").header("location"), "alice");
    scene.time.advance(Duration.ofSeconds(30));
    assertThat(browser.visit("/close").status()).as("the way back takes its time").isEqualTo(200);

    scene.time.advance(Duration.ofSeconds(1));
    assertThat(browser.visit("/close").status()).isEqualTo(303);
  }
}
