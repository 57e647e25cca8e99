package io.crossauth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.TokenStore;
import io.crossauth.servlet.testing.Answer;
import io.crossauth.servlet.testing.BrokenStore;
import io.crossauth.servlet.testing.Container;
import io.crossauth.servlet.testing.RawBrowser;
import io.crossauth.servlet.testing.Scene;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Callback;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.tokenconsumer.OneTimeStore;
import io.crossauth.value.SealingKey;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A logout")
class LogoutTest {

  private static final String COOKIE = "__Host-Http-session";

  private final Scene scene = new Scene();
  private final TokenStore tokens = TokenStore.inMemory();
  private final BrokenStore store = new BrokenStore(tokens);
  private final SessionIndex index = SessionIndex.inMemory();
  private final OneTimeStore once = OneTimeStore.inMemory(scene.platform, 1_000);

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  private Scene.App start(Container container) {
    return scene.start(container, builder -> builder.protect("/account/*"));
  }

  /** A node of an application whose nodes share everything. */
  private Scene.App node(Container container) {
    return scene.start(
        container,
        "",
        b -> b.protect("/account/*").sessions(store, index),
        client -> client.oneTimeStore(once));
  }

  @ParameterizedTest
  @EnumSource
  void by_a_form_ends_the_session_here_and_at_the_provider(Container container) {
    RawBrowser browser = start(container).browser();
    scene.login(browser);
    String old = browser.cookies().get(COOKIE);
    String token = browser.visit("/account").body().replaceAll(".*form_token ", "");

    Answer answer = browser.form("/logout", "form_token=" + token, "Accept: text/html");

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("location"))
        .startsWith(scene.provider.uri(Endpoint.END_SESSION).toString())
        .contains("id_token_hint=eyJ")
        .contains("post_logout_redirect_uri=http%3A%2F%2F127.0.0.1%3A");
    assertThat(answer.cookie(COOKIE + "="))
        .isEqualTo(COOKIE + "=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict");
    browser.cookies().put(COOKIE, old);
    assertThat(browser.visit("/account").status()).as("a copy of the cookie").isEqualTo(303);
  }

  @ParameterizedTest
  @EnumSource
  void needs_a_form_token_or_the_header(Container container) {
    Scene.App app = start(container);
    RawBrowser browser = app.browser();
    scene.login(browser);
    RawBrowser other = app.browser();
    scene.login(other);
    String foreign = other.visit("/account").body().replaceAll(".*form_token ", "");
    String own = browser.visit("/account").body().replaceAll(".*form_token ", "");

    assertThat(browser.form("/logout", "").status()).isEqualTo(403);
    assertThat(browser.form("/logout", "form_token=").status()).isEqualTo(403);
    assertThat(browser.form("/logout", "form_token=" + foreign).status()).isEqualTo(403);
    assertThat(
            browser.form("/logout", "form_token=" + own, "Origin: https://evil.example").status())
        .isEqualTo(403);
    assertThat(browser.send("GET", "/logout").status()).isEqualTo(405);
    assertThat(
            browser
                .sendBody("POST", "/logout", "form_token=" + own, "Content-Type: text/plain")
                .status())
        .isEqualTo(403);
    assertThat(browser.visit("/account").status()).isEqualTo(200);

    Answer elsewhere = app.browser().form("/logout", "", "Sec-Fetch-Site: cross-site");
    assertThat(elsewhere.status()).isEqualTo(403);
    assertThat(elsewhere.all("set-cookie")).as("nothing is taken away by others").isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void by_a_script_tells_it_where_to_go_but_no_token(Container container) {
    RawBrowser browser = start(container).browser();
    scene.login(browser);

    Answer answer = browser.script("POST", "/logout");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"logout\":\"/logout\"}");
    assertThat(answer.cookie(COOKIE + "-logout"))
        .endsWith("; Path=/; Max-Age=60; Secure; HttpOnly; SameSite=Strict");
    Answer next = browser.visit("/logout");

    assertThat(next.status()).isEqualTo(303);
    assertThat(next.header("location")).contains("id_token_hint=eyJ");
    assertThat(browser.cookies()).doesNotContainKey(COOKIE + "-logout");
  }

  @ParameterizedTest
  @EnumSource
  void whose_address_would_be_too_long_posts_a_form(Container container) {
    scene.provider.faults().idToken(token -> token.claim("padding", "<&\"'>".repeat(300)));
    RawBrowser browser = start(container).browser();
    scene.login(browser);
    String token = browser.visit("/account").body().replaceAll(".*form_token ", "");

    Answer answer = browser.form("/logout", "form_token=" + token, "Accept: text/html");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains(
            "<form method=\"post\" action=\"" + scene.provider.uri(Endpoint.END_SESSION) + "\">")
        .contains("name=\"id_token_hint\" value=\"eyJ")
        .contains("name=\"post_logout_redirect_uri\"");
    assertThat(answer.header("content-security-policy")).contains("script-src 'sha256-");
  }

  @ParameterizedTest
  @EnumSource
  void at_a_provider_that_has_none_ends_the_session_here(Container container) {
    scene.provider.faults().at(Endpoint.DISCOVERY).withoutMember("end_session_endpoint");
    RawBrowser browser = start(container).browser();
    scene.login(browser);

    Answer answer = browser.script("POST", "/logout");

    assertThat(answer.body()).isEqualTo("{\"logout\":\"/\"}");
    assertThat(browser.visit("/account").status()).isEqualTo(303);
  }

  @Test
  void revokes_the_refresh_token_where_the_provider_has_no_logout() throws Exception {
    scene.provider.faults().at(Endpoint.DISCOVERY).withoutMember("end_session_endpoint");
    RawBrowser browser = start(Container.JETTY).browser();
    scene.login(browser);
    int before = scene.provider.requests().size();
    browser.script("POST", "/logout");

    scene.provider.awaitRequests(before + 1, Duration.ofSeconds(10));
    assertThat(scene.provider.count(Endpoint.REVOCATION)).isEqualTo(1);
  }

  @Test
  void revokes_nothing_before_the_browser_comes_to_the_logout_of_the_provider() throws Exception {
    RawBrowser browser = start(Container.JETTY).browser();
    scene.login(browser);
    int before = scene.provider.requests().size();
    browser.script("POST", "/logout");

    assertThat(scene.provider.awaitRequests(before + 1, Duration.ofSeconds(1))).isFalse();
  }

  @DisplayName("W-12: back-channel logout on node 1 ends the session on node 2")
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void told_to_one_node_ends_the_session_of_another(Container container) {
    Scene.App one = node(container);
    Scene.App two = node(Container.JETTY);
    RawBrowser browser = two.browser();
    scene.login(browser);
    String sid = scene.sid();
    RawBrowser bystander = two.browser();
    scene.login(bystander, "/login", TestUsers.BOB);

    Answer told = tell(one, logoutToken(sid));

    assertThat(told.status()).isEqualTo(200);
    assertThat(told.header("cache-control")).contains("no-store");
    assertThat(browser.script("GET", "/session").status()).isEqualTo(401);
    assertThat(bystander.script("GET", "/session").status()).isEqualTo(200);
  }

  @Test
  void told_once_more_is_well_received() {
    Scene.App one = node(Container.JETTY);
    RawBrowser browser = one.browser();
    scene.login(browser);
    String token = logoutToken(scene.sid()).compact();

    assertThat(tell(one, token).status()).isEqualTo(200);
    assertThat(tell(one, token).status()).isEqualTo(200);
    assertThat(tell(node(Container.JETTY), token).status()).isEqualTo(200);
  }

  @Test
  void that_fails_for_the_store_may_be_told_again() {
    Scene.App one = node(Container.JETTY);
    RawBrowser browser = one.browser();
    scene.login(browser);
    String token = logoutToken(scene.sid()).compact();
    store.fail(true);

    Answer failed = tell(one, token);
    assertThat(failed.status()).isEqualTo(503);
    store.fail(false);

    assertThat(tell(one, token).status()).isEqualTo(200);
    assertThat(browser.script("GET", "/session").status()).as("it has ended").isEqualTo(401);
  }

  @Test
  void of_a_user_ends_earlier_logins_and_none_that_comes_later() {
    Scene.App one = node(Container.JETTY);
    RawBrowser early = one.browser();
    scene.login(early);
    String sub = sub(early);
    scene.time.advance(Duration.ofSeconds(5));
    TokenDraft token =
        scene
            .provider
            .mint()
            .withClientId(TestClients.CONFIDENTIAL)
            .withSubject(sub)
            .logoutToken()
            .without("sid");
    String compact = token.compact();
    scene.time.advance(Duration.ofSeconds(5));
    RawBrowser late = one.browser();
    scene.login(late);

    assertThat(tell(one, compact).status()).isEqualTo(200);

    assertThat(early.script("GET", "/session").status()).isEqualTo(401);
    assertThat(late.script("GET", "/session").status()).isEqualTo(200);
  }

  @Test
  void told_before_the_session_begins_lets_it_not_begin() throws Exception {
    Scene.App one = node(Container.JETTY);
    RawBrowser browser = one.browser();
    Answer begun = browser.visit("/login");
    Callback callback = scene.atProvider(URI.create(begun.header("location")), TestUsers.ALICE);
    RawBrowser scout = one.browser();
    scene.login(scout);
    scene.time.advance(Duration.ofSeconds(5));
    String token =
        scene
            .provider
            .mint()
            .withClientId(TestClients.CONFIDENTIAL)
            .withSubject(sub(scout))
            .logoutToken()
            .without("sid")
            .compact();
    scene.provider.faults().idToken(t -> t.claim("iat", scene.time.instant().getEpochSecond() - 5));

    assertThat(tell(one, token).status()).isEqualTo(200);
    Answer late = browser.visitFromElsewhere(Scene.target(callback));

    assertThat(late.status()).isEqualTo(401);
    assertThat(browser.cookies()).doesNotContainKey(COOKIE);
    int others = scene.provider.requests().size() - scene.provider.count(Endpoint.REVOCATION);
    boolean unused = scene.provider.awaitRequests(others + 2, Duration.ofSeconds(10));
    assertThat(scene.provider.requests(Endpoint.REVOCATION))
        .extracting(request -> request.formParameter("token").orElse(""))
        .as("the scout's refresh token, and that of the login which came too late")
        .doesNotHaveDuplicates()
        .hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void at_the_provider_does_not_follow_a_further_login_of_the_same_session_there(
      Container container) throws InterruptedException {
    RawBrowser browser = start(container).browser();
    scene.seen(token -> token.claim("sid", "one"));
    scene.login(browser);
    scene.login(browser);
    assertThat(browser.visit("/account").status()).isEqualTo(200);
    scene.seen(token -> token.claim("sid", "two"));
    scene.login(browser);

    int others = scene.provider.requests().size() - scene.provider.count(Endpoint.REVOCATION);
    assertThat(scene.provider.awaitRequests(others + 1, Duration.ofSeconds(30))).isTrue();
    boolean unused = scene.provider.awaitRequests(others + 2, Duration.ofSeconds(1));

    assertThat(scene.provider.count(Endpoint.REVOCATION))
        .as("the second's, which another session replaced; the first's would have ended the second")
        .isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void that_is_none_is_refused(Container container) {
    Scene.App one = node(container);
    RawBrowser browser = one.browser();
    scene.login(browser);
    TokenDraft good = logoutToken(scene.sid());
    RawBrowser provider = one.browser();

    assertThat(tell(one, good.unsigned().compact()).status()).isEqualTo(400);
    assertThat(tell(one, good.claim("nonce", "n")).status()).isEqualTo(400);
    assertThat(tell(one, good.claim("aud", "another")).status()).isEqualTo(400);
    assertThat(tell(one, "").status()).isEqualTo(400);
    assertThat(provider.form("/backchannel-logout", "x=y").status()).isEqualTo(400);
    assertThat(provider.form("/backchannel-logout", "a".repeat(70_000)).status()).isEqualTo(400);
    assertThat(
            provider
                .sendBody(
                    "POST",
                    "/backchannel-logout",
                    "logout_token=" + good.compact(),
                    "Content-Type: application/json")
                .status())
        .isEqualTo(400);
    assertThat(provider.send("GET", "/backchannel-logout").status()).isEqualTo(405);
    assertThat(browser.script("GET", "/session").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void through_the_browser_ends_the_session_that_it_names(Container container) throws Exception {
    Scene.App app = start(container);
    RawBrowser browser = app.browser();
    scene.login(browser);
    String iss = URLEncoder.encode(scene.provider.issuer().toString(), StandardCharsets.UTF_8);
    String sid = scene.sid();

    assertThat(browser.send("GET", "/frontchannel-logout?iss=" + iss + "&sid=x").status())
        .isEqualTo(200);
    assertThat(browser.script("GET", "/session").status()).as("another's").isEqualTo(200);
    assertThat(
            browser
                .send("GET", "/frontchannel-logout?iss=https%3A%2F%2Fe.example&sid=" + sid)
                .status())
        .isEqualTo(400);
    Answer ended = browser.send("GET", "/frontchannel-logout?iss=" + iss + "&sid=" + sid);

    assertThat(ended.status()).isEqualTo(200);
    assertThat(ended.header("content-security-policy"))
        .contains("frame-ancestors http://127.0.0.1:" + scene.provider.issuer().getPort());
    assertThat(ended.find("x-frame-options")).isEmpty();
    assertThat(browser.script("GET", "/session").status()).isEqualTo(401);
    int before = scene.provider.requests().size();
    assertThat(scene.provider.awaitRequests(before + 1, Duration.ofSeconds(1)))
        .as("a revocation in the middle of the provider's logout")
        .isFalse();
    assertThat(scene.provider.count(Endpoint.REVOCATION)).isZero();
  }

  private static String sub(RawBrowser browser) {
    Matcher sub =
        Pattern.compile("\"sub\":\"([^\"]+)\"").matcher(browser.script("GET", "/session").body());
    assertThat(sub.find()).isTrue();
    return sub.group(1);
  }

  private TokenDraft logoutToken(String sid) {
    return scene
        .provider
        .mint()
        .withClientId(TestClients.CONFIDENTIAL)
        .logoutToken()
        .without("sub")
        .claim("sid", sid);
  }

  private static Answer tell(Scene.App app, TokenDraft token) {
    return tell(app, token.compact());
  }

  private static Answer tell(Scene.App app, String token) {
    return app.browser().form("/backchannel-logout", "logout_token=" + token);
  }

  @ParameterizedTest
  @EnumSource
  void takes_a_form_of_a_node_that_has_the_other_key_first(Container container) {
    SealingKey old = SealingKey.ephemeral();
    SealingKey next = SealingKey.ephemeral();
    Scene.App before = scene.start(container, old, next, b -> b.sessions(store, index));
    Scene.App after = scene.start(container, next, old, b -> b.sessions(store, index));
    RawBrowser browser = before.browser();
    scene.login(browser);
    String body = browser.script("GET", "/session").body();
    String token = body.replaceAll(".*\"form_token\":\"([^\"]*)\".*", "$1");
    RawBrowser there = browser.at(after.port);
    String other = there.script("GET", "/session").body();

    assertThat(other).doesNotContain(token);
    assertThat(there.form("/logout", "form_token=" + token + "x").status()).isEqualTo(403);
    assertThat(there.form("/logout", "form_token=" + token).status()).isEqualTo(303);
  }
}
