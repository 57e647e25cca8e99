package io.crossauth.examples.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.crossauth.servlet.testing.WebBrowser;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.keycloak.KeycloakEvent;
import io.crossauth.testkit.keycloak.KeycloakServer;
import io.crossauth.testkit.keycloak.WithKeycloak;
import java.io.IOException;
import java.net.ServerSocket;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sample shop on Spring Boot, with a real Keycloak, by a browser. */
@WithKeycloak
@Timeout(300)
class SpringShopIT {

  private final KeycloakServer keycloak;

  SpringShopIT(KeycloakServer keycloak) {
    this.keycloak = keycloak;
  }

  @Test
  @DisplayName("the shop: a login, an order, a delivery on behalf of the user, a logout")
  void shops() throws IOException {
    allow(TestClients.SHOP, "orders:read", "orders:write");
    allow(TestClients.EXCHANGE, "deliveries:write");
    Instant begun = Instant.now();
    try (ShopProcess shop = start();
        WebBrowser browser = WebBrowser.open()) {
      browser.go(shop.address());
      browser.textWith("Nobody is logged in");

      browser.click("login");
      browser.logIn(TestUsers.ALICE, TestUsers.password(TestUsers.ALICE));
      browser.textWith("Orders of alice");

      browser.click("order");
      browser.textWith("tea: tomorrow, to alice");
      assertThat(exchangesSince(begun)).isPositive();

      browser.go(shop.address());
      browser.textWith("Hello alice");
      browser.click("logout");
      browser.textWith("Nobody is logged in");
      System.out.println("browser: " + browser.name() + ", at the Spring shop");
    }
    assertThat(keycloak.events(begun)).extracting(KeycloakEvent::type).contains("LOGOUT");
  }

  private ShopProcess start() throws IOException {
    return ShopProcess.start(
        Map.of("SHOP_SECRET", TestClients.SECRET, "ORDERS_SECRET", TestClients.SECRET),
        List.of(
            "--server.port=" + freePort(),
            "--spring.main.banner-mode=off",
            "--logging.level.root=warn",
            "--shop.issuer=" + keycloak.issuer(),
            "--shop.client-id=" + TestClients.SHOP,
            "--orders.audience=" + TestClients.AUDIENCE,
            "--orders.client-id=" + TestClients.EXCHANGE,
            "--delivery.audience=" + TestClients.ORDERS));
  }

  /** Its address is in the redirect URI, so it is chosen before. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private long exchangesSince(Instant begun) {
    return keycloak.events(begun).stream()
        .filter(event -> event.type().equals("TOKEN_EXCHANGE"))
        .filter(event -> event.clientId().filter(TestClients.EXCHANGE::equals).isPresent())
        .count();
  }

  /** A realm's file cannot add scopes to those that Keycloak begins with. */
  private void allow(String client, String... scopes) {
    String id = id("/clients?clientId=" + client, "clientId", client).orElseThrow();
    for (String scope : scopes) {
      String scopeId = id("/client-scopes", "name", scope).orElseGet(() -> made(scope));
      keycloak.administer("PUT", "/clients/" + id + "/optional-client-scopes/" + scopeId, "");
    }
  }

  private String made(String scope) {
    Map<String, String> shown = Map.of("include.in.token.scope", "true");
    keycloak.administer(
        "POST",
        "/client-scopes",
        JSONObjectUtils.toJSONString(
            Map.of("name", scope, "protocol", "openid-connect", "attributes", shown)));
    return id("/client-scopes", "name", scope).orElseThrow();
  }

  private Optional<String> id(String path, String member, String value) {
    try {
      return JSONArrayUtils.parse(keycloak.administer("GET", path, "")).stream()
          .map(one -> (Map<?, ?>) one)
          .filter(one -> value.equals(one.get(member)))
          .map(one -> String.valueOf(one.get("id")))
          .findFirst();
    } catch (ParseException e) {
      throw new IllegalStateException("no JSON at " + path, e);
    }
  }
}
