package io.crossauth.examples.yandex;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testkit.yandex.FakeAccount;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The example against the fake Passport, as it runs by default. */
class QrLoginTest {

  private final StringWriter out = new StringWriter();
  private final CommandLine program =
      new CommandLine(new QrLogin())
          .setOut(new PrintWriter(out, true))
          .setErr(new PrintWriter(out, true));

  @Test
  @DisplayName("Y-38 the example shows a code, logs in, and prints no token")
  void logsIn() {
    assertThat(program.execute()).isZero();

    assertThat(out.toString())
        .contains("█", "Logged in as " + FakeAccount.LOGIN + ".", "xToken=***")
        .contains("The code leads to https://passport.yandex.ru/", "Waiting for the app")
        .contains("Devices of the smart home:", "  Kitchen speaker", "  Lamp")
        .doesNotContain("test-xtoken");
  }

  @Test
  void saysWhatItCanDo() {
    assertThat(program.execute("--help")).isZero();
    assertThat(out.toString()).contains("--live");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThat(program.execute("--alive")).isEqualTo(2);
  }
}
