package io.crossauth.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testkit.TestProvider;
import io.crossauth.testkit.keycloak.WithKeycloak;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
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
    Printed demo = Printed.by(progress -> new Shared(keycloak));

    assertThat(demo.last()).isEqualTo("flows: %d passed, 0 failed", Flows.all().size());
    assertThat(demo.exitCode()).isZero();
    assertThat(demo.text())
        .contains("Keycloak's own event log")
        .containsPattern(
            "in all .*CLIENT_LOGIN 9, .*CODE_TO_TOKEN 4, .*LOGOUT 2, .*REFRESH_TOKEN 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"signature", "state", "audience"})
  void oneRowNoticesWhatIsSpoiled(String what) {
    Printed demo = Printed.by(progress -> new Shared(keycloak), "--break=" + what);

    assertThat(demo.text()).contains("Spoiled on purpose: " + what + ". Noticed by row 1, ");
    assertThat(demo.last()).isEqualTo("flows: %d passed, 1 failed", Flows.all().size() - 1);
    assertThat(demo.exitCode()).isEqualTo(1);
  }

  /** A provider that goes on when the demo is over, since others need it. */
  private record Shared(TestProvider provider) implements TestProvider {

    @Override
    public URI issuer() {
      return provider.issuer();
    }

    @Override
    public String privateJwk(String clientId) {
      return provider.privateJwk(clientId);
    }

    @Override
    public Optional<String> initialAccessToken() {
      return provider.initialAccessToken();
    }

    @Override
    public Map<String, Long> eventCounts() {
      return provider.eventCounts();
    }

    @Override
    public void close() {}
  }
}
