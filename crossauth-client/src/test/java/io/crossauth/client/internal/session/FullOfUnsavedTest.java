package io.crossauth.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.testing.Given;
import io.crossauth.error.StorageException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A store that takes nothing, and as many sessions that wait for it as may wait. */
class FullOfUnsavedTest {

  private static final int MOST = 10_000;

  private final SessionScene scene = new SessionScene();
  private final SessionScene.FailingStore store =
      new SessionScene.FailingStore(TokenStore.inMemory(2 * MOST, Duration.ofDays(30), scene.time));
  private final TokenManager manager = scene.node(store);

  @Test
  @DisplayName(
      "node 3: while ten thousand sessions wait for the store, no refresh token is presented")
  void noMoreArePresented() {
    scene.server.set(
        tokens ->
            SessionScene.answer(
                Optional.of("next"), () -> Given.tokens(scene.time, "at-next", "next")));
    for (int i = 0; i <= MOST; i++) {
      manager.signedIn("session-" + i, Given.tokens(scene.time, "at", "rt-" + i));
    }
    scene.expire();
    store.beforeSave =
        () -> {
          throw new StorageException("token store: gone", null);
        };
    for (int i = 0; i < MOST; i++) {
      fails(i);
    }
    assertThat(manager.unsaved()).isEqualTo(MOST);
    assertThat(scene.presented).hasSize(MOST);

    fails(MOST);

    assertThat(scene.presented).hasSize(MOST);
    assertThat(manager.unsaved()).isEqualTo(MOST);
  }

  private void fails(int session) {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> manager.accessToken("session-" + session))
        .satisfies(e -> assertThat(e.code()).isEqualTo("store.failed"));
  }
}
