package io.crossauth.client.internal.session;

import static io.crossauth.client.internal.session.SessionScene.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.testing.Given;
import io.crossauth.client.testing.Together;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.StorageException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.error.TransportException;
import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@DisplayName("A manager of sessions")
class TokenManagerTest {

  private final SessionScene scene = new SessionScene();
  private final TokenManager manager = scene.manager;

  private StoredTokens stored() {
    return manager.tokens(SESSION).orElseThrow();
  }

  private void login_required(String session) {
    assertThatExceptionOfType(LoginRequiredException.class)
        .isThrownBy(() -> manager.accessToken(session))
        .withNoCause()
        .satisfies(e -> assertThat(e.code()).isEqualTo("session.login_required"));
  }

  private void awaitToken(String token) {
    SessionScene.until(() -> stored().accessToken().reveal().equals(token));
  }

  @Nested
  @DisplayName("fault 33:")
  class Sessions {

    @Test
    void refreshes_only_what_is_about_to_end() {
      scene.time.advance(Duration.ofSeconds(289));
      assertThat(scene.token()).isEqualTo("at-0");
      assertThat(scene.presented).isEmpty();
      scene.time.advance(Duration.ofSeconds(11));
      assertThat(scene.token()).isEqualTo("at-1");
      assertThat(scene.token()).isEqualTo("at-1");
      assertThat(scene.presented).containsExactly("rt-0");
    }

    @Test
    void says_when_the_access_token_ends_by_its_life() {
      assertThat(stored().expiresAt()).contains(scene.time.instant().plusSeconds(300));
    }

    @Test
    void keeps_refresh_token_and_id_token_where_no_new_ones_come() {
      scene.store.put(SESSION, Given.stored(1));
      scene.server.set(
          tokens -> SessionScene.answer(Optional.empty(), () -> Given.tokens(scene.time, "at-1")));
      scene.expire();

      assertThat(scene.token()).isEqualTo("at-1");
      assertThat(stored().refreshToken()).contains(Secret.of("canary-refresh-1"));
      assertThat(stored().idToken()).contains(Secret.of("canary-id"));
      assertThat(stored().subject()).contains("alice");
    }

    @Test
    void presents_a_refresh_token_once_though_many_ask() throws Exception {
      scene.expire();
      for (Together.Call<String> call : Together.start(40, scene::token)) {
        assertThat(call.get()).isEqualTo("at-1");
      }
      assertThat(scene.presented).containsExactly("rt-0");
    }

    @Test
    void keeps_the_managers_of_several_clients_apart() {
      TokenManager other = scene.node(TokenStore.inMemory());
      other.signedIn(SESSION, Given.tokens(scene.time, "other-at", "other-rt"));
      scene.expire();

      assertThat(scene.token()).isEqualTo("at-1");
      assertThat(other.accessToken(SESSION).reveal()).isEqualTo("at-2");
      assertThat(scene.presented).containsExactly("rt-0", "other-rt");
    }
  }

  @Nested
  @DisplayName("fault 34:")
  class Moments {

    @Test
    void renews_in_the_background_ten_seconds_early() {
      scene.time.advance(Duration.ofSeconds(290));
      assertThat(scene.token()).isEqualTo("at-0");
      awaitToken("at-1");
      assertThat(scene.token()).isEqualTo("at-1");
    }

    @Test
    void renews_a_short_life_a_fifth_of_it_early() {
      manager.signedIn(
          SESSION,
          Given.tokens(
              scene.time,
              Map.of("access_token", "short", "expires_in", 20L, "refresh_token", "rt-0")));
      scene.time.advance(Duration.ofMillis(15_999));
      assertThat(scene.token()).isEqualTo("short");
      assertThat(scene.presented).isEmpty();
      scene.time.advance(Duration.ofMillis(1));
      assertThat(scene.token()).isEqualTo("short");
      awaitToken("at-1");
    }

