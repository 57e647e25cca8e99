package io.crossauth.redis;

import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.TokenStore;
import io.crossauth.contracts.KeyStorageContract;
import io.crossauth.contracts.OneTimeStoreContract;
import io.crossauth.contracts.SessionIndexContract;
import io.crossauth.contracts.TokenStoreContract;
import io.crossauth.tokenconsumer.OneTimeStore;
import io.crossauth.tokenconsumer.storage.KeyStorage;
import io.crossauth.value.SealingKey;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;

/** The contracts of all stores, on one back end; each store that is opened is another node's. */
@Timeout(300)
abstract class RedisContracts {

  private static final SealingKey KEY = SealingKey.ephemeral();

  private final String prefix = Backend.freshPrefix();

  /** How this back end is called. */
  abstract RedisCalls calls();

  /** All of this prefix that is to end ends sooner by this time. */
  void pass(String name, Duration time) {
    Backend.pass(Backend.admin(), name, time);
  }

  private RedisStorage node() {
    return RedisStorage.in(calls()).withPrefix(prefix);
  }

  @Nested
  @DisplayName("a store of tokens")
  class Tokens extends TokenStoreContract {

    @Override
    protected TokenStore open() {
      return node().tokens(KEY);
    }

    @Override
    protected void letPass(Duration time) {
      pass(prefix, time);
    }
  }

  @Nested
  @DisplayName("a memory of what is used once")
  class OneTime extends OneTimeStoreContract {

    @Override
    protected OneTimeStore open() {
      return node().oneTime();
    }

    @Override
    protected void letPass(Duration time) {
      pass(prefix, time);
    }
  }

  @Nested
  @DisplayName("an index of sessions")
  class Index extends SessionIndexContract {

    @Override
    protected SessionIndex open() {
      return node().sessionIndex(KEY);
    }

    @Override
    protected TokenStore openTokens() {
      return node().tokens(KEY);
    }

    @Override
    protected void letPass(Duration time) {
      pass(prefix, time);
    }
  }

  @Nested
  @DisplayName("a storage of keys")
  class Keys extends KeyStorageContract {

    @Override
    protected KeyStorage open() {
      return node().keys();
    }
  }
}
