package io.crossauth.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestProvider;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.provider.InProcessProvider;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The demo against the provider in this process; most of it is waiting. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(300)
class DemoQuickTest {

  private static final String EYE_OF_THE_QR_CODE = "\u2588 \u2584\u2584\u2584\u2584\u2584 \u2588";

  @Test
  void everyFlowPasses() {
    Printed demo = Printed.by("--quick");

    assertThat(demo.last()).isEqualTo("flows: %d passed, 0 failed", Flows.all().size());
    assertThat(demo.exitCode()).isZero();
    assertThat(Flows.all()).hasSizeGreaterThanOrEqualTo(56);
    assertThat(demo.text())
        .contains("POST /token 200", "GET /userinfo 200", "CODE_TO_TOKEN 19", "REFRESH_TOKEN 3")
        .contains("LOGOUT 2")
        .contains("device with QR", "and enter the code", EYE_OF_THE_QR_CODE)
        .doesNotContain(TestClients.SECRET, TestUsers.password(TestUsers.ALICE), "eyJ");
  }

  @ParameterizedTest
  @CsvSource({
    "signature, token.bad_signature",
    "state, response.state_mismatch",
    "audience, token.wrong_audience"
  })
  void oneRowNoticesWhatIsSpoiled(String what, String code) {
    Printed demo = Printed.by("--quick", "--break=" + what);

    assertThat(demo.text())
        .contains(
            "Spoiled on purpose: %s. Noticed by row 1, %s: %s."
                .formatted(what, Flows.all().get(0).name(), code));
    assertThat(demo.last()).isEqualTo("flows: %d passed, 1 failed", Flows.all().size() - 1);
    assertThat(demo.exitCode()).isEqualTo(1);
  }

  @Test
  void aProviderThatCannotCallBackIsNoFailure() {
    try (TestProvider real = InProcessProvider.builder().mutualTlsAliases().start()) {
      Printed demo =
          Printed.by(
              progress -> new SharedProvider(real, Optional.of("its machine is another one")));

      assertThat(demo.text())
          .containsPattern("back-channel logout +left out: its machine is another one");
      assertThat(demo.last())
          .startsWith("flows: %d passed, 0 failed, 4 left out:".formatted(Flows.all().size() - 4))
          .contains("CIBA, polled", "CIBA, pinged", "CIBA, denied", "back-channel logout");
      assertThat(demo.exitCode()).isZero();
    }
  }

  @Test
  void theYandexChainRunsByOneShortCommand() {
    Printed demo = Printed.by("--yandex");

    assertThat(demo.text()).contains("Waiting for the app", "Logged in as", "Kitchen speaker");
    assertThat(demo.text()).doesNotContain("test-xtoken");
    assertThat(demo.exitCode()).isZero();
    assertThat(Printed.by("--yandex", "--quick").exitCode()).isEqualTo(2);
    Demo described = new Demo(System.out, p -> InProcessProvider.start(), false, Ending.never());
    assertThat(new CommandLine(described).getUsageMessage()).contains("--yandex");
  }

  @Test
  void aServerThatCannotBeHadIsOneLine() {
    Printed demo =
        Printed.by(
            progress -> {
              throw new IllegalStateException("there is no Keycloak to be had");
            });

    assertThat(demo.last()).isEqualTo("demo: there is no Keycloak to be had");
    assertThat(demo.exitCode()).isEqualTo(1);
  }
}
