package io.crossauth.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.TokenStore;
import io.crossauth.tokenconsumer.storage.KeyStorage;
import io.crossauth.tokenconsumer.storage.KeyStorage.StoredKey;
import io.crossauth.value.SealingKey;
import java.time.Duration;

/** Makes each call of each store once. */
final class EveryCall {

  private static final Duration TTL = Duration.ofSeconds(40);

  private EveryCall() {}

  static void make(RedisStorage storage) {
    SealingKey key = SealingKey.ephemeral();
    TokenStore tokens = storage.tokens(key);
    tokens.put("a", Tokens.version(1));
    TokenStore.Lease lease = tokens.lease("a", TTL).orElseThrow();
    assertThat(tokens.overdue("a")).isEmpty();
    assertThat(tokens.takeOver("a", "b", TTL)).isEmpty();
    assertThat(lease.save(Tokens.version(2))).isTrue();
    lease.close();
    assertThat(tokens.find("a")).contains(Tokens.version(2));
    tokens.remove("a");
    SessionIndex index = storage.sessionIndex(key);
    assertThat(index.add("a", Tokens.login("alice", "sid"), TTL)).isTrue();
    assertThat(index.end(Tokens.login("alice", "sid"), TTL)).containsExactly("a");
    index.remove("a");
    assertThat(storage.oneTime().firstUse("login", "web", "a", TTL)).isTrue();
    KeyStorage keys = storage.keys();
    keys.saveKey(new StoredKey("access:1", "alice", Tokens.NOON, null, null));
    keys.saveKey(
        new StoredKey("access:2", "alice", Tokens.NOON, Tokens.NOON.plusSeconds(1L << 33), null));
    assertThat(keys.getKey("access:1")).isPresent();
    assertThat(keys.getAllForUser("alice")).hasSize(2);
    assertThat(keys.deleteKey("access:1")).isTrue();
    keys.deleteAllForUser("alice", "");
  }
}
