package io.crossauth.testkit.keycloak;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The Maven of this machine: its local repository, and Maven itself to fill it. */
final class Maven {

  // The short form of the coordinates does not resolve on Maven 3.8.
  private static final String GET = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:get";
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** The repository that the build uses which runs us, else the one in the user's home. */
  Path repository() {
    // Surefire and Failsafe tell their tests the repository as localRepository.
    return Stream.of("maven.repo.local", "localRepository")
        .map(System::getProperty)
        .filter(Objects::nonNull)
        .map(Path::of)
        .findFirst()
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".m2", "repository"));
  }

  /**
   * Fetches one file into the repository, by Maven's own settings.
   *
   * @throws IllegalStateException if there is no Maven or it fails
   */
  void fetch(String coordinates) throws IOException {
    // Away from any project, so that no .mvn folder has a say.
    Path elsewhere = Files.createTempDirectory("crossauth-maven");
    try {
      ProcessBuilder maven =
          new ProcessBuilder(
                  executable().toString(),
                  "--batch-mode",
                  "--no-transfer-progress",
                  "-Dmaven.repo.local=" + repository(),
                  GET,
                  "-Dartifact=" + coordinates,
                  "-Dtransitive=false")
              .directory(elsewhere.toFile());
      maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
      LoggedProcess.start("fetching " + coordinates, maven, elsewhere.resolve("log"))
          .awaitSuccess(PATIENCE);
    } finally {
      Folders.delete(elsewhere);
    }
  }

  private static Path executable() {
    Stream<Path> homes =
        Stream.of(
                Optional.ofNullable(System.getProperty("maven.home")),
                Optional.ofNullable(System.getenv("MAVEN_HOME")),
                Optional.ofNullable(System.getenv("M2_HOME")))
            .flatMap(Optional::stream)
            .map(home -> Path.of(home, "bin"));
    Stream<Path> path =
        Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
            .filter(folder -> !folder.isBlank())
            .map(Path::of);
    boolean windows = File.separatorChar == '\\';
    return Stream.concat(homes, path)
        .map(folder -> folder.resolve(windows ? "mvn.cmd" : "mvn"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no Maven found to fetch Keycloak with: set MAVEN_HOME or put mvn on the PATH,"
                        + " or choose another server by "
                        + KeycloakServer.CHOICE));
  }
}
