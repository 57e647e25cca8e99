package io.crossauth.client.internal.session;

import static io.crossauth.client.internal.session.SessionScene.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.session.TokenManager;
import io.crossauth.client.testing.Given;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.StorageException;
import io.crossauth.error.TransportException;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisplayName("An answer to a refresh token that gets lost")
class LostAnswerTest {

  private final SessionScene scene = new SessionScene();
  private final ConcurrentLinkedDeque<Supplier<RuntimeException>> failures =
      new ConcurrentLinkedDeque<>();

  /** Fails so often, and answers then. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  private void server(Supplier<RuntimeException>... first) {
    failures.addAll(List.of(first));
    scene.server.set(
        tokens -> {
          Supplier<RuntimeException> failure = failures.poll();
          if (failure != null) {
            throw failure.get();
          }
          return SessionScene.answer(
              Optional.of("rt-next"), () -> Given.tokens(scene.time, "at-next", "rt-next"));
        });
    scene.expire();
  }

  /** Nobody knows whether the server has used the refresh token up. */
  private enum Lost {
    TIMEOUT(() -> SessionScene.broken(TransportException.Kind.TIMEOUT, true)),
    BROKEN(() -> SessionScene.broken(TransportException.Kind.BROKEN, true)),
    CLOSED(() -> SessionScene.broken(TransportException.Kind.CLOSED, true)),
    BODY_BROKEN_OFF(() -> new InvalidResponseException("not_json", "broken off", 200, null)),
    NO_BODY(() -> new InvalidResponseException("empty", "no body", 200, null)),
    INTERRUPTED(() -> new InterruptedCallException("an answer", null));

    private final Supplier<RuntimeException> failure;

    Lost(Supplier<RuntimeException> failure) {
      this.failure = failure;
    }
  }

  /** The server has answered, or got nothing. */
  private enum Told {
    NOT_REACHED(() -> SessionScene.broken(TransportException.Kind.CONNECT, false)),
    NOT_IN_TIME_FOR_A_CONNECTION(() -> SessionScene.broken(TransportException.Kind.TIMEOUT, false)),
    TLS(() -> SessionScene.broken(TransportException.Kind.TLS, true)),
    TOO_LARGE(() -> SessionScene.broken(TransportException.Kind.TOO_LARGE, true)),
    HTML(() -> new InvalidResponseException("content_type", "found text/html", 200, null)),
    BAD_GATEWAY(() -> new InvalidResponseException("status", "HTTP 502", 502, null)),
    BUSY(() -> new OAuthErrorException("temporarily_unavailable", null, null, 503, null, null)),
    VAULT(() -> new IllegalStateException("the vault does not give the secret"));

    private final Supplier<RuntimeException> failure;

    Told(Supplier<RuntimeException> failure) {
      this.failure = failure;
    }
  }

  private void login_required(TokenManager manager) {
    assertThatExceptionOfType(LoginRequiredException.class)
        .isThrownBy(() -> manager.accessToken(SESSION))
        .satisfies(e -> assertThat(e.code()).isEqualTo("session.login_required"));
  }

  @ParameterizedTest(
      name = "node 4: {0}: the refresh token is presented once more, under the lease")
  @EnumSource
  void is_presented_once_more(Lost lost) {
    server(lost.failure);
    scene.store.statements.clear();
    assertThat(scene.token()).isEqualTo("at-next");
    assertThat(scene.presented).containsExactly("rt-0", "rt-0");
    assertThat(scene.store.statements).containsExactly("find", "lease", "find", "save");
    assertThat(scene.time.waits()).containsExactly(Duration.ofSeconds(2));
  }

  @ParameterizedTest(name = "node 4: {0} twice: the user logs in again, on all nodes")
  @EnumSource
  void lost_twice_is_the_end(Lost lost) {
    server(lost.failure, lost.failure);
    login_required(scene.manager);
    login_required(scene.manager);
    login_required(scene.node(scene.store));
    assertThat(scene.presented).containsExactly("rt-0", "rt-0");
    assertThat(scene.stored().refreshToken()).isEmpty();
  }

  @ParameterizedTest(name = "node 4: {0}: never repeated where that is an incident")
  @EnumSource
  void is_not_presented_again(Lost lost) {
    TokenManager careful = scene.node(scene.store, RenewalPolicy.usual().withoutRepeat());
    server(lost.failure);
    login_required(careful);
    login_required(scene.node(scene.store));
    assertThat(scene.presented).containsExactly("rt-0");
  }

  @ParameterizedTest(name = "node 4: {0}: again and again while the provider takes it, as {1} s")
  @CsvSource({"TIMEOUT, 30, 15", "BROKEN, 5, 3", "NO_BODY, 3, 2", "BROKEN, 86400, 15"})
  void is_presented_while_the_provider_takes_it(Lost lost, int seconds, int presented) {
    TokenManager known =
        scene.node(scene.store, RenewalPolicy.usual().withReuse(Duration.ofSeconds(seconds)));
    server();
    for (int i = 0; i < 100; i++) {
      failures.add(lost.failure);
    }
    login_required(known);
    login_required(scene.node(scene.store));
    // Two seconds between, and the lease leaves time for 15.
    assertThat(scene.presented).hasSize(presented);
    assertThat(scene.stored().refreshToken()).isEmpty();
  }

