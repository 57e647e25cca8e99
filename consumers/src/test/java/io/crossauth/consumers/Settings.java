package io.crossauth.consumers;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the build that runs us knows: its Maven, its local repository, its version.
 *
 * @param root the root of the project
 * @param target where files may be written
 * @param version of our artifacts
 * @param mavenHome where Maven is installed
 * @param repository the local repository
 * @param offline whether nothing may be fetched
 * @param userSettings the user's own settings, if they are a file
 */
record Settings(
    Path root,
    Path target,
    String version,
    Path mavenHome,
    Path repository,
    boolean offline,
    Optional<Path> userSettings) {

  /** As the pom of this module hands it over. */
  static Settings ofBuild() {
    Path module = Path.of("").toAbsolutePath();
    return new Settings(
        module.getParent(),
        module.resolve("target"),
        property("crossauth.version"),
        Path.of(property("crossauth.maven.home")),
        Path.of(property("crossauth.maven.repository")),
        property("crossauth.maven.offline").equals("offline=true"),
        Optional.of(property("crossauth.maven.settings").replaceFirst("^file=", ""))
            .map(Path::of)
            .filter(file -> file.toFile().isFile()));
  }

  private static String property(String name) {
    String value = System.getProperty(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException("expected the property " + name + "; run by Maven's verify");
    }
    return value;
  }
}
