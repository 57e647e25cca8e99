package io.crossauth.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testkit.TestProvider;
import io.crossauth.testkit.keycloak.WithKeycloak;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The demo against the real Keycloak of the build. */
@WithKeycloak
@Timeout(300)
class DemoIT {

  private final TestProvider keycloak;

  DemoIT(TestProvider keycloak) {
    this.keycloak = keycloak;
  }

  @Test
  void everyFlowPasses() {
    Printed demo = Printed.by(progress -> shared());

    int leftOut = leftOut();
    assertThat(demo.last())
        .startsWith("flows: %d passed, 0 failed".formatted(Flows.all().size() - leftOut))
        .contains(leftOut == 0 ? "0 failed" : leftOut + " left out: ");
    assertThat(demo.exitCode()).isZero();
    assertThat(demo.text())
        .contains("Keycloak's own event log")
        .containsPattern(
            "in all +AUTHREQID_TO_TOKEN 2, .*CLIENT_LOGIN 10, .*CODE_TO_TOKEN 19,"
                + " .*JWT_AUTHORIZATION_GRANT 1, .*LOGOUT "
                + (2 - leftOut)
                + ", .*REFRESH_TOKEN 3, .*TOKEN_EXCHANGE 4");
  }

  /** Side by side, since most of a demo is waiting for a second factor and a device. */
  @Test
  void oneRowNoticesWhatIsSpoiled() {
    Map<String, CompletableFuture<Printed>> demos = new LinkedHashMap<>();
    ExecutorService threads = Executors.newCachedThreadPool();
    for (String what : List.of("signature", "state", "audience")) {
      demos.put(
          what,
          CompletableFuture.supplyAsync(
              () -> Printed.by(progress -> shared(), "--break=" + what), threads));
    }
    threads.shutdown();

    assertThat(demos).allSatisfy((what, demo) -> assertNoticed(what, demo.join()));
  }

  private void assertNoticed(String what, Printed demo) {
    assertThat(demo.text()).contains("Spoiled on purpose: " + what + ". Noticed by row 1, ");
    assertThat(demo.last())
        .startsWith("flows: %d passed, 1 failed".formatted(Flows.all().size() - 1 - leftOut()));
    assertThat(demo.exitCode()).isEqualTo(1);
  }

  private TestProvider shared() {
    return new SharedProvider(keycloak, keycloak.callbackObstacle());
  }

  /**
   * A container that is not on this machine's network cannot do the back-channel logout, nor ask
   * users on devices of ours.
   */
  private int leftOut() {
    return keycloak.callbackObstacle().isPresent() ? 4 : 0;
  }
}
