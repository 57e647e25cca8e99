package io.crossauth.redis;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import redis.clients.jedis.RedisClient;

@DisplayName("In Redis, by Jedis")
@Execution(ExecutionMode.CONCURRENT)
class JedisContractsTest extends RedisContracts {

  private static final RedisClient CLIENT = RedisClient.create("127.0.0.1", Backend.one().port());

  @Override
  RedisCalls calls() {
    return new JedisCalls(CLIENT);
  }
}
