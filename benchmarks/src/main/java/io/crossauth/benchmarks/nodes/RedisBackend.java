package io.crossauth.benchmarks.nodes;

import io.crossauth.client.session.TokenStore;
import io.crossauth.redis.LettuceCalls;
import io.crossauth.redis.RedisCalls;
import io.crossauth.redis.RedisStorage;
import io.crossauth.value.SealingKey;
import io.lettuce.core.RedisClient;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Redis by one connection of Lettuce. */
record RedisBackend(TokenStore tokens, RedisCalls calls, LongAdder sent) implements Backend {

  static final String KIND = "redis";

  static RedisBackend open(int port, SealingKey key) {
    LongAdder sent = new LongAdder();
    RedisCalls calls =
        LettuceCalls.over(
            RedisClient.create(backWithinASecond(), "redis://127.0.0.1:" + port).connect());
    return new RedisBackend(RedisStorage.in(new Counted(calls, sent)).tokens(key), calls, sent);
  }

  /** By default Lettuce lets up to half a minute pass before it looks for its server again. */
  private static ClientResources backWithinASecond() {
    Duration first = Duration.ofMillis(50);
    Duration most = Duration.ofSeconds(1);
    return ClientResources.builder()
        .reconnectDelay(Delay.exponential(first, most, 2, TimeUnit.MILLISECONDS))
        .build();
  }

  /** Counts the commands. */
  private record Counted(RedisCalls calls, LongAdder sent) implements RedisCalls {

    @Override
    public List<String> command(String key, List<String> words, Duration limit) {
      sent.increment();
      return calls.command(key, words, limit);
    }

    @Override
    public List<List<String>> commands(
        String key, List<String> first, List<String> second, Duration limit) {
      sent.add(2);
      return calls.commands(key, first, second, limit);
    }
  }

  @Override
  public long statements() {
    return sent.sum();
  }

  @Override
  public void bare() {
    List<String> unused = calls.command("bare", List.of("GET", "bare"), Duration.ofSeconds(5));
  }

  @Override
  public int connections() {
    return 1;
  }
}
