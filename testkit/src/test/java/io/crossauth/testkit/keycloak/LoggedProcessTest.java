package io.crossauth.testkit.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testkit.internal.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggedProcessTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void waitsForASignInTheOutput() throws IOException {
    LoggedProcess process = start("waiting");

    String line = process.awaitSign(LONG, () -> process.output().lines().findFirst());
    process.kill();

    assertThat(line).isEqualTo("hello");
  }

  @Test
  void quotesTheOutputOfAProcessThatFails() throws IOException {
    LoggedProcess process = start("failing");

    assertThatThrownBy(() -> process.awaitSuccess(LONG))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("trying ended with 3; its last lines:\nhello");
  }

  @Test
  void noticesThatAProcessEndsInsteadOfGivingTheSign() throws IOException {
    LoggedProcess process = start("failing");

    assertThatThrownBy(() -> process.awaitSign(LONG, Optional::empty))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ended with 3");
  }

  @Test
  void killsAProcessThatTakesTooLong() throws IOException {
    LoggedProcess process = start("waiting");

    assertThatThrownBy(() -> process.awaitSuccess(Duration.ofMillis(300)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was not done after");
    assertThat(process.isAlive()).isFalse();
  }

  private LoggedProcess start(String how) throws IOException {
    return LoggedProcess.start("trying", Waiting.process(how), folder.resolve("log"));
  }
}
