package io.crossauth.redis;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import redis.embedded.RedisExecProvider;

/** A Redis server of our own, as a process in a directory of its own. */
final class RedisProcess implements AutoCloseable {

  private static final File EXECUTABLE = executable();

  private final Path directory;
  private final int port;
  private final List<String> settings;
  private Process process;

  private RedisProcess(Path directory, int port, List<String> settings) {
    this.directory = directory;
    this.port = port;
    this.settings = settings;
    this.process = run();
  }

  /** Starts one that writes nothing to disk, unless the settings say so. */
  static RedisProcess start(String... settings) {
    try {
      return new RedisProcess(
          Files.createTempDirectory("crossauth-redis-"), freePort(), List.of(settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** As if the power had gone. */
  void kill() {
    process.destroyForcibly();
    await();
  }

  /** Starts it again, with what it has on disk. */
  void startAgain() {
    process = run();
  }

  /** Stops it where it is; connections stay open, and nothing is answered. */
  void pause() {
    signal("STOP");
  }

  void resume() {
    signal("CONT");
  }

  @Override
  public void close() {
    kill();
    try (var files = Files.walk(directory)) {
      files.sorted((one, other) -> other.compareTo(one)).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process run() {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(EXECUTABLE.getPath(), "--port", Integer.toString(port)));
    command.addAll(List.of("--bind", "127.0.0.1", "--dir", directory.toString()));
    command.addAll(List.of("--save", "", "--enable-debug-command", "yes"));
    command.addAll(settings);
    try {
      Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
      awaitReady(started);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitReady(Process started) throws IOException {
    BufferedReader log = started.inputReader(StandardCharsets.UTF_8);
    StringBuilder all = new StringBuilder();
    String line = "";
    while (!line.contains("Ready to accept connections")) {
      line = log.readLine();
      if (line == null) {
        throw new IllegalStateException("redis-server has ended:\n" + all);
      }
      all.append(line).append('\n');
    }
    // What nobody reads would stop it in the end.
    Thread reader = new Thread(() -> log.lines().forEach(unused -> {}), "redis log");
    reader.setDaemon(true);
    reader.start();
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void await() {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() throws IOException {
    // The bus of a cluster is 10,000 ports above.
    while (true) {
      try (ServerSocket socket = new ServerSocket(0)) {
        if (socket.getLocalPort() < 50_000) {
          return socket.getLocalPort();
        }
      }
    }
  }

  private static File executable() {
    try {
      return RedisExecProvider.defaultProvider().get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
