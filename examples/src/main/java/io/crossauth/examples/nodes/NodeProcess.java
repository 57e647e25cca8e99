package io.crossauth.examples.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One node, as the demo sees it: tells it what to do, and draws what it asks whom. */
final class NodeProcess implements AutoCloseable {

  private static final String NOTHING = "nothing";

  private final String name;
  private final Process process;
  private final PrintStream in;
  private final BufferedReader out;
  private final Picture picture;

  private NodeProcess(String name, Process process, Picture picture) {
    this.name = name;
    this.process = process;
    this.in = new PrintStream(process.getOutputStream(), true, UTF_8);
    this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    this.picture = picture;
  }

  /**
   * Starts a node.
   *
   * @param arguments of {@link Node}
   * @param secrets the first lines of its input
   */
  static NodeProcess start(
      String name, List<String> arguments, List<String> secrets, Picture picture)
      throws IOException {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Node.class.getName()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    NodeProcess node = new NodeProcess(name, process, picture);
    secrets.forEach(node.in::println);
    return node;
  }

  String name() {
    return name;
  }

  /** Tells the node what to do; gives its answer. */
  String ask(String command) {
    in.println(command);
    return answer();
  }

  /** Draws what the node asks, until it answers. */
  String answer() {
    try {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        String[] words = line.split(" ", 3);
        if (words[0].equals(Node.ANSWER)) {
          return line.substring(Node.ANSWER.length() + 1);
        }
        if (words[0].equals(Node.ASKED)) {
          picture.arrow(name, words[1], words[2]);
        }
      }
      return NOTHING;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    in.close();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