  @Test
  @DisplayName("node 4: two losses are no logout where the provider takes it for 30 s")
  void two_losses_are_survived() {
    TokenManager known =
        scene.node(scene.store, RenewalPolicy.usual().withReuse(Duration.ofSeconds(30)));
    server(Lost.BROKEN.failure, Lost.BODY_BROKEN_OFF.failure);
    assertThat(known.accessToken(SESSION)).isEqualTo(Secret.of("at-next"));
    assertThat(scene.presented).containsExactly("rt-0", "rt-0", "rt-0");
  }

  @ParameterizedTest(name = "node 4: {0}: no repetition, but a failure with its back-off")
  @EnumSource
  void is_told_and_not_repeated(Told told) {
    server(told.failure);
    assertThatThrownBy(scene::token).isInstanceOf(told.failure.get().getClass());
    assertThat(scene.presented).containsExactly("rt-0");
    assertThat(scene.stored().refreshToken()).contains(Secret.of("rt-0"));
    assertThat(scene.token()).isEqualTo("at-next");
  }

  @ParameterizedTest(name = "node 4: not taken {0} times, the repetition waits for its turn")
  @ValueSource(ints = {1, 5, 13})
  void the_repetition_waits(int times) {
    server(Lost.BROKEN.failure);
    for (int i = 0; i < times; i++) {
      failures.add(i % 2 == 0 ? Told.NOT_REACHED.failure : Told.BUSY.failure);
    }
    assertThat(scene.token()).isEqualTo("at-next");
    assertThat(scene.presented).hasSize(times + 2);
    assertThat(scene.store.statements).filteredOn("lease"::equals).hasSize(1);
  }

  @Test
  @DisplayName("node 4: a repetition that its lease leaves no time for is none")
  void no_repetition_without_the_lease() {
    server(Lost.BROKEN.failure);
    for (int i = 0; i < 100; i++) {
      failures.add(Told.NOT_REACHED.failure);
    }
    login_required(scene.manager);
    login_required(scene.node(scene.store));
    // 28 of 40 seconds, two for each.
    assertThat(scene.presented).hasSize(15);
  }

  @ParameterizedTest(name = "node 4: a repetition answered by {0} is the last")
  @ValueSource(strings = {"invalid_grant", "server_error", "invalid_client"})
  void an_answered_repetition_is_the_last(String error) {
    server(Lost.TIMEOUT.failure, () -> new OAuthErrorException(error, null, null, 400, null, null));
    login_required(scene.manager);
    login_required(scene.node(scene.store));
    assertThat(scene.presented).containsExactly("rt-0", "rt-0");
  }

  @Test
  @DisplayName("node 4: the program's end does not keep a lost answer from its repetition")
  void is_repeated_at_the_end() {
    server(
        () -> {
          assertThat(scene.manager.drain(Duration.ZERO)).isFalse();
          return Lost.BROKEN.failure.get();
        });
    assertThat(scene.token()).isEqualTo("at-next");
  }

  @Test
  @DisplayName("node 4: that the end of it is not saved changes nothing for callers and nodes")
  void the_end_is_saved_later() {
    scene.store.broken = true;
    server(Lost.BROKEN.failure, Lost.BROKEN.failure);
    login_required(scene.manager);
    assertThat(scene.manager.unsaved()).isEqualTo(1);
    scene.store.broken = false;
    login_required(scene.node(scene.store));
    assertThat(scene.presented).containsExactly("rt-0", "rt-0");
  }

  @Test
  @DisplayName("node 4: the access token is given out while it lives")
  void the_access_token_lives_on() {
    server();
    scene.manager.signedIn(SESSION, Given.tokens(scene.time, "at-0", "rt-0"));
    failures.addAll(List.of(Lost.BROKEN.failure, Lost.BROKEN.failure));
    scene.time.advance(Duration.ofSeconds(291));
    assertThat(scene.token()).isEqualTo("at-0");
    SessionScene.until(() -> scene.stored().refreshToken().isEmpty());
    assertThat(scene.token()).isEqualTo("at-0");
    scene.time.advance(Duration.ofSeconds(9));
    login_required(scene.manager);
  }

  @Test
  @DisplayName("node 3: a refusal is remembered, though the store cannot be read again")
  void a_refusal_is_remembered() {
    server(
        () -> {
          scene.store.beforeFind =
              () -> {
                throw new StorageException("token store: gone", null);
              };
          return SessionScene.invalidGrant();
        });
    assertThatExceptionOfType(StorageException.class).isThrownBy(scene::token);
    scene.store.beforeFind = () -> {};
    login_required(scene.manager);
    assertThat(scene.presented).containsExactly("rt-0");
  }
}