    @Test
    void gives_no_token_out_that_would_end_on_its_way() {
      scene.time.advance(Duration.ofSeconds(299));
      assertThat(scene.token()).isEqualTo("at-1");
    }

    @Test
    void answers_every_caller() throws Exception {
      scene.fails(SessionScene::down);
      scene.expire();
      for (Together.Call<String> call : Together.start(20, scene::token)) {
        assertThatExceptionOfType(ExecutionException.class)
            .isThrownBy(call::get)
            .withCauseInstanceOf(TransportException.class);
      }
    }
  }

  @Test
  void knows_who_has_to_log_in() {
    login_required("nobody's");
    manager.signedIn("bob's", Given.tokens(scene.time, "bob-at"));
    scene.time.advance(Duration.ofSeconds(295));
    // Nothing can renew it, so it is given out to its end.
    assertThat(manager.accessToken("bob's").reveal()).isEqualTo("bob-at");
    scene.time.advance(Duration.ofSeconds(5));
    login_required("bob's");
    manager.signedOut(SESSION);
    login_required(SESSION);
  }

  @Test
  void puts_the_token_of_a_session_on_requests() {
    TokenSource source = manager.source(SESSION);
    assertThat(source.authorize("GET", URI.create("https://api.example.com/")))
        .containsExactly(Map.entry("Authorization", "Bearer at-0"));
    assertThat(source).hasToString("TokenSource[session]");
  }

  @Nested
  class When_a_server_has_refused_the_access_token {

    private void reject(String token) {
      manager.source(SESSION).rejected(Secret.of(token));
    }

    @Test
    void renews_it_once_for_all_who_say_so() throws Exception {
      List<Together.Call<String>> calls =
          Together.start(
              20,
              () -> {
                // A source for each request, as web applications make them.
                TokenSource mine = manager.source(SESSION);
                mine.rejected(Secret.of("at-0"));
                return mine.accessToken().reveal();
              });
      for (Together.Call<String> call : calls) {
        assertThat(call.get()).isEqualTo("at-1");
      }
      assertThat(scene.presented).containsExactly("rt-0");
    }

    @Test
    void keeps_the_one_that_has_replaced_it() {
      reject("at-0");
      assertThat(scene.token()).isEqualTo("at-1");
      scene.time.advance(Duration.ofSeconds(3));
      reject("at-0");
      assertThat(scene.token()).isEqualTo("at-1");
    }

    @Test
    void renews_no_token_of_the_last_two_seconds() {
      reject("at-0");
      assertThat(scene.token()).isEqualTo("at-1");
      scene.time.advance(Duration.ofMillis(1999));
      reject("at-1");
      assertThat(scene.token()).isEqualTo("at-1");
      scene.time.advance(Duration.ofMillis(1));
      reject("at-1");
      assertThat(scene.token()).isEqualTo("at-2");
    }

    @Test
    void is_content_with_the_same_token_from_a_server_that_gives_it_again() {
      scene.server.set(
          tokens -> SessionScene.answer(Optional.empty(), () -> Given.tokens(scene.time, "at-0")));
      reject("at-0");
      assertThat(scene.token()).isEqualTo("at-0");
      assertThat(scene.token()).isEqualTo("at-0");
      assertThat(scene.presented).hasSize(1);
    }

    @Test
    void does_not_give_it_out_when_there_is_no_other() {
      scene.fails(SessionScene::down);
      reject("at-0");
      assertThatExceptionOfType(TransportException.class).isThrownBy(scene::token);
    }
  }

  @Nested
  class When_the_server_fails {

