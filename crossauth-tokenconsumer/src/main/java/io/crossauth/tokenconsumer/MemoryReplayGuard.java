package io.crossauth.tokenconsumer;

import io.crossauth.tokenconsumer.internal.Hashes;
import io.crossauth.world.World;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps hashes of ids until the tokens end; refuses all when it is full. */
final class MemoryReplayGuard implements ReplayGuard {

  private final World world;
  private final int max;
  private final Map<String, Instant> used = new ConcurrentHashMap<>();

  MemoryReplayGuard(World world, int max) {
    if (max < 1) {
      throw new IllegalArgumentException("max: expected at least 1, found " + max);
    }
    this.world = world;
    this.max = max;
  }

  @Override
  public boolean firstUse(String issuer, String jti, Instant until) {
    if (used.size() >= max) {
      Instant now = world.now();
      used.values().removeIf(end -> !end.isAfter(now));
      if (used.size() >= max) {
        return false;
      }
    }
    // The length keeps "a" + "bc" apart from "ab" + "c".
    String id = Hashes.sha256(issuer.length() + ":" + issuer + jti);
    return used.putIfAbsent(id, until) == null;
  }
}
