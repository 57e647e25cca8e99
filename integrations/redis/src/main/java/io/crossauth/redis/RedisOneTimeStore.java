package io.crossauth.redis;

import io.crossauth.platform.RandomSource;
import io.crossauth.tokenconsumer.OneTimeStore;
import java.time.Duration;
import java.util.List;

/** What was used, each a key with an end. */
final class RedisOneTimeStore implements OneTimeStore {

  private static final int MARK_BYTES = 9;

  /** Who sends this again, since its answer was lost, is still the first. */
  private static final Script USE =
      Script.of(
          """
          if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return {'1'} end
          return {redis.call('GET', KEYS[1]) == ARGV[1] and '1' or '0'}
          """);

  private final Redis redis;
  private final RandomSource random;

  RedisOneTimeStore(Redis redis, RandomSource random) {
    this.redis = redis;
    this.random = random;
  }

  @Override
  public boolean firstUse(String kind, String owner, String id, Duration remembered) {
    String key = redis.key("once", Names.of(kind, owner, id));
    return redis.write(USE, List.of(key), random.text(MARK_BYTES), Redis.millis(remembered));
  }
}
