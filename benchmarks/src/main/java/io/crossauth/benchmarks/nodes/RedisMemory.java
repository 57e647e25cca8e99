package io.crossauth.benchmarks.nodes;

import io.crossauth.client.session.LoginReference;
import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.TokenStore;
import io.crossauth.redis.LettuceCalls;
import io.crossauth.redis.RedisStorage;
import io.crossauth.value.SealingKey;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** How many bytes a session takes in Redis. */
final class RedisMemory {

  private static final int SESSIONS = 20_000;
  private static final Duration LONG = Duration.ofDays(30);

  private RedisMemory() {}

  /** Fills a server with sessions and their entries in the index; gives the part of the page. */
  static String measure(PrintWriter out) throws IOException {
    try (RedisEngine engine = RedisEngine.start()) {
      RedisClient client = RedisClient.create("redis://127.0.0.1:" + engine.port());
      try (StatefulRedisConnection<String, String> connection = client.connect()) {
        String unused = connection.sync().configSet("appendfsync", "no");
        RedisStorage storage =
            RedisStorage.in(LettuceCalls.over(connection)).withSessionsForgotten(LONG);
        SealingKey key = SealingKey.ephemeral();
        TokenStore tokens = storage.tokens(key);
        long empty = used(connection);
        SampleTokens samples = new SampleTokens();
        for (int i = 0; i < SESSIONS; i++) {
          tokens.put(Load.name(i), samples.tokens(1));
        }
        long stored = used(connection);
        SessionIndex index = storage.sessionIndex(key);
        for (int i = 0; i < SESSIONS; i++) {
          boolean noted = index.add(Load.name(i), login(i), LONG);
          if (!noted) {
            throw new IllegalStateException("expected to note session " + i);
          }
        }
        long noted = used(connection);
        String text =
            String.format(
                Locale.ROOT,
                "Redis, %,d sessions of the same size: %,d bytes of memory for each session, and"
                    + " %,d for its entry in the index.\n",
                SESSIONS,
                (stored - empty) / SESSIONS,
                (noted - stored) / SESSIONS);
        out.print(text);
        return text;
      } finally {
        client.shutdown();
      }
    }
  }

  private static LoginReference login(int number) {
    return new LoginReference(
        "https://id.example.com",
        Optional.of("user " + number),
        Optional.of("login " + number),
        Instant.now());
  }

  private static long used(StatefulRedisConnection<String, String> connection) {
    return connection
        .sync()
        .info("memory")
        .lines()
        .filter(line -> line.startsWith("used_memory:"))
        .mapToLong(line -> Long.parseLong(line.substring("used_memory:".length()).strip()))
        .findFirst()
        .orElseThrow();
  }
}
