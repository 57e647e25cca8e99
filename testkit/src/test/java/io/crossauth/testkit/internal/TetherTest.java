package io.crossauth.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TetherTest {

  @TempDir Path folder;

  @Test
  void endsItsProcessWhenTheParentIsGone() throws IOException, InterruptedException {
    Path jar = folder.resolve("tether.jar");
    Tether.write(jar);
    Process process = Waiting.process("waiting", "-javaagent:" + jar).start();
    try {
      assertThat(process.getInputStream().read()).isEqualTo('h');
      assertThat(process.isAlive()).isTrue();

      // What the system does with our end of the pipe when we die.
      process.getOutputStream().close();

      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
    } finally {
      process.destroyForcibly();
    }
  }
}
