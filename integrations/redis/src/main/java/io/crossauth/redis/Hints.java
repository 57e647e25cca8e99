package io.crossauth.redis;

import java.time.Duration;
import java.util.List;

/**
 * Sorted sets that say where to look. They lie in other slots than the records which they point to,
 * so the two are never changed in one step: a hint is written before its record, has a mark that
 * only this record has, and counts for nothing without it. A hint that was left behind ends by its
 * time.
 */
final class Hints {

  /** {@code ARGV}: what is added, and for how many milliseconds from now. */
  private static final Script ADD =
      Script.withTime(
          """
          redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now))
          redis.call('ZADD', KEYS[1], string.format('%.0f', now + ARGV[2]), ARGV[1])
          if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then
            redis.call('PEXPIRE', KEYS[1], ARGV[2])
          end
          return {'1'}
          """);

  /** {@code ARGV}: what is added, and until when, in milliseconds since 1970. */
  private static final Script ADD_UNTIL =
      Script.withTime(
          """
          local there = redis.call('EXISTS', KEYS[1]) == 1
          local left = redis.call('PTTL', KEYS[1])
          redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now))
          redis.call('ZADD', KEYS[1], ARGV[2], ARGV[1])
          if ARGV[2] == '+inf' then
            redis.call('PERSIST', KEYS[1])
          elseif not there or (left >= 0 and now + left < tonumber(ARGV[2])) then
            redis.call('PEXPIREAT', KEYS[1], ARGV[2])
          end
          return {'1'}
          """);

  private static final Script REMOVE =
      Script.of(
          """
          redis.call('ZREM', KEYS[1], ARGV[1])
          return {'1'}
          """);

  private static final Script LIST =
      Script.withTime(
          """
          return redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. string.format('%.0f', now), '+inf')
          """);

  private final Redis redis;

  Hints(Redis redis) {
    this.redis = redis;
  }

  void add(String key, String hint, Duration kept) {
    boolean unused = redis.write(ADD, List.of(key), hint, Redis.millis(kept));
  }

  /**
   * @param end milliseconds since 1970, or {@code +inf}
   */
  void addUntil(String key, String hint, String end) {
    boolean unused = redis.write(ADD_UNTIL, List.of(key), hint, end);
  }

  void remove(String key, String hint) {
    boolean unused = redis.write(REMOVE, List.of(key), hint);
  }

  List<String> list(String key) {
    return redis.read(LIST, List.of(key));
  }
}
