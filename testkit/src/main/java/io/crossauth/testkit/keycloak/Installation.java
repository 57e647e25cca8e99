package io.crossauth.testkit.keycloak;

import io.crossauth.testkit.internal.Tether;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A Keycloak, unpacked and built: the libraries that any number of homes may share. */
final class Installation {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  // What is fixed when the server is built; a start with --optimized takes it from there.
  private static final List<String> BUILD = List.of("build", "--db=dev-file", TlsFiles.BUILD);

  /** What a test server may use, however large the machine. */
  static final List<String> HEAP = List.of("-Xms64m", "-Xmx512m");

  /** C1 and the serial collector: a test server lives for minutes, so starting fast is all. */
  static final List<String> FAST = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private static final List<String> JVM =
      List.of(
          "-Duser.language=en",
          "-Dfile.encoding=UTF-8",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.base/java.security=ALL-UNNAMED",
          "--enable-native-access=ALL-UNNAMED",
          "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
          "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
              + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory");

  private final Path folder;

  private Installation(Path folder) {
    this.folder = folder;
  }

  /** The installation in the cache, made now if there is none. */
  static Installation in(Cache cache, Progress progress) throws IOException {
    String version = Distribution.version();
    String name = "keycloak-" + version + "-" + Fingerprint.of(version, BUILD.toString());
    return new Installation(
        cache.folder(name, unfinished -> new Installation(unfinished).make(progress)));
  }

  private void make(Progress progress) throws IOException {
    Path zip = new Distribution(new Maven()).zip(progress);
    progress.say("unpacking");
    Folders.unzip(zip, "lib", folder);
    for (String empty : List.of("conf", "providers", "themes")) {
      Files.createDirectories(folder.resolve(empty));
    }
    progress.say("building");
    run("building Keycloak", folder, BUILD).awaitSuccess(PATIENCE);
  }

  /** The name under which the installation is cached. */
  String name() {
    return folder.getFileName().toString();
  }

  /** Makes a folder into a home for a server of this installation. */
  void furnish(Path home) throws IOException {
    Files.createDirectories(home.resolve("conf"));
    // Says to Keycloak that the server is built; the other libraries come by the class path.
    Path built = Path.of("lib", "quarkus");
    Folders.copyFiles(folder.resolve(built), home.resolve(built));
  }

  /**
   * Runs a command of Keycloak as one plain Java process, which ends when this one does.
   *
   * @param what it does, for messages
   */
  LoggedProcess run(String what, Path home, List<String> arguments) throws IOException {
    Path tether = home.resolve("tether.jar");
    Tether.write(tether);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-javaagent:" + tether);
    command.addAll(HEAP);
    command.addAll(FAST);
    command.addAll(JVM);
    command.add("-Dkc.home.dir=" + home);
    command.add("-Djboss.server.config.dir=" + home.resolve("conf"));
    command.add("-cp");
    command.add(folder.resolve("lib").resolve("quarkus-run.jar").toString());
    command.add("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    // Settings of another Keycloak on this machine are not for ours.
    builder.environment().keySet().removeIf(name -> name.matches("(KC|KEYCLOAK|QUARKUS)_.*"));
    builder.environment().putAll(AdminApi.BOOTSTRAP);
    return LoggedProcess.start(what, builder, home.resolve("server.log"));
  }
}
