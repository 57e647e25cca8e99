package io.crossauth.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Lua script: one step for the server. It answers with texts alone, so that every client can tell
 * what came.
 *
 * @param lua its text
 * @param digest the name by which a server knows it that has run it before
 */
record Script(String lua, String digest) {

  /** The server's time in milliseconds, as {@code now}. */
  private static final String NOW =
      """
      local time = redis.call('TIME')
      local now = time[1] * 1000 + (time[2] - time[2] % 1000) / 1000
      """;

  static Script of(String lua) {
    try {
      // EVALSHA asks for this digest, and for no better one.
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(lua.getBytes(StandardCharsets.UTF_8));
      return new Script(lua, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-1", e);
    }
  }

  /** A script that knows the server's time. */
  static Script withTime(String lua) {
    return of(NOW + lua);
  }
}
