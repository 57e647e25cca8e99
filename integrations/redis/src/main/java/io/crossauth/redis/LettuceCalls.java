package io.crossauth.redis;

import io.crossauth.error.InterruptedCallException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.BaseRedisAsyncCommands;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls Redis by Lettuce, version 6.6 or later. One connection serves all threads; it is not closed
 * here. A command that has had no answer in time is withdrawn, so that it is not sent when the
 * server is back. Immutable and safe for use by many threads.
 */
public final class LettuceCalls implements RedisCalls {

  private final BaseRedisAsyncCommands<String, String> connection;

  private LettuceCalls(BaseRedisAsyncCommands<String, String> connection) {
    this.connection = connection;
  }

  /**
   * Calls one server, or by way of a sentinel or a list of nodes the one that is the primary.
   *
   * @param connection made by {@code RedisClient.connect()}, for this use alone if the storage
   *     waits for replicas
   * @return the calls
   */
  public static LettuceCalls over(StatefulRedisConnection<String, String> connection) {
    return new LettuceCalls(connection.async());
  }

  /**
   * Calls a cluster. Where a connection reads from is of no importance: all is asked of primaries.
   *
   * @param connection made by {@code RedisClusterClient.connect()}, for this use alone if the
   *     storage waits for replicas
   * @return the calls
   */
  public static LettuceCalls over(StatefulRedisClusterConnection<String, String> connection) {
    return new LettuceCalls(connection.async());
  }

  @Override
  public List<String> command(String key, List<String> words, Duration limit) {
    RedisFuture<List<String>> sent = send(key, words);
    return answer(sent, limit, List.of(sent));
  }

  @Override
  public List<List<String>> commands(
      String key, List<String> first, List<String> second, Duration limit) {
    RedisFuture<List<String>> one = send(key, first);
    RedisFuture<List<String>> other = send(key, second);
    CompletionStage<List<List<String>>> both =
        one.thenCombine(other, (answer, next) -> List.of(answer, next));
    return answer(both.toCompletableFuture(), limit, List.of(one, other));
  }

  private RedisFuture<List<String>> send(String key, List<String> words) {
    return connection.dispatch(
        new Keyword(words.get(0)),
        new FlatOutput(StringCodec.UTF8),
        new RoutedArgs(key, words.subList(1, words.size())));
  }

  /** What has not been answered in time is withdrawn. */
  private static <T> T answer(Future<T> answer, Duration limit, List<? extends Future<?>> sent) {
    try {
      return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      sent.forEach(one -> one.cancel(true));
      throw new IllegalStateException("no answer within " + limit, e);
    } catch (InterruptedException e) {
      sent.forEach(one -> one.cancel(true));
      throw new InterruptedCallException("an answer from Redis", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }
}
