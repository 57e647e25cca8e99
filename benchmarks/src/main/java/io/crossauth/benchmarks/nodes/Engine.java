package io.crossauth.benchmarks.nodes;

import java.io.IOException;

/** The server of a store: real, on this machine, with data that outlives it. */
interface Engine extends AutoCloseable {

  /** The kind of store that the nodes open: {@link Backend#open}. */
  String kind();

  /** What it is, for people. */
  String name();

  /** Where it listens on the loopback address, always. */
  int port();

  /** Ends as its operators end it, and starts again. */
  void restart() throws IOException;

  /** Is killed with all its processes, and starts again. */
  void kill() throws IOException;

  @Override
  void close() throws IOException;

  /** Starts one. */
  static Engine start(String kind) throws IOException {
    return switch (kind) {
      case JdbcBackend.KIND -> PostgresqlEngine.start();
      case RedisBackend.KIND -> RedisEngine.start();
      default ->
          throw new IllegalArgumentException("--store: expected jdbc or redis, found " + kind);
    };
  }
}
