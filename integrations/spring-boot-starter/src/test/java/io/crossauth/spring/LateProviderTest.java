package io.crossauth.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.servlet.testing.Answer;
import io.crossauth.servlet.testing.RawBrowser;
import io.crossauth.testkit.fault.FaultProxy;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A provider that is down while the application starts. */
class LateProviderTest {

  private Scene scene;
  private FaultProxy way;

  @BeforeEach
  void start() {
    scene = new Scene();
    way = FaultProxy.to(scene.provider.issuer());
    way.refuse();
  }

  @AfterEach
  void close() throws Exception {
    way.close();
    scene.close();
  }

  private Map<String, String> settings(String... more) {
    Map<String, String> settings = scene.clientAnd(more);
    settings.put(
        "crossauth.client.shop.auth-server-base-url", way.uri(scene.provider.issuer()).toString());
    return settings;
  }

  @Test
  @DisplayName("W-02: the application starts without the provider, and logs in once it is up")
  void starts_without_the_provider() {
    Scene.App app = scene.start(LoginInThreeSettingsTest.Empty.class, settings());
    assertThat(way.connections()).as("calls of the start").isZero();
    RawBrowser browser = app.browser();
    assertThat(browser.visit("/login").status()).as("while it is down").isEqualTo(503);

    way.pass();

    Answer landed = scene.login(browser, "/login");
    assertThat(landed.status()).as(landed.body()).isEqualTo(200);
    assertThat(browser.script("GET", "/session").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("W-02: with crossauth.eager the start fails, and names the client")
  void eager() {
    assertThatThrownBy(
            () ->
                scene.start(LoginInThreeSettingsTest.Empty.class, settings("crossauth.eager=true")))
        .hasMessageContaining("crossauth.client.shop.issuer")
        .hasMessageContaining("crossauth.eager");
  }
}
