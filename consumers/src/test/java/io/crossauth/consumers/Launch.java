package io.crossauth.consumers;

import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.provider.InProcessProvider;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts a program in a JVM of its own, plays its browser, and keeps what it wrote. */
final class Launch {

  private static final int MINUTES = 4;

  private final InProcessProvider provider;

  Launch(InProcessProvider provider) {
    this.provider = provider;
  }

  /**
   * What came of it.
   *
   * @param succeeded whether all parts did their work
   * @param text all that the program wrote
   */
  record Result(boolean succeeded, String text) {}

  Result run(Project project) throws IOException, InterruptedException {
    List<Path> jars = project.classPath();
    String classPath =
        Stream.concat(Stream.of(project.classes()), jars.stream())
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(List.of("-cp", classPath, "consumer.Main"));
    command.add(provider.issuer().toString());
    command.add(provider.mint().accessToken().header("typ", "JWT").compact());
    command.addAll(project.consumer().parts());
    Process program = new ProcessBuilder(command).redirectErrorStream(true).start();
    StringBuffer text = new StringBuffer();
    CompletableFuture<Void> reading =
        CompletableFuture.runAsync(
            () -> converse(program, text), runnable -> new Thread(runnable, "reader").start());
    boolean ended = program.waitFor(MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      program.destroyForcibly();
    }
    reading.orTimeout(10, TimeUnit.SECONDS).exceptionally(e -> null).join();
    return new Result(ended && program.exitValue() == 0, text.toString());
  }

  private static void converse(Process program, StringBuffer text) {
    try (BufferedReader lines = program.inputReader(StandardCharsets.UTF_8);
        Writer answers = program.outputWriter(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        text.append(line).append('\n');
        if (line.startsWith("LOGIN ")) {
          URI back =
              Browser.create()
                  .login(
                      URI.create(line.substring(6)),
                      TestUsers.ALICE,
                      TestUsers.password(TestUsers.ALICE))
                  .uri();
          answers.write(back + "\n");
          answers.flush();
        }
      }
    } catch (IOException | RuntimeException e) {
      text.append("the runner: ").append(e).append('\n');
    }
  }
}
