package io.crossauth.redis;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("In a cluster of three Redis servers, by Lettuce")
@Execution(ExecutionMode.CONCURRENT)
class ClusterContractsTest extends RedisContracts {

  @Override
  RedisCalls calls() {
    return Backend.cluster();
  }

  @Override
  void pass(String name, Duration time) {
    Backend.clusterAdmins().forEach(node -> Backend.pass(node, name, time));
  }
}
