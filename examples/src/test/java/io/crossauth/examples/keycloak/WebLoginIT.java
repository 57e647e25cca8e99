package io.crossauth.examples.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.crossauth.client.OAuthClient;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.servlet.ApiRoute;
import io.crossauth.servlet.LoginFilter;
import io.crossauth.servlet.testing.Container;
import io.crossauth.servlet.testing.Scene;
import io.crossauth.servlet.testing.WebBrowser;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.keycloak.KeycloakServer;
import io.crossauth.testkit.keycloak.WithKeycloak;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** People log in to a web application with a real Keycloak, by a browser. */
@WithKeycloak
class WebLoginIT {

  private final KeycloakServer keycloak;

  WebLoginIT(KeycloakServer keycloak) {
    this.keycloak = keycloak;
  }

  /** A page that says who is there. */
  private static final class Shop extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType("text/html;charset=UTF-8");
      String who = request.getRemoteUser() == null ? "nobody" : "somebody";
      response
          .getWriter()
          .print(
              "<!DOCTYPE html><title>Shop</title><p>Shop "
                  + request.getRequestURI()
                  + " for "
                  + who
                  + "</p>");
    }
  }

  @DisplayName("W-07: BFF login on Jetty 12 and Tomcat 11 against Keycloak, by browser")
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void logsInByBrowser(Container container) {
    Scene.Late late = new Scene.Late();
    try (ApacheHttpTransport patient =
            ApacheHttpTransport.builder()
                .responseTimeout(Duration.ofMinutes(1))
                .callTimeout(Duration.ofMinutes(1))
                .build();
        FaultServer api = FaultServer.start();
        Container.Running running = container.start("", late, new Shop());
        WebBrowser browser = WebBrowser.open()) {
      api.always(Reply.json("{}"));
      String base = "http://localhost:" + running.port();
      OAuthClient client =
          OAuthClient.builder(keycloak.issuer().toString())
              .clientId(registered(base))
              .clientSecret(Secret.of("web-secret"))
              .transport(patient)
              .build();
      late.become(
          LoginFilter.builder(client, URI.create(base), SealingKey.ephemeral())
              .protect("/account/*")
              .routes(ApiRoute.of("/api", api.uri("/v1"), "GET"))
              .build());

      browser.go(base + "/account");
      browser.logIn(TestUsers.ALICE, TestUsers.password(TestUsers.ALICE));
      browser.textWith("Shop /account for somebody");

      assertThat(browser.statusForScript("/session")).isEqualTo(200);
      assertThat(browser.statusForScript("/api/x")).isEqualTo(200);
      assertThat(api.requests().get(0).header("Authorization").orElse("")).startsWith("Bearer eyJ");
      assertThat(api.requests().get(0).header("Cookie")).isEmpty();
      System.out.println(
          "browser: " + browser.name() + ", " + browser.checkedByHeader() + " checks by header");
      client.close();
    }
  }

  private String registered(String base) {
    String id = "web-" + base.replaceAll("\\D", "");
    keycloak.administer(
        "POST",
        "/clients",
        JSONObjectUtils.toJSONString(
            Map.of(
                "clientId",
                id,
                "enabled",
                true,
                "publicClient",
                false,
                "secret",
                "web-secret",
                "standardFlowEnabled",
                true,
                "redirectUris",
                List.of(base + "/*"))));
    return id;
  }
}
