package io.crossauth.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.client.testing.Given;
import io.crossauth.testing.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A store whose sessions are indexed")
class IndexedTokenStoreTest {

  /** An index that takes everything and keeps nothing. */
  private static final SessionIndex INDEX =
      new SessionIndex() {
        @Override
        public boolean add(String session, LoginReference login, Duration kept) {
          return true;
        }

        @Override
        public void remove(String session) {}

        @Override
        public List<String> end(LoginReference logout, Duration remembered) {
          return List.of();
        }
      };

  @Test
  @DisplayName("remembers of 100,000 sessions at most that it has noted them")
  void remembers_so_many_at_most() {
    IndexedTokenStore store =
        new IndexedTokenStore(
            TokenStore.inMemory(10, Duration.ofDays(1), FakeTime.create()),
            INDEX,
            Duration.ofDays(30));
    StoredTokens plain = Given.stored(1);
    StoredTokens tokens =
        new StoredTokens(
            1,
            plain.accessToken(),
            plain.refreshToken(),
            plain.idToken(),
            plain.subject(),
            plain.expiresAt(),
            plain.renewAt(),
            plain.scopes(),
            Optional.of(
                new LoginReference(
                    "https://id.example.com",
                    Optional.of("alice"),
                    Optional.empty(),
                    Instant.EPOCH)),
            AuthorizationDetails.none());
    for (int i = 0; i < IndexedTokenStore.MOST + 1_000; i++) {
      store.put("session " + i, tokens);
    }

    assertThat(store.noted()).isBetween(IndexedTokenStore.MOST / 2, IndexedTokenStore.MOST);
  }
}
