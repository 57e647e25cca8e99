package io.crossauth.redis;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("In Redis, by Lettuce")
@Execution(ExecutionMode.CONCURRENT)
class LettuceContractsTest extends RedisContracts {

  @Override
  RedisCalls calls() {
    return Backend.calls();
  }
}