    @Test
    void gives_out_the_token_that_still_lives() {
      scene.fails(SessionScene::down);
      scene.time.advance(Duration.ofSeconds(290));
      assertThat(scene.token()).isEqualTo("at-0");
      while (scene.presented.isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(scene.token()).isEqualTo("at-0");
    }

    @Test
    void backs_off_and_forgets_it_with_the_first_success() {
      scene.fails(SessionScene::down);
      scene.expire();
      for (int i = 0; i < 10; i++) {
        assertThatExceptionOfType(TransportException.class).isThrownBy(scene::token);
      }
      assertThat(scene.presented).hasSize(2);
      scene.server.set(
          tokens -> SessionScene.answer(Optional.empty(), () -> Given.tokens(scene.time, "new")));
      scene.time.advance(Duration.ofSeconds(1));
      assertThat(scene.token()).isEqualTo("new");
      assertThat(scene.token()).isEqualTo("new");
      assertThat(scene.presented).hasSize(3);
    }

    @Test
    @DisplayName("B9: presents a refresh token no more that the server does not accept")
    void presents_no_refresh_token_again_that_is_not_accepted() {
      scene.fails(SessionScene::invalidGrant);
      scene.expire();
      for (int i = 0; i < 5; i++) {
        assertThatExceptionOfType(LoginRequiredException.class)
            .isThrownBy(scene::token)
            .satisfies(e -> assertThat(e.code()).isEqualTo("session.login_required"))
            .withCauseInstanceOf(OAuthErrorException.class);
        scene.time.advance(Duration.ofSeconds(60));
      }
      assertThat(scene.presented).hasSize(1);

      manager.signedIn(SESSION, Given.tokens(scene.time, "again", "rt-again"));
      assertThat(scene.token()).isEqualTo("again");
    }

    @Test
    @DisplayName("B9: looks again after invalid_grant whether another has renewed the session")
    void looks_again_after_invalid_grant() {
      scene.server.set(
          tokens -> {
            // Another process, whose lease ours has outlived.
            scene.store.put(
                SESSION, tokens.renewedBy(Given.tokens(scene.time, "another's", "another's-rt")));
            throw SessionScene.invalidGrant();
          });
      scene.expire();
      assertThat(scene.token()).isEqualTo("another's");
      assertThat(scene.presented).hasSize(1);
    }
  }

  @Nested
  @DisplayName("S-30: when the answer")
  class Answers {

    private void answers(RuntimeException failure) {
      scene.server.set(
          tokens ->
              SessionScene.answer(
                  Optional.of("rt-next"),
                  () -> {
                    throw failure;
                  }));
      scene.expire();
      assertThatThrownBy(scene::token).isEqualTo(failure);
    }

    @Test
    void cannot_be_checked_keeps_its_refresh_token_and_shows_nothing_else() {
      answers(SessionScene.down());
      assertThat(stored().refreshToken()).contains(Secret.of("rt-next"));
      assertThat(stored().accessToken()).isEqualTo(Secret.of("at-0"));

      scene.server.set(scene::rotating);
      assertThat(scene.token()).isEqualTo("at-2");
      assertThat(scene.presented).containsExactly("rt-0", "rt-next");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"UNKNOWN_KEY", "ISSUED_IN_FUTURE", "BAD_SIGNATURE", "WRONG_NONCE"})
    @DisplayName("is not acceptable, the used refresh token is not presented again:")
    void is_not_acceptable_keeps_its_refresh_token(RejectionReason reason) {
      answers(new TokenRejectedException(reason, null, null, null, null));
      assertThat(stored().accessToken()).isEqualTo(Secret.of("at-0"));

      scene.server.set(scene::rotating);
      assertThat(scene.token()).isEqualTo("at-2");
      assertThat(scene.presented).containsExactly("rt-0", "rt-next");
    }

    @Test
    void is_no_token_response_keeps_its_refresh_token() {
      answers(new InvalidResponseException("wrong_type", "expires_in: expected a number"));
      assertThat(stored().refreshToken()).contains(Secret.of("rt-next"));
      assertThat(stored().accessToken()).isEqualTo(Secret.of("at-0"));
    }

