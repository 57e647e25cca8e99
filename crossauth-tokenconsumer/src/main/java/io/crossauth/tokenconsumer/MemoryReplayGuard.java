package io.crossauth.tokenconsumer;

import io.crossauth.platform.Platform;
import io.crossauth.tokenconsumer.internal.Hashes;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps hashes of ids until the tokens end; refuses all when it is full. */
final class MemoryReplayGuard implements ReplayGuard {

  private final Platform platform;
  private final int max;
  private final Map<String, Instant> used = new ConcurrentHashMap<>();

  MemoryReplayGuard(Platform platform, int max) {
    if (max < 1) {
      throw new IllegalArgumentException("max: expected at least 1, found " + max);
    }
    this.platform = platform;
    this.max = max;
  }

  @Override
  public boolean firstUse(String issuer, String jti, Instant until) {
    if (used.size() >= max) {
      Instant now = platform.now();
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
