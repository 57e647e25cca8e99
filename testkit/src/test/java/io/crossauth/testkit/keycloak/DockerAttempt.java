package io.crossauth.testkit.keycloak;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The container route in a process of its own, since Docker is found by the environment. */
final class DockerAttempt {

  private static final Duration PULL_SILENCE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private DockerAttempt() {}

  public static void main(String[] none) {
    try {
      Progress progress = new Progress(System.out::println);
      System.out.println(new DockerRoute(PULL_SILENCE).start(progress));
    } catch (IllegalStateException e) {
      System.out.println("refused: " + e.getMessage());
    }
    System.exit(0);
  }

  /** What the route prints under this environment and no other, in a home of its own. */
  static String output(Path home, Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                DockerAttempt.class.getName()));
    // So there is no docker command on the PATH either.
    builder.environment().clear();
    builder.environment().put("TESTCONTAINERS_CLIENT_PING_TIMEOUT", "1");
    builder.environment().putAll(environment);
    LoggedProcess process = LoggedProcess.start("trying Docker", builder, home.resolve("log"));
    process.awaitSuccess(PATIENCE);
    return process.output();
  }
}
