package io.crossauth.spring;

import io.crossauth.redis.LettuceCalls;
import io.crossauth.redis.RedisCalls;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A connection of our own, by the client of the application's connection factory: its address,
 * credentials and TLS. It is made when it is needed first, so that the start calls nobody, and made
 * anew after a failure to make it.
 */
final class ConnectionOfApplication implements RedisCalls, AutoCloseable {

  private final LettuceConnectionFactory factory;
  private final ReentrantLock making = new ReentrantLock();
  private @Nullable StatefulConnection<String, String> connection;
  private volatile @Nullable RedisCalls calls;

  ConnectionOfApplication(LettuceConnectionFactory factory) {
    this.factory = factory;
  }

  @Override
  public List<String> command(String key, List<String> words, Duration limit) {
    return calls().command(key, words, limit);
  }

  @Override
  public List<List<String>> commands(
      String key, List<String> first, List<String> second, Duration limit) {
    return calls().commands(key, first, second, limit);
  }

  private RedisCalls calls() {
    RedisCalls made = calls;
    if (made != null) {
      return made;
    }
    making.lock();
    try {
      made = calls;
      if (made == null) {
        made = connect(factory.getRequiredNativeClient());
        calls = made;
      }
      return made;
    } finally {
      making.unlock();
    }
  }

  private RedisCalls connect(AbstractRedisClient client) {
    if (client instanceof RedisClusterClient cluster) {
      var made = cluster.connect();
      connection = made;
      return LettuceCalls.over(made);
    }
    var made = ((RedisClient) client).connect();
    connection = made;
    return LettuceCalls.over(made);
  }

  @Override
  public void close() {
    making.lock();
    try {
      if (connection != null) {
        connection.close();
      }
    } finally {
      making.unlock();
    }
  }
}
