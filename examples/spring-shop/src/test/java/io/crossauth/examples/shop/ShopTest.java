package io.crossauth.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.servlet.testing.Answer;
import io.crossauth.servlet.testing.RawBrowser;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.provider.Endpoint;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The whole shop: pages, orders API and delivery, by HTTP, before a provider of the process. */
class ShopTest {

  private static RunningShop running;

  @BeforeAll
  static void start() throws IOException {
    running = new RunningShop();
  }

  @AfterAll
  static void stop() {
    if (running != null) {
      running.close();
    }
  }

  private final RawBrowser browser = running.browser();

  @Test
  @DisplayName("the front page is for everybody, and shows the way to the login")
  void theFrontPageIsForEverybody() {
    Answer page = browser.visit("/");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("Nobody is logged in", "href=\"/orders\"");
    assertThat(browser.visit("/shop.css").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("whoever goes to the orders is sent to the provider, and comes back logged in")
  void theOrdersWantALogin() {
    assertThat(running.sentTo(browser, "/orders").toString())
        .startsWith(running.provider.issuer().toString())
        .contains("client_id=" + TestClients.SHOP, "code_challenge=", "orders%3Aread");

    running.logIn(browser);

    assertThat(browser.visit("/").body()).contains("Hello alice");
    assertThat(browser.visit("/orders").body()).contains("Orders of alice");
  }

  @Test
  @DisplayName("what the customizers of docs/spring.md set, client and filter do")
  void customizersCount() {
    int before = running.provider.count(Endpoint.USERINFO);
    running.logIn(running.browser());
    assertThat(running.provider.count(Endpoint.USERINFO)).isEqualTo(before + 1);

    assertThat(running.sentTo(browser, "/pay/now").toString())
        .contains("acr_values=gold", "max_age=300");
  }

  @Test
  @DisplayName("what is ordered is kept by the API, and brought on behalf of the user")
  void ordersOnBehalfOfTheUser() {
    running.logIn(browser);
    long before = running.provider.eventCounts().getOrDefault("TOKEN_EXCHANGE", 0L);

    Answer ordered = form("/orders", "item=%3Clamp%3E");

    assertThat(ordered.status()).as(ordered.body()).isEqualTo(303);
    assertThat(browser.visit("/orders").body()).contains("<li>&lt;lamp&gt;: tomorrow, to alice");
    assertThat(running.provider.eventCounts().get("TOKEN_EXCHANGE")).isEqualTo(before + 1);
  }

  @Test
  @DisplayName("another site cannot order with the user's cookies")
  void anotherSiteCannotOrder() {
    running.logIn(browser);

    Answer refused =
        browser.form(
            "/orders",
            "item=bomb",
            "Accept: text/html",
            "Origin: https://evil.example",
            "Sec-Fetch-Mode: navigate",
            "Sec-Fetch-Site: cross-site");

    assertThat(refused.status()).isNotIn(200, 204);
    assertThat(browser.visit("/orders").body()).contains("Orders of").doesNotContain("bomb");
  }

  @Test
  @DisplayName("logged out is logged out, here and at the provider")
  void logsOut() {
    running.logIn(browser);
    String page = browser.visit("/").body();
    String token = page.replaceAll("(?s).*name=\"form_token\" value=\"([^\"]+)\".*", "$1");

    Answer out = form("/logout", "form_token=" + token);

    assertThat(out.status()).as(out.body()).isEqualTo(303);
    assertThat(out.header("location")).startsWith(running.provider.issuer().toString());
    assertThat(browser.visit("/").body()).contains("Nobody is logged in");
  }

  private Answer form(String target, String body) {
    return browser.form(
        target,
        body,
        "Accept: text/html",
        "Origin: " + running.shop.address(),
        "Sec-Fetch-Mode: navigate",
        "Sec-Fetch-Site: same-origin");
  }

  private Answer api(String address, String method, String... headers) {
    RawBrowser program = new RawBrowser(URI.create(address).getPort());
    return program.send(method, URI.create(address).getRawPath() + "?item=x", headers);
  }

  @Test
  @DisplayName("the API reads with orders:read, orders with orders:write, and does nothing without")
  void scopesDecide() {
    String orders = running.shop.orders() + "/orders";
    String reads = "Authorization: Bearer " + running.token("openid", "orders:read");
    String nothing = "Authorization: Bearer " + running.token("openid");

    assertThat(api(orders, "GET").status()).isEqualTo(401);
    assertThat(api(orders, "GET", reads).status()).isEqualTo(200);
    assertThat(api(orders, "GET", nothing).status()).isEqualTo(403);
    Answer refused = api(orders, "POST", reads);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.header("www-authenticate"))
        .contains("insufficient_scope", "scope=\"orders:write\"");
  }

  @Test
  @DisplayName("delivery does not take the shop's own token")
  void deliveryWantsATokenOfItsOwn() {
    String shops = "Authorization: Bearer " + running.token("openid", "orders:write");

    Answer refused = api(running.shop.delivery() + "/deliveries", "POST", shops);

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("www-authenticate")).contains("invalid_token", "wrong audience");
  }
}