    @Test
    void can_still_not_be_checked_backs_off_with_the_refresh_tokens_that_are_kept() {
      scene.server.set(
          tokens ->
              SessionScene.answer(
                  Optional.of("rt-" + scene.presented.size()),
                  () -> {
                    throw SessionScene.down();
                  }));
      scene.expire();
      for (int i = 0; i < 10; i++) {
        assertThatExceptionOfType(TransportException.class).isThrownBy(scene::token);
      }
      assertThat(scene.presented).containsExactly("rt-0", "rt-1");
      scene.time.advance(Duration.ofSeconds(1));
      for (int i = 0; i < 10; i++) {
        assertThatExceptionOfType(TransportException.class).isThrownBy(scene::token);
      }
      assertThat(scene.presented).containsExactly("rt-0", "rt-1", "rt-2");
    }

    @Test
    void cannot_be_checked_nor_saved_backs_off_when_it_is_saved_at_last() {
      scene.store.broken = true;
      answers(SessionScene.down());
      scene.store.broken = false;
      for (int i = 0; i < 10; i++) {
        assertThatExceptionOfType(TransportException.class).isThrownBy(scene::token);
      }
      assertThat(scene.presented).containsExactly("rt-0", "rt-next");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"WRONG_ISSUER", "WRONG_SUBJECT", "WRONG_AUDIENCE"})
    @DisplayName("is about another login, it is dropped:")
    void is_about_another_login_is_dropped(RejectionReason reason) {
      answers(new TokenRejectedException(reason, "sub", "alice", "another", null));
      assertThat(stored().refreshToken()).contains(Secret.of("rt-0"));
      assertThat(stored().accessToken()).isEqualTo(Secret.of("at-0"));
    }
  }

  @Nested
  @DisplayName("B9: when the store fails")
  class Stores {

    @Test
    void shows_nobody_what_is_not_saved_and_loses_nothing() {
      scene.store.broken = true;
      scene.expire();
      for (int i = 0; i < 3; i++) {
        assertThatExceptionOfType(StorageException.class).isThrownBy(scene::token);
      }
      assertThat(scene.presented).containsExactly("rt-0");
      assertThat(manager.unsaved()).isEqualTo(1);

      scene.store.broken = false;
      assertThat(scene.token()).isEqualTo("at-1");
      assertThat(manager.unsaved()).isZero();
      assertThat(stored().refreshToken()).contains(Secret.of("rt-1"));
      assertThat(scene.presented).containsExactly("rt-0");
    }

    @Test
    void saves_again_by_itself() {
      scene.store.broken = true;
      scene.expire();
      assertThatExceptionOfType(StorageException.class).isThrownBy(scene::token);
      scene.time.advance(Duration.ofSeconds(5));
      assertThat(manager.unsaved()).isEqualTo(1);
      scene.store.broken = false;
      scene.time.advance(Duration.ofSeconds(30));
      assertThat(manager.unsaved()).isZero();
      assertThat(stored().accessToken()).isEqualTo(Secret.of("at-1"));
      assertThat(scene.time.plannedWork()).isZero();
    }

    @Test
    void lets_no_other_process_present_the_old_token() {
      scene.store.broken = true;
      scene.expire();
      assertThatExceptionOfType(StorageException.class).isThrownBy(scene::token);

      assertThat(scene.store.lease(SESSION, Duration.ofSeconds(1))).isEmpty();
    }

    @Test
    void saves_though_its_lease_is_over_by_then() {
      scene.store.broken = true;
      scene.expire();
      assertThatExceptionOfType(StorageException.class).isThrownBy(scene::token);
      scene.time.advance(Duration.ofMinutes(2));
      // Another had the lease meanwhile, and could do nothing with it.
      scene.store.put(SESSION, stored());

      scene.store.broken = false;
      assertThat(scene.token()).isEqualTo("at-1");
    }

    @Test
    void keeps_what_it_holds_apart_from_a_new_login() {
      scene.store.broken = true;
      scene.expire();
      assertThatExceptionOfType(StorageException.class).isThrownBy(scene::token);
      manager.signedIn(SESSION, Given.tokens(scene.time, "again", "rt-again"));
      scene.store.broken = false;

      assertThat(scene.token()).isEqualTo("again");
      scene.time.advance(Duration.ofMinutes(1));
      assertThat(stored().accessToken()).isEqualTo(Secret.of("again"));
      assertThat(manager.unsaved()).isZero();
    }

    @Test
    void brings_no_session_back_that_has_ended() {
      scene.store.beforeSave = () -> scene.store.remove(SESSION);
      scene.expire();
      login_required(SESSION);
      assertThat(manager.tokens(SESSION)).isEmpty();
      assertThat(manager.unsaved()).isZero();
    }

    @Test
    void holds_what_a_store_of_another_kind_of_failure_does_not_take() {
      scene.store.beforeSave =
          () -> {
            throw new IllegalStateException("a driver's own error");
          };
      scene.expire();
      assertThatThrownBy(scene::token).isInstanceOf(IllegalStateException.class);
      assertThat(manager.unsaved()).isEqualTo(1);
      scene.store.beforeSave = () -> {};
      assertThat(scene.token()).isEqualTo("at-1");
    }

    @Test
    void tells_so_when_nothing_can_be_read() {
      scene.store.findFailure = Optional.of(new StorageException("token store: gone", null));
      assertThatExceptionOfType(StorageException.class).isThrownBy(scene::token);
      manager.source(SESSION).rejected(Secret.of("at-0"));
    }
  }

  @Nested
  class While_a_renewal_is_under_way {

    private final CountDownLatch gate = new CountDownLatch(1);

    private void serverTakesItsTime() {
      scene.server.set(
          tokens -> {
            try {
              gate.await();
            } catch (InterruptedException e) {
              throw new InterruptedCallException("an answer", e);
            }
            return scene.rotating(tokens);
          });
      scene.expire();
    }

    @Test
    @DisplayName("B9: breaks nothing off when all who wait are interrupted")
    void breaks_nothing_off_when_all_are_interrupted() throws Exception {
      serverTakesItsTime();
      for (int i = 0; i < 5; i++) {
        Together.Call<String> call = Together.start(scene::token);
        call.awaitWaiting().thread().interrupt();
        assertThatExceptionOfType(ExecutionException.class)
            .isThrownBy(call::get)
            .withCauseInstanceOf(InterruptedCallException.class);
      }
      gate.countDown();
      assertThat(scene.token()).isEqualTo("at-1");
      assertThat(scene.presented).containsExactly("rt-0");
    }

    @Test
    void another_process_gives_out_what_still_lives() {
      scene.time.advance(Duration.ofSeconds(291));
      TokenStore.Lease lease = scene.store.lease(SESSION, Duration.ofMinutes(10)).orElseThrow();
      assertThat(scene.token()).isEqualTo("at-0");
      SessionScene.until(() -> scene.store.statements.contains("overdue"));
      lease.close();
      assertThat(scene.presented).isEmpty();
    }

    @Test
    void another_process_waits_for_it_when_nothing_lives() {
      TokenStore.Lease lease = scene.store.lease(SESSION, Duration.ofMinutes(10)).orElseThrow();
      scene.expire();
      StoredTokens theirs = stored().renewedBy(Given.tokens(scene.time, "theirs", "rt-theirs"));
      Object unused =
          scene.time.schedule(
              Duration.ofSeconds(10),
              () -> {
                assertThat(lease.save(theirs)).isTrue();
                lease.close();
              });
      assertThat(scene.token()).isEqualTo("theirs");
      assertThat(scene.presented).isEmpty();
    }

    @Test
    void waits_for_another_process_no_longer_than_its_patience() {
      TokenStore.Lease lease = scene.store.lease(SESSION, Duration.ofDays(1)).orElseThrow();
      scene.expire();
      assertThatExceptionOfType(CrossauthException.class)
          .isThrownBy(scene::token)
          .satisfies(e -> assertThat(e.retryable()).isTrue());
      lease.close();
      assertThat(scene.token()).isEqualTo("at-1");
    }
  }
}
