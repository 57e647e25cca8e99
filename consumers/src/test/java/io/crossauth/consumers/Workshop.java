package io.crossauth.consumers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Writes the projects of programs, and has Maven compile them, all in one run. */
final class Workshop {

  private static final String CLASS_PATH =
      "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath";
  private static final long MINUTES = 30;

  private final Settings settings;
  private final Path folder;
  private final Path log;

  private Workshop(Settings settings) {
    this.settings = settings;
    this.folder = settings.target().resolve("projects");
    this.log = settings.target().resolve("projects.log");
  }

  /** Makes the projects; which of them have a class path then is for the caller to see. */
  static List<Project> build(List<Consumer> consumers, Settings settings)
      throws IOException, InterruptedException {
    Workshop workshop = new Workshop(settings);
    List<Project> projects = new ArrayList<>();
    for (Consumer consumer : consumers) {
      projects.add(Project.write(consumer, workshop.folder, settings));
    }
    workshop.writeAggregator(consumers);
    workshop.runMaven(LocalRepository.make(settings));
    return projects;
  }

  private void writeAggregator(List<Consumer> consumers) throws IOException {
    String modules =
        consumers.stream()
            .map(consumer -> "    <module>" + consumer.name() + "</module>")
            .collect(Collectors.joining("\n"));
    Files.writeString(
        folder.resolve("pom.xml"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>com.example</groupId>
          <artifactId>all</artifactId>
          <version>1</version>
          <packaging>pom</packaging>
          <modules>
        %s
          </modules>
        </project>
        """
            .formatted(modules));
  }

  private void runMaven(LocalRepository repository) throws IOException, InterruptedException {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    List<String> command = new ArrayList<>();
    command.add(settings.mavenHome().resolve(windows ? "bin/mvn.cmd" : "bin/mvn").toString());
    command.addAll(List.of("--batch-mode", "--no-transfer-progress", "--fail-at-end"));
    command.addAll(List.of("--file", folder.resolve("pom.xml").toString()));
    command.add("-Dmaven.repo.local=" + repository.folder());
    settings
        .userSettings()
        .ifPresent(file -> command.addAll(List.of("--settings", file.toString())));
    if (settings.offline()) {
      command.add("--offline");
    }
    // A file name without folder is taken from each project's own.
    command.addAll(List.of("-Dmdep.outputFile=class.path", "-DincludeScope=runtime"));
    command.addAll(List.of("compile", CLASS_PATH));
    ProcessBuilder maven = new ProcessBuilder(command).directory(folder.toFile());
    maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
    maven.redirectErrorStream(true).redirectOutput(log.toFile());
    Process process = maven.start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IOException("expected Maven to end within " + MINUTES + " minutes; see " + log);
    }
  }
}
