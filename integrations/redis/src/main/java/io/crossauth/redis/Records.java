package io.crossauth.redis;

import java.util.List;
import java.util.Optional;

/** Records that are read, replaced and deleted as a whole, each one key. */
final class Records {

  private static final Script READ =
      Script.of(
          """
          local found = redis.call('GET', KEYS[1])
          return found and {found} or {}
          """);

  /** {@code ARGV}: the record, and {@code PX} for so many milliseconds or {@code PXAT} a date. */
  private static final Script REPLACE =
      Script.of(
          """
          local before = redis.call('GET', KEYS[1])
          if ARGV[2] == 'NONE' then
            redis.call('SET', KEYS[1], ARGV[1])
          else
            redis.call('SET', KEYS[1], ARGV[1], ARGV[2], ARGV[3])
          end
          return before and before ~= ARGV[1] and {before} or {}
          """);

  /** {@code ARGV}: what the record must start with, or nothing. */
  private static final Script DELETE =
      Script.of(
          """
          local before = redis.call('GET', KEYS[1])
          if not before or string.sub(before, 1, #ARGV[1]) ~= ARGV[1] then return {} end
          redis.call('DEL', KEYS[1])
          return {before}
          """);

  private final Redis redis;

  Records(Redis redis) {
    this.redis = redis;
  }

  Optional<String> read(String key) {
    return redis.read(READ, List.of(key)).stream().findFirst();
  }

  /** Writes a record; gives the one that was there before. */
  Optional<String> replace(String key, String record, String ending, String time) {
    return redis.exchange(REPLACE, List.of(key), record, ending, time).stream().findFirst();
  }

  /** Deletes a record if it starts so; gives it. */
  Optional<String> delete(String key, String start) {
    return redis.exchange(DELETE, List.of(key), start).stream().findFirst();
  }
}
