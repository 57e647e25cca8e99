package io.crossauth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.login.LoginOptions;
import io.crossauth.servlet.testing.Answer;
import io.crossauth.servlet.testing.Container;
import io.crossauth.servlet.testing.RawBrowser;
import io.crossauth.servlet.testing.Scene;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Callback;
import io.crossauth.testkit.provider.Endpoint;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A login")
class LoginTest {

  private static final String SESSION = "__Host-Http-session=";

  private final Scene scene = new Scene();

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  private Scene.App start(Container container) {
    return scene.start(container, builder -> builder.protect("/account/*"));
  }

  @ParameterizedTest
  @EnumSource
  void leads_to_the_page_that_was_asked_for(Container container) {
    RawBrowser browser = start(container).browser();

    Answer refused = browser.visit("/account/orders?page=2");
    assertThat(refused.status()).isEqualTo(303);
    assertThat(refused.header("location"))
        .isEqualTo("/login?return=%2Faccount%2Forders%3Fpage%3D2");

    Answer landing = scene.login(browser, refused.header("location"), TestUsers.ALICE);
    assertThat(landing.status()).isEqualTo(200);
    assertThat(landing.body()).contains("content=\"0;url=/account/orders?page=2\"");

    assertThat(browser.visit("/account/orders?page=2").body())
        .startsWith("application GET /account/orders of ")
        .doesNotContain("nobody");
  }

  @DisplayName("W-08: cookie attributes exact; new session id at login")
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void cookies_have_the_exact_attributes(Container container) {
    RawBrowser browser = start(container).browser();
    Answer begun = browser.visit("/login");
    assertThat(begun.all("set-cookie")).hasSize(1);
    assertThat(begun.cookie(""))
        .matches(
            "__Host-Http-session-login-[A-Za-z0-9_-]{43}=[A-Za-z0-9_.-]+; Path=/; Max-Age=600;"
                + " Secure; HttpOnly; SameSite=Lax");

    Answer landing = scene.comeBack(browser, URI.create(begun.header("location")), TestUsers.ALICE);
    assertThat(landing.cookie(SESSION))
        .matches("__Host-Http-session=[A-Za-z0-9_-]+; Path=/; Secure; HttpOnly; SameSite=Strict");
    assertThat(landing.cookie("__Host-Http-session-login-"))
        .endsWith("=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax");
    String first = browser.cookies().get("__Host-Http-session");

    Answer known = browser.visit("/account/x");
    assertThat(known.body()).doesNotContain("nobody");

    scene.login(browser);
    assertThat(browser.cookies().get("__Host-Http-session")).isNotEqualTo(first);
    browser.cookies().put("__Host-Http-session", first);
    assertThat(browser.visit("/account/x").status())
        .as("the session before the second login")
        .isEqualTo(303);
  }

  @ParameterizedTest
  @EnumSource
  void gives_the_sessions_of_the_application_another_id(Container container) {
    RawBrowser browser = start(container).browser();
    Answer remembered = browser.visit("/remember");
    String before = remembered.body().replaceAll(".*JSESSIONID ", "");
    String cookie = remembered.cookie("JSESSIONID").split(";")[0].substring(11);
    Answer begun = browser.visit("/login");
    Callback callback = scene.atProvider(URI.create(begun.header("location")), TestUsers.ALICE);

    browser.cookies().put("JSESSIONID", cookie);
    browser.send("GET", Scene.target(callback), "Accept: text/html");

    assertThat(browser.visit("/").body()).contains("JSESSIONID").doesNotContain(before);
  }

