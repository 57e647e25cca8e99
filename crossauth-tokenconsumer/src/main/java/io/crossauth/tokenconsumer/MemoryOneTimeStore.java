package io.crossauth.tokenconsumer;

import io.crossauth.platform.Platform;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps hashes of what was used, each kind in a memory of its own. */
final class MemoryOneTimeStore implements OneTimeStore {

  private final Platform platform;
  private final int most;
  private final boolean refuses;
  private final Map<String, OneTimeMemory> kinds = new ConcurrentHashMap<>();

  /**
   * @param refuses whether a full memory refuses; else it forgets
   */
  MemoryOneTimeStore(Platform platform, int most, boolean refuses) {
    if (most < 1) {
      throw new IllegalArgumentException("most: expected at least 1, found " + most);
    }
    this.platform = platform;
    this.most = most;
    this.refuses = refuses;
  }

  @Override
  public boolean firstUse(String kind, String owner, String id, Duration remembered) {
    return kinds
        .computeIfAbsent(kind, key -> new OneTimeMemory(platform, most, refuses))
        .firstUse(owner, id, remembered);
  }
}
