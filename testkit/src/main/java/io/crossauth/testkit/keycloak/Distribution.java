package io.crossauth.testkit.keycloak;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;

/** The zip of Keycloak's distribution, in the local Maven repository. */
final class Distribution {

  private static final String GROUP = "org.keycloak";
  private static final String ARTIFACT = "keycloak-quarkus-dist";

  private final Maven maven;

  Distribution(Maven maven) {
    this.maven = maven;
  }

  /** The version that this testkit was built for. */
  static String version() throws IOException {
    Properties properties = new Properties();
    try (InputStream file = Distribution.class.getResourceAsStream("keycloak.properties")) {
      properties.load(Objects.requireNonNull(file));
    }
    return Objects.requireNonNull(properties.getProperty("version"));
  }

  /** The zip, fetched now if the repository has it not. */
  Path zip(Progress progress) throws IOException {
    String version = version();
    String name = ARTIFACT + "-" + version + ".zip";
    Path zip = maven.repository().resolve(Path.of("org", "keycloak", ARTIFACT, version, name));
    progress.say("locating " + name);
    if (!Files.isRegularFile(zip)) {
      progress.say("downloading " + name + " (180 MB, once)");
      maven.fetch(GROUP + ":" + ARTIFACT + ":" + version + ":zip");
    }
    if (!Files.isRegularFile(zip)) {
      throw new IllegalStateException("Maven fetched " + name + ", but it is not at " + zip);
    }
    return zip;
  }
}
