package io.crossauth.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The primaries of a cluster, each by a key whose slot it has. */
final class Nodes {

  private static final int SLOTS = 16_384;

  private Nodes() {}

  /** One key for each primary; of a server that is no cluster, the one that was given. */
  static List<String> keysOfEach(RedisCalls calls, String key, Duration limit) {
    String info = String.join("\n", info(calls, key, limit));
    if (!info.contains("cluster_enabled:1")) {
      return List.of(key);
    }
    List<String> keys = new ArrayList<>();
    String nodes = String.join("\n", calls.command(key, List.of("CLUSTER", "NODES"), limit));
    // id address flags primary ping pong epoch link first-last ...
    for (String line : nodes.lines().toList()) {
      String[] words = line.split(" ", -1);
      if (words.length > 8 && words[2].contains("master") && !words[8].startsWith("[")) {
        keys.add(keyOf(Integer.parseInt(words[8].split("-", 2)[0])));
      }
    }
    return keys;
  }

  private static List<String> info(RedisCalls calls, String key, Duration limit) {
    try {
      return calls.command(key, List.of("INFO", "cluster"), limit);
    } catch (RuntimeException e) {
      if ("NOPERM".equals(Failures.word(e)) || "ERR".equals(Failures.word(e))) {
        return List.of();
      }
      throw e;
    }
  }

  private static String keyOf(int slot) {
    int i = 0;
    while (slot(Integer.toString(i)) != slot) {
      i++;
    }
    return Integer.toString(i);
  }

  /** CRC-16/XMODEM, as the cluster specification has it. */
  static int slot(String key) {
    int crc = 0;
    for (byte one : key.getBytes(StandardCharsets.UTF_8)) {
      crc ^= (one & 0xff) << 8;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ 0x1021;
      }
    }
    return (crc & 0xffff) % SLOTS;
  }
}
