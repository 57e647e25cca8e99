package io.crossauth.benchmarks.nodes;

import io.crossauth.jdbc.JdbcStorage;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** PostgreSQL as programs have it: what it has confirmed is on the disk. */
final class PostgresqlEngine implements Engine {

  private final Path folder;
  private final int port;
  private EmbeddedPostgres server;

  private PostgresqlEngine(Path folder, EmbeddedPostgres server) {
    this.folder = folder;
    this.server = server;
    this.port = server.getPort();
  }

  static PostgresqlEngine start() throws IOException {
    Path folder = Files.createTempDirectory("nodes-postgresql");
    PostgresqlEngine engine = new PostgresqlEngine(folder, begin(folder, 0));
    JdbcStorage.in(engine.server.getPostgresDatabase()).createTables();
    return engine;
  }

  private static EmbeddedPostgres begin(Path folder, int port) throws IOException {
    EmbeddedPostgres.Builder begun =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("data"))
            .setCleanDataDirectory(false)
            .setPGStartupWait(Duration.ofMinutes(1))
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("fsync", "on")
            .setServerConfig("shared_buffers", "512MB")
            .setServerConfig("max_wal_size", "4GB");
    return (port == 0 ? begun : begun.setPort(port)).start();
  }

  @Override
  public String kind() {
    return JdbcBackend.KIND;
  }

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public int port() {
    return port;
  }

  DataSource database() {
    return server.getPostgresDatabase();
  }

  @Override
  public void restart() throws IOException {
    server.close();
    server = begin(folder, port);
  }

  @Override
  public void kill() throws IOException {
    Path lock = folder.resolve("data").resolve("postmaster.pid");
    long pid = Long.parseLong(Files.readAllLines(lock).get(0).strip());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> all =
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.stream().map(ProcessHandle::onExit).forEach(CompletableFuture::join);
    restart();
  }

  @Override
  public void close() throws IOException {
    server.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
