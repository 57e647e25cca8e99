package io.crossauth.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Servers that all tests of this module share, each test with a prefix of its own, and their
 * connections: one server, and three that are a cluster.
 */
final class Backend {

  /** All of a prefix that is to end ends sooner by so many milliseconds. */
  private static final String PASS =
      """
      for _, key in ipairs(redis.call('KEYS', ARGV[1] .. ':*')) do
        if redis.call('TYPE', key).ok == 'zset' then
          for _, member in ipairs(redis.call('ZRANGE', key, 0, -1)) do
            if tonumber(redis.call('ZSCORE', key, member)) < 1e15 then
              redis.call('ZINCRBY', key, '-' .. ARGV[2], member)
            end
          end
        end
        if string.sub(key, -6) == ':lease' then
          local fence, over = string.match(redis.call('GET', key), '^(%S+) (%d+)$')
          local sooner = string.format('%.0f', tonumber(over) - ARGV[2])
          redis.call('SET', key, fence .. ' ' .. sooner, 'KEEPTTL')
        end
        local left = redis.call('PTTL', key)
        if left >= 0 then
          redis.call('PEXPIRE', key, string.format('%.0f', left - ARGV[2]))
        end
      end
      return 'OK'
      """;

  private static final RedisProcess ONE = RedisProcess.start();
  private static final RedisClient CLIENT = RedisClient.create(ONE.uri());
  static final StatefulRedisConnection<String, String> CONNECTION = CLIENT.connect();

  /** The three servers of a cluster, once they are needed. */
  private static final class Cluster {

    static final List<RedisProcess> NODES = start();
    static final RedisClusterClient CLIENT = RedisClusterClient.create(NODES.get(0).uri());
    static final LettuceCalls CALLS = LettuceCalls.over(CLIENT.connect());
    static final List<RedisCommands<String, String>> ADMINS =
        NODES.stream().map(Backend::admin).toList();

    private static List<RedisProcess> start() {
      List<RedisProcess> nodes = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        nodes.add(RedisProcess.start("--cluster-enabled", "yes"));
      }
      for (int i = 0; i < 3; i++) {
        RedisCommands<String, String> node = admin(nodes.get(i));
        int first = i * 5_462;
        for (int slot = first; slot < Math.min(16_384, first + 5_462); slot++) {
          node.clusterAddSlots(slot);
        }
        node.clusterMeet("127.0.0.1", nodes.get(0).port());
      }
      for (RedisProcess node : nodes) {
        RedisCommands<String, String> commands = admin(node);
        while (!commands.clusterInfo().contains("cluster_state:ok")
            || !commands.clusterInfo().contains("cluster_known_nodes:3")) {
          Thread.onSpinWait();
        }
      }
      return nodes;
    }
  }

  private Backend() {}

  static RedisProcess one() {
    return ONE;
  }

  static RedisCalls calls() {
    return LettuceCalls.over(CONNECTION);
  }

  static RedisCalls cluster() {
    return Cluster.CALLS;
  }

  static List<RedisCommands<String, String>> clusterAdmins() {
    return Cluster.ADMINS;
  }

  static String freshPrefix() {
    return "t-" + UUID.randomUUID();
  }

  /** A connection to a server of the test's own, which the test closes. */
  static StatefulRedisConnection<String, String> connect(String uri) {
    return CLIENT.connect(RedisURI.create(uri));
  }

  /** A connection that nobody else uses; it ends with the process of the tests. */
  static RedisCommands<String, String> admin(RedisProcess server) {
    return CLIENT.connect(RedisURI.create(server.uri())).sync();
  }

  static RedisCommands<String, String> admin() {
    return CONNECTION.sync();
  }

  static void pass(RedisCommands<String, String> server, String prefix, Duration time) {
    server.eval(
        PASS, ScriptOutputType.STATUS, new String[0], prefix, Long.toString(time.toMillis()));
  }
}
