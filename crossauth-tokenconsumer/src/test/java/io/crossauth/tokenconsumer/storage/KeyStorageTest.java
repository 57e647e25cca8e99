package io.crossauth.tokenconsumer.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testing.FakeTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KeyStorageTest {

  private final FakeTime time = FakeTime.create();
  private final KeyStorage storage = KeyStorage.inMemory(time.platform());

  private KeyStorage.StoredKey key(String value, String user, Instant expires) {
    return new KeyStorage.StoredKey(value, user, time.instant(), expires, "{\"test\":1}");
  }

  @Test
  void recordsAreKeptReplacedAndDeleted() {
    storage.saveKey(key("access:1", "alice", null));
    assertThat(storage.getKey("access:1")).isPresent();
    assertThat(storage.getKey("access:2")).isEmpty();
    storage.saveKey(key("access:1", "bob", null));
    assertThat(storage.getKey("access:1").orElseThrow().owner()).contains("bob");
    assertThat(storage.deleteKey("access:1")).isTrue();
    assertThat(storage.deleteKey("access:1")).isFalse();
  }

  @Test
  void theRecordsOfAUserAreDeletedByKind() {
    storage.saveKey(key("access:1", "alice", null));
    storage.saveKey(key("refresh:2", "alice", null));
    storage.saveKey(key("access:3", "bob", null));
    storage.saveKey(key("access:4", null, null));
    storage.deleteAllForUser("alice", "access:");
    assertThat(storage.getAllForUser("alice"))
        .extracting(KeyStorage.StoredKey::value)
        .containsExactly("refresh:2");
    storage.deleteAllForUser("alice", "");
    assertThat(storage.getAllForUser("alice")).isEmpty();
    assertThat(storage.getAllForUser("bob")).hasSize(1);
    assertThat(storage.getKey("access:4").orElseThrow().owner()).isEmpty();
  }

  @Test
  void expiredRecordsMakeRoom() {
    storage.saveKey(key("access:1", "alice", time.instant().plusSeconds(10)));
    time.advance(Duration.ofSeconds(9));
    storage.saveKey(key("access:2", "alice", null));
    assertThat(storage.getKey("access:1")).isPresent();
    time.advance(Duration.ofSeconds(1));
    storage.saveKey(key("access:3", "alice", null));
    assertThat(storage.getKey("access:1")).isEmpty();
    assertThat(storage.getAllForUser("alice")).hasSize(2);
  }

  @Test
  void theTextOfARecordShowsNeitherValueNorData() {
    assertThat(key("access:test-value", "alice", null).toString())
        .startsWith("StoredKey[access:***")
        .doesNotContain("test");
    assertThat(key("no-prefix", null, null).toString()).startsWith("StoredKey[***");
  }
}
