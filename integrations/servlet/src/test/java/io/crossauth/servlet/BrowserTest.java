package io.crossauth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.servlet.testing.Container;
import io.crossauth.servlet.testing.Scene;
import io.crossauth.servlet.testing.WebBrowser;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.provider.Endpoint;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The application is at {@code localhost}, the provider at {@code 127.0.0.1}: two sites. */
@DisplayName("In a browser, a login")
class BrowserTest {

  private static WebBrowser browser;

  private final Scene scene = new Scene();
  private String base = "";

  @BeforeAll
  static void open() {
    browser = WebBrowser.open();
  }

  @AfterEach
  void close() throws Exception {
    browser.forget();
    scene.close();
  }

  @AfterAll
  static void say() {
    System.out.println(
        "browser: " + browser.name() + ", " + browser.checkedByHeader() + " checks by header");
    browser.close();
  }

  private void start(Container container, UnaryOperator<LoginFilterBuilder> settings) {
    Scene.Late late = new Scene.Late();
    Container.Running running = container.start("", late, new Shop());
    scene.closing(running);
    OAuthClient client = scene.client(UnaryOperator.identity());
    scene.closing(client);
    base = "http://localhost:" + running.port();
    late.become(
        settings
            .apply(
                LoginFilter.builder(client, URI.create(base), scene.key)
                    .platform(scene.platform)
                    .protect("/account/*"))
            .build());
  }

  /** A page with a form to log out by. */
  private static final class Shop extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType("text/html;charset=UTF-8");
      String who = request.getRemoteUser() == null ? "nobody" : "somebody";
      String form =
          WebSession.of(request)
              .map(
                  session ->
                      "<form method=post action=/logout><input type=hidden name=form_token value="
                          + session.formToken().reveal()
                          + "><button id=logout>Log out</button></form>")
              .orElse("");
      response
          .getWriter()
          .print(
              "<!DOCTYPE html><title>Shop</title><p>Shop "
                  + request.getRequestURI()
                  + " for "
                  + who
                  + "</p>"
                  + form);
    }
  }

  private void logIn() {
    browser.logIn(TestUsers.ALICE, TestUsers.password(TestUsers.ALICE));
  }

  @ParameterizedTest
  @EnumSource
  void ends_at_the_page_that_was_asked_for(Container container) {
    start(container, b -> b);

    browser.go(base + "/account/orders?page=2");
    logIn();
    browser.textWith("Shop /account/orders for somebody");

    assertThat(browser.address()).isEqualTo(base + "/account/orders?page=2");
    assertThat(browser.cookiesOfScripts()).as("what scripts read").isEmpty();
    assertThat(browser.statusForScript("/session")).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void by_form_post_across_sites_ends_well(Container container) {
    start(container, b -> b.login(LoginOptions.scopes("openid").withResponseMode("form_post")));

    browser.go(base + "/account");
    logIn();

    browser.textWith("Shop /account for somebody");
  }

  @ParameterizedTest
  @EnumSource
  void goes_on_in_two_tabs_after_back_and_after_reload(Container container) {
    start(container, b -> b);
    browser.go(base + "/account/one");
    browser.newTab();
    browser.go(base + "/account/two");
    logIn();
    browser.textWith("Shop /account/two for somebody");

    browser.firstTab();
    logIn();
    browser.textWith("Shop /account/one for somebody");
    browser.reload();
    browser.textWith("Shop /account/one for somebody");
    browser.go(base + "/account/three");
    browser.back();
    browser.textWith("Shop /account/one for somebody");
  }

  @ParameterizedTest
  @EnumSource
  void is_over_after_the_logout_on_the_way_back_too(Container container) {
    start(container, b -> b.afterwards("/", "/bye"));
    browser.go(base + "/account");
    logIn();
    browser.textWith("Shop /account for somebody");

    browser.click("logout");
    browser.textWith("Shop /bye for nobody");
    assertThat(browser.statusForScript("/session")).isEqualTo(401);
    browser.go(base + "/account");

    assertThat(browser.address()).contains("127.0.0.1");
  }

  @ParameterizedTest
  @EnumSource
  void that_ends_while_a_page_is_open_is_told_to_its_script(Container container) {
    start(container, b -> b);
    browser.go(base + "/account");
    logIn();
    browser.textWith("for somebody");
    assertThat(browser.statusForScript("/session")).isEqualTo(200);

    scene.time.advance(Duration.ofMinutes(31));

    assertThat(browser.statusForScript("/session")).isEqualTo(401);
    browser.reload();
    browser.textWith("Shop /account for somebody");
    assertThat(scene.provider.count(Endpoint.AUTHORIZATION))
        .as("logins; the second one without a password")
        .isEqualTo(2);
  }
}
