package io.crossauth.benchmarks.nodes;

import io.lettuce.core.RedisClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import redis.embedded.RedisExecProvider;

/** Redis that has each write on its disk before it answers ({@code appendfsync always}). */
final class RedisEngine implements Engine {

  private final Path folder;
  private final int port;
  private volatile Process server;

  private RedisEngine(Path folder, int port) throws IOException {
    this.folder = folder;
    this.port = port;
    this.server = begin();
  }

  static RedisEngine start() throws IOException {
    RedisEngine engine = new RedisEngine(Files.createTempDirectory("nodes-redis"), freePort());
    // Nothing else would end it with us.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> engine.server.destroyForcibly()));
    return engine;
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private Process begin() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(RedisExecProvider.defaultProvider().get().getPath());
    command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
    command.addAll(List.of("--dir", folder.toString(), "--save", ""));
    command.addAll(List.of("--appendonly", "yes", "--appendfsync", "always"));
    command.addAll(List.of("--auto-aof-rewrite-percentage", "0"));
    Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
    BufferedReader log =
        new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
    String line = log.readLine();
    while (line != null && !line.contains("Ready to accept connections")) {
      line = log.readLine();
    }
    if (line == null) {
      throw new IOException("redis-server: expected to start, found that it has ended");
    }
    Line.daemon(() -> drain(log));
    return started;
  }

  /** What nobody reads would stop the server in the end. */
  private static void drain(BufferedReader log) {
    try {
      long unused = log.lines().count();
    } catch (UncheckedIOException e) {
      // The server has ended.
    }
  }

  @Override
  public String kind() {
    return RedisBackend.KIND;
  }

  @Override
  public String name() {
    return "Redis";
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void restart() throws IOException {
    server.destroy();
    awaitEnd();
    server = begin();
  }

  @Override
  public void kill() throws IOException {
    server.destroyForcibly();
    awaitEnd();
    server = begin();
  }

  private void awaitEnd() {
    try {
      server.onExit().orTimeout(30, TimeUnit.SECONDS).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("redis-server: expected its end", e);
    }
  }

  /** From now on each write is on the disk within a second: {@code appendfsync everysec}. */
  void syncEverySecond() {
    RedisClient client = RedisClient.create("redis://127.0.0.1:" + port);
    try {
      String unused = client.connect().sync().configSet("appendfsync", "everysec");
    } finally {
      client.shutdown();
    }
  }

  /**
   * The power fails, and what was written in the last second is not on the disk: what {@code
   * everysec} may lose at most, as a rule.
   */
  void losePower() throws IOException, InterruptedException {
    long onDisk = Files.size(log());
    TimeUnit.SECONDS.sleep(1);
    server.destroyForcibly();
    awaitEnd();
    try (RandomAccessFile file = new RandomAccessFile(log().toFile(), "rw")) {
      file.setLength(onDisk);
    }
    server = begin();
  }

  /** Is killed, and starts again with nothing. */
  void loseAll() throws IOException {
    server.destroyForcibly();
    awaitEnd();
    delete(folder.resolve("appendonlydir"));
    server = begin();
  }

  /** The newest file that writes go to. */
  private Path log() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("appendonlydir"))) {
      Optional<Path> newest =
          files
              .filter(file -> file.toString().endsWith(".incr.aof"))
              .max(Comparator.comparing(Path::toString));
      return newest.orElseThrow(() -> new IOException("redis-server: expected a file of writes"));
    }
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.destroyForcibly();
    awaitEnd();
    delete(folder);
  }
}
