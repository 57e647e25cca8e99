package io.crossauth.contracts;

import io.crossauth.client.manager.OAuthClientStorage;
import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.TokenStore;
import io.crossauth.testing.FakeTime;
import io.crossauth.tokenconsumer.OneTimeStore;
import io.crossauth.tokenconsumer.storage.KeyStorage;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

@DisplayName("In memory")
class InMemoryContractsTest {

  @Nested
  @DisplayName("a store of tokens")
  class Tokens extends TokenStoreContract {

    private final FakeTime time = FakeTime.create();
    private final TokenStore store = TokenStore.inMemory(1_000, Duration.ofDays(365), time);

    @Override
    protected TokenStore open() {
      return store;
    }

    @Override
    protected void letPass(Duration passed) {
      time.advance(passed);
    }
  }

  @Nested
  @DisplayName("a memory of what is used once")
  class OneTime extends OneTimeStoreContract {

    private final FakeTime time = FakeTime.create();
    private final OneTimeStore store = OneTimeStore.inMemory(time.platform(), 10_000);

    @Override
    protected OneTimeStore open() {
      return store;
    }

    @Override
    protected void letPass(Duration passed) {
      time.advance(passed);
    }
  }

  @Nested
  @DisplayName("a memory that forgets nothing")
  class OneTimeForgettingNothing extends OneTimeStoreContract {

    private final FakeTime time = FakeTime.create();
    private final OneTimeStore store =
        OneTimeStore.inMemoryForgettingNothing(time.platform(), 10_000);

    @Override
    protected OneTimeStore open() {
      return store;
    }

    @Override
    protected void letPass(Duration passed) {
      time.advance(passed);
    }
  }

  @Nested
  @DisplayName("an index of sessions")
  class Index extends SessionIndexContract {

    private final FakeTime time = FakeTime.create();
    private final SessionIndex index = SessionIndex.inMemory(time.platform(), 1_000);
    private final TokenStore tokens = TokenStore.inMemory(1_000, Duration.ofDays(365), time);

    @Override
    protected SessionIndex open() {
      return index;
    }

    @Override
    protected TokenStore openTokens() {
      return tokens;
    }

    @Override
    protected void letPass(Duration passed) {
      time.advance(passed);
    }
  }

  @Nested
  @DisplayName("a storage of keys")
  class Keys extends KeyStorageContract {

    private final KeyStorage storage = KeyStorage.inMemory(FakeTime.create().platform());

    @Override
    protected KeyStorage open() {
      return storage;
    }
  }

  @Nested
  @DisplayName("a storage of clients")
  class Clients extends OAuthClientStorageContract {

    private final OAuthClientStorage storage = OAuthClientStorage.inMemory();

    @Override
    protected OAuthClientStorage open() {
      return storage;
    }
  }
}
