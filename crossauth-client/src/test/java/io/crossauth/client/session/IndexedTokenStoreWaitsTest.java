package io.crossauth.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testing.FakeTime;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A store whose sessions are indexed waits")
class IndexedTokenStoreWaitsTest {

  private final FakeTime time = FakeTime.create();
  private final TokenStore memory = new InMemoryTokenStore(10, Duration.ofDays(1), time);

  /** A store that may wait, as all do that do not say otherwise. */
  private static final class MayWait implements TokenStore {

    @Override
    public Optional<StoredTokens> find(String session) {
      return Optional.empty();
    }

    @Override
    public void put(String session, StoredTokens tokens) {}

    @Override
    public void remove(String session) {}

    @Override
    public Optional<Lease> lease(String session, Duration ttl) {
      return Optional.empty();
    }
  }

  private TokenStore noting(TokenStore store) {
    return new IndexedTokenStore(store, new InMemorySessionIndex(time, 10), Duration.ofDays(1));
  }

  @Test
  void waits_where_its_store_does() {
    assertThat(noting(memory).neverWaits()).isTrue();
    assertThat(noting(new MayWait()).neverWaits()).isFalse();
  }
}
