package io.crossauth.benchmarks.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** One life of one node, as its parent sees it. */
final class NodeProcess {

  private final Process process;
  private final PrintStream in;
  private final Ledger.Life life;
  private final Line line;

  private NodeProcess(Process process, Ledger.Life life, Line line) {
    this.process = process;
    this.in = new PrintStream(process.getOutputStream(), true, UTF_8);
    this.life = life;
    this.line = line;
  }

  /**
   * Starts a node.
   *
   * @param arguments of {@link Node}
   * @param key the first line that it gets
   * @param heard gets each line that it says, split into its first word and the rest
   */
  static NodeProcess start(
      List<String> arguments,
      String key,
      Ledger.Life life,
      Line line,
      BiConsumer<NodeProcess, String> heard)
      throws IOException {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Node.class.getName()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    NodeProcess node = new NodeProcess(process, life, line);
    Line.daemon(() -> node.listen(heard));
    node.tell(key);
    return node;
  }

  private void listen(BiConsumer<NodeProcess, String> heard) {
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String text = out.readLine(); text != null; text = out.readLine()) {
        heard.accept(this, text);
      }
    } catch (IOException | UncheckedIOException e) {
      // It is gone.
    }
  }

  void tell(String command) {
    in.println(command);
  }

  Ledger.Life life() {
    return life;
  }

  Line line() {
    return line;
  }

  /** SIGKILL. */
  void kill() {
    life.killed();
    process.destroyForcibly();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** SIGCONT. */
  void resume() throws IOException {
    Process unused = new ProcessBuilder("kill", "-CONT", Long.toString(process.pid())).start();
  }

  CompletableFuture<Process> ended() {
    return process.onExit();
  }

  boolean awaitEnd(long seconds) throws InterruptedException {
    return process.waitFor(seconds, TimeUnit.SECONDS);
  }
}