  @ParameterizedTest
  @EnumSource
  void by_form_post_has_a_cookie_for_other_sites(Container container) {
    Scene.App app =
        scene.start(
            container,
            builder ->
                builder
                    .protect("/account/*")
                    .login(LoginOptions.scopes("openid").withResponseMode("form_post")));
    RawBrowser browser = app.browser();

    Answer begun = browser.visit("/login?return=/account");
    assertThat(begun.cookie("")).endsWith("; Secure; HttpOnly; SameSite=None");
    Answer landing = scene.comeBack(browser, URI.create(begun.header("location")), TestUsers.ALICE);

    assertThat(landing.status()).isEqualTo(200);
    assertThat(browser.visit("/account").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void of_two_tabs_both_end_well(Container container) {
    RawBrowser browser = start(container).browser();
    Answer one = browser.visit("/login?return=/one");
    Answer two = browser.visit("/login?return=/two");

    Answer second = scene.comeBack(browser, URI.create(two.header("location")), TestUsers.ALICE);
    Answer first = scene.comeBack(browser, URI.create(one.header("location")), TestUsers.ALICE);

    assertThat(second.body()).contains("url=/two\"");
    assertThat(first.body()).contains("url=/one\"");
  }

  @DisplayName("W-22: hundred logins in one browser leave few cookies")
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void a_hundred_leave_few_cookies(Container container) {
    RawBrowser browser = start(container).browser();
    Answer last = null;
    int largest = 0;
    for (int i = 0; i < 100; i++) {
      last = browser.visit("/login?return=/tab" + i);
      assertThat(last.status()).isEqualTo(303);
      scene.time.advance(Duration.ofSeconds(1));
      largest = Math.max(largest, browser.cookies().toString().length());
    }

    assertThat(browser.cookies()).hasSizeLessThanOrEqualTo(5);
    System.out.println("a hundred logins: " + largest + " characters of cookies at most");
    assertThat(largest).isLessThan(6 * 1024);
    Answer landing = scene.comeBack(browser, URI.create(last.header("location")), TestUsers.ALICE);
    assertThat(landing.body()).contains("url=/tab99\"");
    for (int i = 0; i < 10; i++) {
      scene.login(browser);
    }
    assertThat(browser.cookies()).hasSizeLessThanOrEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource
  void that_comes_back_twice_is_refused_the_second_time(Container container) {
    RawBrowser browser = start(container).browser();
    Answer begun = browser.visit("/login");
    Map<String, String> kept = new HashMap<>(browser.cookies());
    Callback callback = scene.atProvider(URI.create(begun.header("location")), TestUsers.ALICE);
    browser.visitFromElsewhere(Scene.target(callback));

    Answer reload = browser.visitFromElsewhere(Scene.target(callback));
    assertThat(reload.status()).isEqualTo(400);
    browser.cookies().putAll(kept);
    Answer replay = browser.visitFromElsewhere(Scene.target(callback));

    assertThat(replay.status()).isEqualTo(400);
    assertThat(replay.cookie(SESSION)).isEmpty();
    assertThat(scene.provider.count(Endpoint.TOKEN)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void needs_the_cookie_of_the_browser_that_began_it(Container container) {
    Scene.App app = start(container);
    Callback callback =
        scene.atProvider(
            URI.create(app.browser().visit("/login").header("location")), TestUsers.ALICE);
    RawBrowser victim = app.browser();
    victim.visit("/login");

    Answer answer = victim.visitFromElsewhere(Scene.target(callback));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.cookie(SESSION)).isEmpty();
    assertThat(scene.provider.count(Endpoint.TOKEN)).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "/%5cevil.example",
    "/..//evil.example",
    "/%2fevil.example",
    "javascript:alert(1)",
    "/a%0d%0aSet-Cookie:x=1",
    "evil.example",
    "/%09/evil.example",
    "/login?return=/",
    "/%6cogin?return=/account",
    "/session",
    "/frontchannel-logout?iss=x",
    "/logout",
    "@evil.example",
    "/a#b"
  })
  void goes_on_to_a_page_of_this_origin_alone(String wanted) {
    RawBrowser browser = start(Container.JETTY).browser();
    String encoded = java.net.URLEncoder.encode(wanted, java.nio.charset.StandardCharsets.UTF_8);

    Answer landing = scene.login(browser, "/login?return=" + encoded, TestUsers.ALICE);

    assertThat(landing.body()).contains("content=\"0;url=/\"").contains("href=\"/\"");
  }

  @ParameterizedTest
  @EnumSource
  void begins_only_where_a_person_goes_there(Container container) {
    RawBrowser browser = start(container).browser();
    List<Answer> refused = new ArrayList<>();
    refused.add(browser.send("GET", "/login", "Sec-Fetch-Mode: no-cors"));
    refused.add(browser.send("GET", "/login", "Sec-Fetch-Mode: cors"));
    refused.add(
        browser.send("GET", "/login", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"));
    refused.add(browser.send("GET", "/login", "Origin: https://evil.example"));

    assertThat(refused).extracting(Answer::status).containsOnly(403);
    assertThat(refused).allSatisfy(a -> assertThat(a.all("set-cookie")).isEmpty());
    assertThat(browser.send("GET", "/login").status()).isEqualTo(303);
    assertThat(browser.send("POST", "/login").status()).isEqualTo(405);
  }

  @ParameterizedTest
  @EnumSource
  void a_link_from_another_site_is_asked_again_from_here(Container container) {
    RawBrowser browser = start(container).browser();
    scene.login(browser);

    Answer bounce = browser.visitFromElsewhere("/account/a?b=%22c");
    assertThat(bounce.status()).isEqualTo(200);
    assertThat(bounce.body()).contains("content=\"0;url=/account/a?b=%22c\"");
    assertThat(bounce.all("set-cookie")).isEmpty();

    assertThat(browser.visit("/account/a").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void scripts_get_401_with_the_address_of_the_login(Container container) {
    RawBrowser browser = start(container).browser();

    for (Answer answer :
        List.of(
            browser.script("GET", "/account", "Accept: text/html"),
            browser.send("GET", "/account", "Accept: application/json"),
            browser.send("GET", "/account"),
            browser.send("GET", "/account", "Accept: text/html", "Sec-Fetch-Mode: cors"))) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.find("location")).isEmpty();
      assertThat(answer.body()).contains("\"login\":\"/login\"").contains("login_required");
    }
  }

  @ParameterizedTest
  @EnumSource
  void own_answers_are_not_kept_framed_or_told(Container container) {
    RawBrowser browser = start(container).browser();

    for (Answer answer :
        List.of(
            browser.visit("/login"),
            browser.visit("/callback"),
            browser.visit("/account"),
            browser.send("GET", "/session"),
            browser.send("POST", "/logout"))) {
      assertThat(answer.header("cache-control")).isEqualTo("no-store");
      assertThat(answer.header("content-security-policy"))
          .contains("default-src 'none'")
          .contains("frame-ancestors 'none'");
      assertThat(answer.header("x-frame-options")).isEqualTo("DENY");
      assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
      assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_provider_that_is_down_is_a_page_that_says_so(Container container) {
    RawBrowser browser = start(container).browser();
    scene.provider.faults().at(Endpoint.DISCOVERY).error(503, "x");
    Answer down = browser.visit("/login?return=/account");
    assertThat(down.status()).isEqualTo(503);
    assertThat(down.header("retry-after")).isNotEmpty();
    assertThat(down.body()).contains("href=\"/login?return=%2Faccount\"").contains("Reference: ");
    scene.provider.faults().clear();
    scene.time.advance(Duration.ofMinutes(5));
  }

  @ParameterizedTest
  @EnumSource
  void a_token_endpoint_that_is_down_loses_nothing(Container container) {
    RawBrowser browser = start(container).browser();
    Answer begun = browser.visit("/login?return=/account");
    scene.provider.faults().at(Endpoint.TOKEN).error(503, "temporarily_unavailable");

    Answer down = scene.comeBack(browser, URI.create(begun.header("location")), TestUsers.ALICE);

    assertThat(down.status()).isEqualTo(503);
    assertThat(down.body()).contains("/login?return=%2Faccount");
    scene.provider.faults().clear();
    assertThat(scene.login(browser, "/login?return=%2Faccount", TestUsers.ALICE).body())
        .contains("url=/account\"");
  }

  @ParameterizedTest
  @EnumSource
  void what_a_server_said_is_escaped(Container container) {
    RawBrowser browser = start(container).browser();
    String state = state(browser.visit("/login").header("location"));
    String iss =
        java.net.URLEncoder.encode(
            scene.provider.issuer().toString(), java.nio.charset.StandardCharsets.UTF_8);

    Answer refused =
        browser.visitFromElsewhere(
            "/callback?state="
                + state
                + "&iss="
                + iss
                + "&error=access_denied&error_description=%3Cscript%3Ealert(1)%3C/script%3E");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).contains("access_denied").doesNotContain("<script");
  }

  private static String state(String location) {
    Matcher state = Pattern.compile("[?&]state=([^&]+)").matcher(location);
    assertThat(state.find()).isTrue();
    return state.group(1);
  }

  @ParameterizedTest
  @EnumSource
  void below_a_context_path_all_addresses_have_it(Container container) {
    Scene.App app =
        scene.start(container, "/shop", b -> b.protect("/account/*").endpointsBelow("/auth"));
    RawBrowser browser = app.browser();

    Answer refused = browser.visit("/shop/account");
    assertThat(refused.header("location")).isEqualTo("/shop/auth/login?return=%2Fshop%2Faccount");
    Answer landing = scene.login(browser, refused.header("location"), TestUsers.ALICE);

    assertThat(landing.body()).contains("url=/shop/account\"");
    assertThat(browser.visit("/shop/account").status()).isEqualTo(200);
  }
}
