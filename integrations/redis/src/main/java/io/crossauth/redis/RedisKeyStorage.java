package io.crossauth.redis;

import io.crossauth.platform.RandomSource;
import io.crossauth.tokenconsumer.storage.KeyStorage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keys by their value, and hints to them by their user. */
final class RedisKeyStorage implements KeyStorage {

  private static final int MARK_BYTES = 9;

  private final Redis redis;
  private final Records records;
  private final Hints hints;
  private final RandomSource random;

  RedisKeyStorage(Redis redis, RandomSource random) {
    this.redis = redis;
    this.records = new Records(redis);
    this.hints = new Hints(redis);
    this.random = random;
  }

  @Override
  public Optional<StoredKey> getKey(String value) {
    return records.read(key(value)).map(text -> KeyRecord.read(text).key());
  }

  @Override
  public void saveKey(StoredKey key) {
    KeyRecord record = new KeyRecord(random.text(MARK_BYTES), key);
    Instant end = key.expires();
    String until = end == null ? "+inf" : Long.toString(Math.max(1, end.toEpochMilli()));
    key.owner().ifPresent(user -> hints.addUntil(ofUser(user), record.hint(), until));
    records
        .replace(key(key.value()), record.text(), end == null ? "NONE" : "PXAT", until)
        .ifPresent(this::forget);
  }

  @Override
  public boolean deleteKey(String value) {
    Optional<String> before = records.delete(key(value), "");
    before.ifPresent(this::forget);
    return before.isPresent();
  }

  /** Only the hint to this very record: another may have come since. */
  private void forget(String text) {
    KeyRecord before = KeyRecord.read(text);
    before.key().owner().ifPresent(user -> hints.remove(ofUser(user), before.hint()));
  }

  @Override
  public List<StoredKey> getAllForUser(String userid) {
    List<StoredKey> found = new ArrayList<>();
    for (String hint : hints.list(ofUser(userid))) {
      records
          .read(key(KeyRecord.value(hint)))
          .map(KeyRecord::read)
          .filter(record -> record.hint().equals(hint))
          .ifPresent(record -> found.add(record.key()));
    }
    found.sort(Comparator.comparing(StoredKey::value));
    return found;
  }

  @Override
  public void deleteAllForUser(String userid, String prefix) {
    for (String hint : hints.list(ofUser(userid))) {
      String value = KeyRecord.value(hint);
      if (value.startsWith(prefix)) {
        Optional<String> unused = records.delete(key(value), KeyRecord.start(hint));
        hints.remove(ofUser(userid), hint);
      }
    }
  }

  private String key(String value) {
    return redis.key("key", Names.of(value));
  }

  private String ofUser(String user) {
    return redis.key("user", Names.of(user));
  }
}
