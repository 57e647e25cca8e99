package io.crossauth.examples.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.examples.playground.Playground;
import io.crossauth.platform.Platform;
import io.crossauth.servlet.testing.WebBrowser;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.keycloak.KeycloakServer;
import io.crossauth.testkit.keycloak.WithKeycloak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The playground of {@code ./demo --web} with a real Keycloak, by a browser. */
@WithKeycloak
@DisplayName("In the playground at Keycloak")
class PlaygroundIT {

  private static final Path PICTURES =
      Path.of(System.getProperty("basedir", "."), "target", "screenshots");

  private final KeycloakServer keycloak;

  PlaygroundIT(KeycloakServer keycloak) {
    this.keycloak = keycloak;
  }

  @Test
  void a_person_plays() throws IOException {
    try (Playground playground = Playground.start(keycloak, Platform.system(), 0);
        WebBrowser browser = WebBrowser.open()) {
      browser.window(1280, 900, false);
      browser.go(playground.uri().toString());
      browser.click("login");
      browser.logIn(TestUsers.ALICE, TestUsers.password(TestUsers.ALICE));
      assertThat(browser.textWith("Logged in as alice"))
          .contains("api://crossauth", "✓ passed nonce", "orders:read");

      assertThat(pressed(browser, "call-read", "the API answers 200")).contains("✓ let through");
      assertThat(pressed(browser, "call-write", "the API answers 403")).contains("scope.");
      browser.click("more");
      browser.textWith("Logged in as alice");
      assertThat(pressed(browser, "call-write", "the API answers 200")).contains("✓ let through");
      pressed(browser, "call-stolen", "the API answers 200");
      pressed(browser, "try-signature", "token.bad_signature");
      pressed(browser, "try-nonce", "token.wrong_nonce");
      pressed(browser, "try-state", "response.state_mismatch");
      pressed(browser, "call-audience", "token.wrong_audience");
      shoot(browser, "keycloak-bearer-light");

      browser.newTab();
      browser.go(playground.uri() + "dpop/");
      browser.click("login");
      assertThat(browser.textWith("Logged in as alice")).contains("cnf");
      pressed(browser, "call-read", "the API answers 200");
      pressed(browser, "call-stolen", "token.wrong_confirmation");
      shoot(browser, "keycloak-dpop-light");
      browser.click("logout");
      browser.textWith("Nobody is logged in");
      assertThat(browser.source()).doesNotContain("eyJ");

      browser.firstTab();
      if (keycloak.callbackObstacle().isEmpty()) {
        browser.textWith("This session has ended");
        assertThat(browser.textWith("Provider → Application"))
            .contains("/bearer/backchannel-logout 200");
      }
      System.out.println("browser of the playground at Keycloak: " + browser.name());
    }
  }

  private static String pressed(WebBrowser browser, String id, String expected) {
    browser.click(id);
    return browser.textWith(expected);
  }

  private static void shoot(WebBrowser browser, String name) throws IOException {
    Optional<byte[]> picture = browser.picture();
    if (picture.isPresent()) {
      Files.createDirectories(PICTURES);
      Files.write(PICTURES.resolve(name + ".png"), picture.get());
    }
  }
}
