package io.crossauth.benchmarks.nodes;

import io.crossauth.client.session.TokenStore;
import io.crossauth.value.SealingKey;

/** A store of sessions as one node has it open. A new back end is one file and one line here. */
interface Backend {

  /** The sessions. */
  TokenStore tokens();

  /** How many statements or commands have been sent so far. */
  long statements();

  /** The least that a call of this server costs: {@code SELECT 1}, a {@code GET}. */
  void bare();

  /** How many connections were in use at once, at most, since this was last asked. */
  int connections();

  /**
   * Opens a store.
   *
   * @param kind its name on the command line
   * @param port where its server, or the line to it, listens on the loopback address
   */
  static Backend open(String kind, int port, SealingKey key) {
    return switch (kind) {
      case JdbcBackend.KIND -> JdbcBackend.open(port, key);
      case RedisBackend.KIND -> RedisBackend.open(port, key);
      default -> throw new IllegalArgumentException("store: expected jdbc or redis, found " + kind);
    };
  }
}
