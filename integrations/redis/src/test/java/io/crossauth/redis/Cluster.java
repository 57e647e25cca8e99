package io.crossauth.redis;

import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Three servers that are a cluster. They end with the process of the tests. */
final class Cluster {

  private static final int NODES = 3;
  private static final int SLOTS = 16_384;

  private final List<RedisProcess> nodes =
      Stream.generate(() -> RedisProcess.start("--cluster-enabled", "yes")).limit(NODES).toList();
  private final List<RedisCommands<String, String>> admins =
      nodes.stream().map(Backend::admin).toList();
  private final LettuceCalls calls;

  Cluster() {
    for (int i = 0; i < NODES; i++) {
      int[] slots = IntStream.range(SLOTS * i / NODES, SLOTS * (i + 1) / NODES).toArray();
      admins.get(i).clusterAddSlots(slots);
      admins.get(i).clusterMeet("127.0.0.1", nodes.get(0).port());
    }
    for (RedisCommands<String, String> node : admins) {
      String info = "";
      while (!info.contains("cluster_state:ok") || !info.contains("cluster_known_nodes:3")) {
        Thread.onSpinWait();
        info = node.clusterInfo();
      }
    }
    this.calls = LettuceCalls.over(RedisClusterClient.create(nodes.get(0).uri()).connect());
  }

  RedisCalls calls() {
    return calls;
  }

  List<RedisCommands<String, String>> admins() {
    return admins;
  }
}
