package io.crossauth.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testkit.TestProvider;
import io.crossauth.testkit.keycloak.WithKeycloak;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo against the real Keycloak of the build. */
@WithKeycloak
class DemoIT {

  private final TestProvider keycloak;

  DemoIT(TestProvider keycloak) {
    this.keycloak = keycloak;
  }

  @Test
  void everyFlowPasses() {
    Printed demo =
        Printed.by(progress -> new SharedProvider(keycloak, keycloak.callbackObstacle()));

    // A container that is not on this machine's network cannot do that one.
    int leftOut = keycloak.callbackObstacle().isPresent() ? 1 : 0;
    assertThat(demo.last())
        .startsWith("flows: %d passed, 0 failed".formatted(Flows.all().size() - leftOut))
        .endsWith(leftOut == 0 ? "0 failed" : "1 left out: back-channel logout");
    assertThat(demo.exitCode()).isZero();
    assertThat(demo.text())
        .contains("Keycloak's own event log")
        .containsPattern(
            "in all .*CLIENT_LOGIN 9, .*CODE_TO_TOKEN 4, .*LOGOUT "
                + (2 - leftOut)
                + ", .*REFRESH_TOKEN 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"signature", "state", "audience"})
  void oneRowNoticesWhatIsSpoiled(String what) {
    Printed demo =
        Printed.by(
            progress -> new SharedProvider(keycloak, keycloak.callbackObstacle()),
            "--break=" + what);

    assertThat(demo.text()).contains("Spoiled on purpose: " + what + ". Noticed by row 1, ");
    int leftOut = keycloak.callbackObstacle().isPresent() ? 1 : 0;
    assertThat(demo.last())
        .startsWith("flows: %d passed, 1 failed".formatted(Flows.all().size() - 1 - leftOut));
    assertThat(demo.exitCode()).isEqualTo(1);
  }
}
