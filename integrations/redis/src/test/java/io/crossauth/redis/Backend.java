package io.crossauth.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.masterreplica.MasterReplica;
import io.lettuce.core.masterreplica.StatefulRedisMasterReplicaConnection;
import java.time.Duration;
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

  /** Clusters of three servers, once they are needed: one to change settings of. */
  private static final class Clusters {
    static final Cluster SHARED = new Cluster();
  }

  private static final class OwnCluster {
    static final Cluster OWN = new Cluster();
  }

  private Backend() {}

  static RedisCalls ownCluster() {
    return OwnCluster.OWN.calls();
  }

  static List<RedisCommands<String, String>> ownClusterAdmins() {
    return OwnCluster.OWN.admins();
  }

  static RedisProcess one() {
    return ONE;
  }

  static RedisCalls calls() {
    return LettuceCalls.over(CONNECTION);
  }

  static RedisCalls cluster() {
    return Clusters.SHARED.calls();
  }

  static List<RedisCommands<String, String>> clusterAdmins() {
    return Clusters.SHARED.admins();
  }

  static String freshPrefix() {
    return "t-" + UUID.randomUUID();
  }

  /** A connection to a server of the test's own, which the test closes. */
  static StatefulRedisConnection<String, String> connect(String uri) {
    return CLIENT.connect(RedisURI.create(uri));
  }

  /** A connection to a primary and its replicas, which the test closes. */
  static StatefulRedisMasterReplicaConnection<String, String> connect(List<RedisURI> all) {
    return MasterReplica.connect(CLIENT, StringCodec.UTF8, all);
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
