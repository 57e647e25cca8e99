package io.crossauth.tokenconsumer.storage;

import io.crossauth.platform.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the records in a map. */
final class MemoryKeyStorage implements KeyStorage {

  private final Platform platform;
  private final Map<String, KeyStorage.StoredKey> keys = new ConcurrentHashMap<>();

  MemoryKeyStorage(Platform platform) {
    this.platform = platform;
  }

  @Override
  public Optional<KeyStorage.StoredKey> getKey(String value) {
    return Optional.ofNullable(keys.get(value));
  }

  @Override
  public void saveKey(KeyStorage.StoredKey key) {
    Instant now = platform.now();
    keys.values().removeIf(old -> old.expired(now));
    keys.put(key.value(), key);
  }

  @Override
  public boolean deleteKey(String value) {
    return keys.remove(value) != null;
  }

  @Override
  public List<KeyStorage.StoredKey> getAllForUser(String userid) {
    return keys.values().stream().filter(key -> userid.equals(key.userid())).toList();
  }

  @Override
  public void deleteAllForUser(String userid, String prefix) {
    keys.values().removeIf(key -> userid.equals(key.userid()) && key.value().startsWith(prefix));
  }
}
