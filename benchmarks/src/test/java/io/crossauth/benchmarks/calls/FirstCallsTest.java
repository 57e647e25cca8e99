package io.crossauth.benchmarks.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the first call of a process loads: counted, so that it is the same on a busy machine. */
class FirstCallsTest {

  private static final String CAFFEINE = "com.github.benmanes.caffeine.cache.Caffeine";
  private static final String JACKSON = "com.fasterxml.jackson.core.JsonFactory";
  private static final String RECORD_METHODS = "java.lang.runtime.ObjectMethods";

  /** Newer ones have more and smaller classes of their own for the same. */
  private static final boolean OLD_JDK = Runtime.version().feature() < 21;

  @TempDir private Path folder;

  @Test
  @DisplayName("a check loads no cache and no parser that it does not use")
  void check() throws Exception {
    assertThat(loadedBy("check", OLD_JDK ? 250 : 300))
        .doesNotContain(CAFFEINE, JACKSON, RECORD_METHODS);
  }

  @Test
  @DisplayName("a client that fetches a token loads no cache and no parser that it does not use")
  void client() throws Exception {
    assertThat(loadedBy("client", 800)).doesNotContain(CAFFEINE, JACKSON, RECORD_METHODS);
  }

  private List<String> loadedBy(String kind, int most) throws IOException, InterruptedException {
    Path log = folder.resolve("classes.log");
    try (Responder responder = Responder.start()) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xlog:class+load:file=" + log + ":none",
                  "-cp",
                  classPath(),
                  FirstCalls.class.getName(),
                  kind,
                  responder.uri().toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(Integer.parseInt(text.split(" ", -1)[2])).isLessThanOrEqualTo(most);
    }
    return Files.readAllLines(log).stream().map(line -> line.split(" ", 2)[0]).toList();
  }

  /** Without native providers of cryptography, which load hundreds. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.contains("Corretto") && !entry.contains("conscrypt"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
