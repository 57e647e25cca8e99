package io.crossauth.examples.modular;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** An application that runs, for two minutes at most. */
final class Running {

  private static final long PATIENCE_SECONDS = 120;

  private final Process process;

  private Running(Process process) {
    this.process = process;
  }

  static Running start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // What this JVM was told does not hold for the application's.
    List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH")
        .forEach(builder.environment()::remove);
    return new Running(builder.start());
  }

  /** Writes lines to its standard input, and ends that. */
  Running told(String... lines) throws IOException {
    try (OutputStream in = process.getOutputStream()) {
      in.write((String.join("\n", lines) + "\n").getBytes(UTF_8));
    }
    return this;
  }

  /** Everything that it printed, errors as well; each line is shown, and told when it comes. */
  Ended end(Consumer<String> eachLine) throws IOException, InterruptedException {
    CompletableFuture<Process> late =
        CompletableFuture.supplyAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS));
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = process.inputReader(UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        System.out.println("  | " + line);
        lines.add(line);
        eachLine.accept(line);
      }
      return new Ended(process.waitFor(), String.join("\n", lines));
    } finally {
      late.cancel(false);
      process.destroyForcibly();
    }
  }

  Ended end() throws IOException, InterruptedException {
    return end(line -> {});
  }

  /**
   * How it ended.
   *
   * @param status zero if all went well
   * @param output what it printed
   */
  record Ended(int status, String output) {}
}
