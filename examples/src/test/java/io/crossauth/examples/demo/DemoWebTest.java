package io.crossauth.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testkit.TestProvider;
import io.crossauth.testkit.provider.InProcessProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code ./demo --web}, as far as it is no matter of browsers. */
@Timeout(120)
class DemoWebTest {

  @Test
  void thePageIsThereUntilTheDemoIsStopped() throws Exception {
    PipedOutputStream printed = new PipedOutputStream();
    AtomicInteger exitCode = new AtomicInteger(-1);
    try (TestProvider real = InProcessProvider.start();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        BufferedReader screen =
            new BufferedReader(
                new InputStreamReader(new PipedInputStream(printed), StandardCharsets.UTF_8))) {
      TestProvider far = new SharedProvider(real, Optional.of("its machine is another one"));
      Demo demo = new Demo(out, progress -> far, false, Ending.never());
      Thread running = new Thread(() -> exitCode.set(demo.run("--web")));
      running.start();
      URI page = null;
      String line = screen.readLine();
      while (!line.startsWith("Open the page.")) {
        assertThat(line).doesNotContain("eyJ");
        page = line.startsWith("page") ? URI.create(line.substring(4).strip()) : page;
        line = screen.readLine();
        assertThat(line).as("more").isNotNull();
      }

      assertThat(page).isNotNull();
      assertThat(status(page)).isEqualTo(303);
      running.interrupt();
      running.join();
      assertThat(exitCode).hasValue(0);
    }
  }

  private static int status(URI page) throws IOException {
    HttpURLConnection request = (HttpURLConnection) page.toURL().openConnection();
    request.setInstanceFollowRedirects(false);
    return request.getResponseCode();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--serve", "--nodes", "--yandex", "--break=state"})
  void itGoesWithNothingElse(String other) {
    assertThat(Printed.by("--web", other).exitCode()).isEqualTo(2);
  }

  @Test
  void theHelpNamesIt() {
    Demo demo = new Demo(System.out, p -> InProcessProvider.start(), false, Ending.never());

    assertThat(new CommandLine(demo).getUsageMessage()).contains("--web");
  }
}
