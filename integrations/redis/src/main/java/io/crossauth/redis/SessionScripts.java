package io.crossauth.redis;

/**
 * What is done to a session in one step. {@code KEYS[1]} is the session, {@code 1 version sealed};
 * {@code KEYS[2]} the lease on it, {@code fence end}, with the end in milliseconds by the server's
 * clock. Both have the same hash tag. A client may send a script again after it lost the connection
 * and with it the answer, so that each answers the same when it has been done.
 */
final class SessionScripts {

  /** The tokens; a session that is used lasts longer, which is written now and then. */
  static final Script FIND =
      Script.of(
          """
          local found = redis.call('GET', KEYS[1])
          if not found then return {} end
          if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then
            redis.pcall('PEXPIRE', KEYS[1], ARGV[1])
          end
          return {found}
          """);

  /** A session that begins anew ends the lease on the one before. */
  static final Script PUT =
      Script.of(
          """
          redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
          redis.call('DEL', KEYS[2])
          return {'1'}
          """);

  static final Script REMOVE =
      Script.of(
          """
          redis.call('DEL', KEYS[1], KEYS[2])
          return {'1'}
          """);

  /** Only if the session is there, and nobody has a lease on it, be it over or not. */
  static final Script LEASE =
      Script.withTime(
          """
          if redis.call('EXISTS', KEYS[1]) == 0 then return {'0'} end
          local lease = redis.call('GET', KEYS[2])
          if lease then
            return {string.sub(lease, 1, #ARGV[1] + 1) == ARGV[1] .. ' ' and '1' or '0'}
          end
          local over = string.format('%.0f', now + ARGV[2])
          redis.call('SET', KEYS[2], ARGV[1] .. ' ' .. over, 'PX', ARGV[3])
          return {'1'}
          """);

  /** The fence of a lease that is over, if there is one. */
  static final Script OVERDUE =
      Script.withTime(
          """
          if redis.call('EXISTS', KEYS[1]) == 0 then return {} end
          local lease = redis.call('GET', KEYS[2])
          if not lease then return {} end
          local fence, over = string.match(lease, '^(%S+) (%d+)$')
          if tonumber(over) > now then return {} end
          return {fence}
          """);

  /** As a lease, but from the holder of this very one, if it is over. */
  static final Script TAKE_OVER =
      Script.withTime(
          """
          local lease = redis.call('GET', KEYS[2])
          if not lease or redis.call('EXISTS', KEYS[1]) == 0 then return {'0'} end
          local fence, over = string.match(lease, '^(%S+) (%d+)$')
          if fence == ARGV[1] then return {'1'} end
          if fence ~= ARGV[4] or tonumber(over) > now then return {'0'} end
          over = string.format('%.0f', now + ARGV[2])
          redis.call('SET', KEYS[2], ARGV[1] .. ' ' .. over, 'PX', ARGV[3])
          return {'1'}
          """);

  /** Only under this fence, and only what follows the version before; gives back if told so. */
  static final Script SAVE =
      Script.of(
          """
          local found = redis.call('GET', KEYS[1])
          if found == ARGV[1] then return {'1'} end
          local lease = redis.call('GET', KEYS[2])
          if not found or string.sub(found, 1, #ARGV[4]) ~= ARGV[4] then return {'0'} end
          if not lease or string.sub(lease, 1, #ARGV[3] + 1) ~= ARGV[3] .. ' ' then
            return {'0'}
          end
          redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
          if ARGV[5] == 'close' then redis.call('DEL', KEYS[2]) end
          return {'1'}
          """);

  static final Script RELEASE =
      Script.of(
          """
          local lease = redis.call('GET', KEYS[2])
          if lease and string.sub(lease, 1, #ARGV[1] + 1) == ARGV[1] .. ' ' then
            redis.call('DEL', KEYS[2])
          end
          return {'1'}
          """);

  private SessionScripts() {}
}
