package io.crossauth.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossauth.tokenconsumer.storage.KeyStorage;
import io.crossauth.tokenconsumer.storage.KeyStorage.StoredKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What a {@link KeyStorage} promises. A test of a back end extends this; each test gets an instance
 * of its own, on one thread.
 */
public abstract class KeyStorageContract {

  private static final int ROUNDS = 50;

  /** For the test of a back end. */
  protected KeyStorageContract() {}

  /**
   * Opens a further storage on the back end of this test, as another node would. The first one that
   * a test opens is empty.
   *
   * @return the storage
   */
  protected abstract KeyStorage open();

  private static StoredKey key(String value, @Nullable String user) {
    return new StoredKey(value, user, Sessions.NOON, null, "{\"a\":1}");
  }

  private static Set<String> values(List<StoredKey> keys) {
    return new TreeSet<>(keys.stream().map(StoredKey::value).toList());
  }

  @Test
  @DisplayName("keeps, replaces and deletes records")
  void keepsReplacesAndDeletes() {
    KeyStorage one = open();
    KeyStorage other = open();
    StoredKey all =
        new StoredKey(
            "access:1", "alice", Sessions.NOON, Instant.parse("2999-01-01T00:00:00.123Z"), "");
    one.saveKey(all);
    one.saveKey(new StoredKey("access:2", null, Sessions.NOON, null, null));

    assertEquals(Optional.of(all), other.getKey("access:1"));
    assertEquals(
        Optional.of(new StoredKey("access:2", null, Sessions.NOON, null, null)),
        other.getKey("access:2"));
    assertEquals(Optional.empty(), other.getKey("ACCESS:1"));
    other.saveKey(key("access:1", "bob"));
    assertEquals(Optional.of(key("access:1", "bob")), one.getKey("access:1"));
    assertTrue(one.deleteKey("access:1"));
    assertFalse(other.deleteKey("access:1"));
    assertEquals(Optional.empty(), other.getKey("access:1"));
  }

  @Test
  @DisplayName("gives and deletes the records of a user, by kind")
  void recordsOfAUser() {
    KeyStorage storage = open();
    for (String value : List.of("access:1", "access:2", "refresh:1", "a%c_ss:1", "Access:1")) {
      storage.saveKey(key(value, "alice"));
    }
    storage.saveKey(key("access:3", "bob"));
    storage.saveKey(key("access:4", null));

    assertEquals(
        Set.of("access:1", "access:2", "refresh:1", "a%c_ss:1", "Access:1"),
        values(storage.getAllForUser("alice")));
    storage.deleteAllForUser("alice", "a%c_ss:");
    assertEquals(
        Set.of("access:1", "access:2", "refresh:1", "Access:1"),
        values(storage.getAllForUser("alice")));
    storage.deleteAllForUser("alice", "access:");
    assertEquals(Set.of("refresh:1", "Access:1"), values(storage.getAllForUser("alice")));
    storage.deleteAllForUser("alice", "");
    assertEquals(List.of(), storage.getAllForUser("alice"));
    assertEquals(Set.of("access:3"), values(storage.getAllForUser("bob")));
    assertTrue(storage.getKey("access:4").isPresent());
  }

  @Test
  @DisplayName("of two nodes that delete a record, one is told that it was there")
  void oneDeletesIt() {
    KeyStorage one = open();
    KeyStorage other = open();
    for (int i = 0; i < ROUNDS; i++) {
      String value = "access:" + i;
      one.saveKey(key(value, "alice"));
      List<Boolean> deleted =
          AtOnce.run(
              List.<Callable<Boolean>>of(() -> one.deleteKey(value), () -> other.deleteKey(value)));
      assertEquals(1, deleted.stream().filter(was -> was).count());
    }
  }

  @Test
  @DisplayName("nodes that write one record at the same moment all go well, and one stays")
  void allWritesGoWell() {
    List<KeyStorage> nodes = List.of(open(), open(), open(), open());
    for (int i = 0; i < ROUNDS; i++) {
      String value = "access:" + i;
      List<Callable<Boolean>> work = new ArrayList<>();
      for (int node = 0; node < nodes.size(); node++) {
        KeyStorage mine = nodes.get(node);
        String user = "user " + node;
        work.add(
            () -> {
              mine.saveKey(key(value, user));
              return true;
            });
      }
      assertFalse(AtOnce.run(work).contains(false));
      assertTrue(nodes.get(0).getKey(value).isPresent());
    }
  }
}
