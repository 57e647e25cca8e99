package io.crossauth.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.testing.Given;
import io.crossauth.client.testing.Together;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TransportException;
import io.crossauth.testing.FakeTime;
import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisplayName("A token source of a service")
class CachedTokenSourceTest {

  private static final URI ENDPOINT = URI.create("https://id.example.com/token");

  private final FakeTime time = FakeTime.create();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicReference<Supplier<OAuthTokenResponse>> server =
      new AtomicReference<>(this::nextToken);
  private final CachedTokenSource source =
      new CachedTokenSource(
          () -> {
            requests.incrementAndGet();
            return server.get().get();
          },
          Authorization.of("Bearer"),
          () -> ENDPOINT,
          time.platform());

  private OAuthTokenResponse nextToken() {
    return Given.tokens(time, "at-" + requests.get());
  }

  private void serverIsDown() {
    server.set(
        () -> {
          throw down();
        });
  }

  private static TransportException down() {
    return new TransportException(
        TransportException.Kind.CONNECT, ENDPOINT, false, "nobody listens", null);
  }

  private String token() {
    return source.accessToken().reveal();
  }

  @Test
  void asks_once_for_a_token_that_lives() {
    assertThat(token()).isEqualTo("at-1");
    time.advance(Duration.ofSeconds(170));
    assertThat(token()).isEqualTo("at-1");
    assertThat(requests).hasValue(1);
    assertThat(time.plannedWork()).isZero();
  }

  @Test
  void renews_in_the_background_while_the_old_token_lives() {
    token();
    time.advance(Duration.ofSeconds(240));

    assertThat(token()).isEqualTo("at-1");
    assertThat(token()).isEqualTo("at-1");
    assertThat(requests).hasValue(1);
    time.advance(Duration.ZERO);
    assertThat(requests).hasValue(2);
    assertThat(token()).isEqualTo("at-2");
  }

  @Test
  void renews_at_moments_that_differ_by_chance() {
    assertThat(List.of(1, 2, 3, 4, 5, 6, 7, 8))
        .extracting(
            i ->
                new TokenPolicy(() -> ENDPOINT, time.platform().random())
                    .lifetimeOf(Given.tokens(time, "at"))
                    .renewAfter())
        .allSatisfy(
            at -> assertThat(at).isBetween(Duration.ofSeconds(174), Duration.ofSeconds(234)))
        .hasSizeGreaterThan(1)
        .satisfies(at -> assertThat(at.stream().distinct().count()).isGreaterThan(1));
  }

  @Test
  void gives_no_token_out_that_is_over() {
    token();
    time.advance(Duration.ofSeconds(295));

    assertThat(token()).isEqualTo("at-2");
    time.advance(Duration.ofSeconds(295));
    serverIsDown();
    assertThatExceptionOfType(TransportException.class).isThrownBy(this::token);
  }

  @Test
  void renews_after_five_minutes_where_the_server_names_no_end() {
    server.set(() -> Given.tokens(time, Map.of("access_token", "at-" + requests.get())));
    token();
    time.advance(Duration.ofSeconds(170));
    assertThat(token()).isEqualTo("at-1");
    time.advance(Duration.ofSeconds(130));
    assertThat(token()).isEqualTo("at-2");
  }

  private void serverGivesLives(Object expiresIn) {
    server.set(
        () ->
            Given.tokens(
                time, Map.of("access_token", "at-" + requests.get(), "expires_in", expiresIn)));
  }

  private void ask_in_vain(int times) {
    for (int i = 0; i < times; i++) {
      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(this::token)
          .satisfies(e -> assertThat(e.code()).isEqualTo("response.no_life"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "00", "number"})
  @DisplayName("attack 13: a token without life is its caller's; the server is asked ever later:")
  void gives_a_token_without_life_to_those_who_asked_for_it(String expiresIn) {
    serverGivesLives(expiresIn.equals("number") ? (Object) 0L : expiresIn);

    assertThat(token()).isEqualTo("at-1");
    ask_in_vain(1_000);
    assertThat(requests).hasValue(1);
    int asked = 1;
    for (int pause : new int[] {1, 2, 4, 8, 16, 30, 30}) {
      time.advance(Duration.ofSeconds(pause).minusNanos(1));
      ask_in_vain(3);
      time.advance(Duration.ofNanos(1));
      assertThat(token()).isEqualTo("at-" + ++asked);
      ask_in_vain(3);
    }
    assertThat(requests).hasValue(asked);
  }

  @Test
  @DisplayName("attack 13: the first token that lives ends the pauses")
  void ends_the_pauses_with_a_token_that_lives() {
    serverGivesLives(0L);
    token();
    time.advance(Duration.ofSeconds(1));
    token();
    ask_in_vain(1);
    server.set(this::nextToken);
    time.advance(Duration.ofSeconds(2));

    assertThat(token()).isEqualTo("at-3");
    assertThat(token()).isEqualTo("at-3");
    time.advance(Duration.ofMinutes(5));
    serverGivesLives(0L);
    assertThat(token()).isEqualTo("at-4");
    ask_in_vain(1);
    time.advance(Duration.ofSeconds(1));
    assertThat(token()).isEqualTo("at-5");
  }

  @Test
  @DisplayName("attack 13: callers together share a token without life")
  void shares_a_token_without_life() throws Exception {
    serverGivesLives(0L);

    List<Together.Call<String>> calls =
        Together.start(
            20,
            () -> {
              try {
                return token();
              } catch (InvalidResponseException late) {
                return late.code();
              }
            });

    for (Together.Call<String> call : calls) {
      assertThat(call.get()).isIn("at-1", "response.no_life");
    }
    assertThat(requests).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 5})
  @DisplayName("attack 13: a token with a short life is asked for once in its life:")
  void asks_once_in_a_short_life(long seconds) {
    serverGivesLives(seconds);

    for (int i = 0; i < 1_000; i++) {
      token();
    }
    assertThat(requests).hasValue(1);
  }

  @Test
  void says_nothing_of_its_token() {
    token();
    assertThat(source).hasToString("TokenSource");
  }

  @Test
  @DisplayName("B15: puts its token into a header, never into the address")
  void puts_its_token_into_a_header() {
    assertThat(source.authorize("GET", URI.create("https://api.example.com/orders")))
        .containsExactly(Map.entry("Authorization", "Bearer at-1"));
  }

  @ParameterizedTest(name = "B14: sends its token not to {0}")
  @ValueSource(
      strings = {
        "http://api.example.com/",
        "http://127.0.0.1.evil.example/",
        "http://127.0.0.999/",
        "ftp://localhost/",
        "https:/orders",
        "/orders"
      })
  void sends_its_token_over_tls_alone(String uri) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source.authorize("GET", URI.create(uri)))
        .withMessageNotContaining("at-1");
  }

  @ParameterizedTest(name = "B14: sends its token to {0}")
  @ValueSource(
      strings = {
        "https://api.example.com/",
        "http://127.0.0.1:80/",
        "http://[::1]/",
        "http://localhost/"
      })
  void sends_its_token_to_this_machine(String uri) {
    assertThat(source.authorize("GET", URI.create(uri))).containsKey("Authorization");
  }

  @Nested
  class When_the_server_fails {

    @Test
    void is_asked_again_at_once_and_then_ever_later() {
      serverIsDown();
      ask(2);
      assertThat(requests).hasValue(2);
      for (int seconds : List.of(1, 2, 4, 8, 16, 30, 30, 30)) {
        int before = requests.get();
        time.advance(Duration.ofSeconds(seconds).minusMillis(1));
        ask(3);
        assertThat(requests).hasValue(before);
        time.advance(Duration.ofMillis(1));
        ask(3);
        assertThat(requests).hasValue(before + 1);
      }
    }

    private void ask(int times) {
      for (int i = 0; i < times; i++) {
        assertThatExceptionOfType(TransportException.class)
            .isThrownBy(CachedTokenSourceTest.this::token);
      }
    }

    @Test
    void forgets_all_failures_with_the_first_success() {
      serverIsDown();
      ask(3);
      time.advance(Duration.ofSeconds(1));
      server.set(CachedTokenSourceTest.this::nextToken);

      assertThat(token()).isEqualTo("at-3");
      assertThat(token()).isEqualTo("at-3");
      time.advance(Duration.ofMinutes(5));
      serverIsDown();
      ask(1);
      server.set(CachedTokenSourceTest.this::nextToken);
      assertThat(token()).isEqualTo("at-5");
    }

    @Test
    void keeps_the_token_that_still_lives() {
      token();
      time.advance(Duration.ofSeconds(240));
      serverIsDown();
      for (int i = 0; i < 10; i++) {
        assertThat(token()).isEqualTo("at-1");
        time.advance(Duration.ZERO);
      }
      assertThat(requests).hasValue(3);
      assertThat(time.plannedWork()).isZero();
    }

    @Test
    void stays_away_as_long_as_the_server_asks_for() {
      server.set(
          () -> {
            throw new OAuthErrorException(
                "temporarily_unavailable", null, null, 503, Duration.ofSeconds(40), null);
          });
      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(CachedTokenSourceTest.this::token);
      server.set(CachedTokenSourceTest.this::nextToken);
      time.advance(Duration.ofSeconds(39));
      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(CachedTokenSourceTest.this::token);
      time.advance(Duration.ofSeconds(1));
      assertThat(token()).isEqualTo("at-2");
    }

    @Test
    void backs_off_when_the_failure_is_not_the_servers() {
      server.set(
          () -> {
            throw new IllegalStateException("the vault does not give the secret");
          });
      for (int i = 0; i < 10; i++) {
        assertThatThrownBy(CachedTokenSourceTest.this::token)
            .isInstanceOf(IllegalStateException.class);
      }
      assertThat(requests).hasValue(2);
    }
  }

  @Nested
  class When_a_server_has_refused_its_token {

    @Test
    void is_asked_once_for_all_who_say_so() {
      token();
      time.advance(Duration.ofSeconds(2));
      for (int i = 0; i < 5; i++) {
        source.rejected(Secret.of("at-1"));
        assertThat(token()).isEqualTo("at-2");
      }
      assertThat(requests).hasValue(2);
    }

    @Test
    void keeps_a_token_that_has_come_just_now() {
      token();
      time.advance(Duration.ofMillis(1999));
      source.rejected(Secret.of("at-1"));
      assertThat(token()).isEqualTo("at-1");
    }

    @Test
    void keeps_its_token_when_another_was_refused() {
      token();
      time.advance(Duration.ofSeconds(2));
      source.rejected(Secret.of("at-0"));
      assertThat(token()).isEqualTo("at-1");
    }

    @Test
    void gives_the_refused_token_out_no_more_though_there_is_no_other() {
      token();
      time.advance(Duration.ofSeconds(2));
      source.rejected(Secret.of("at-1"));
      serverIsDown();
      assertThatExceptionOfType(TransportException.class)
          .isThrownBy(CachedTokenSourceTest.this::token);
    }
  }

  @Nested
  class When_many_threads_ask {

    private final CountDownLatch gate = new CountDownLatch(1);

    private void serverTakesItsTime(Supplier<OAuthTokenResponse> then) {
      server.set(
          () -> {
            try {
              gate.await();
            } catch (InterruptedException e) {
              throw new InterruptedCallException("an answer", e);
            }
            return then.get();
          });
    }

    private List<Together.Call<String>> waiting(int count) {
      List<Together.Call<String>> calls = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        calls.add(Together.start(CachedTokenSourceTest.this::token));
      }
      calls.forEach(Together.Call::awaitWaiting);
      return calls;
    }

    @Test
    void makes_one_request_whose_token_they_share() throws Exception {
      serverTakesItsTime(CachedTokenSourceTest.this::nextToken);
      List<Together.Call<String>> calls = waiting(50);
      gate.countDown();
      for (Together.Call<String> call : calls) {
        assertThat(call.get()).isEqualTo("at-1");
      }
      assertThat(requests).hasValue(1);
    }

    @Test
    void frees_all_when_the_one_who_asks_dies() {
      serverTakesItsTime(
          () -> {
            throw new StackOverflowError("the thread that asks dies");
          });
      List<Together.Call<String>> calls = waiting(10);
      gate.countDown();
      for (Together.Call<String> call : calls) {
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(call::get);
      }
      server.set(CachedTokenSourceTest.this::nextToken);
      assertThat(token()).startsWith("at-");
    }

    @Test
    void leaves_the_others_alone_when_one_is_interrupted() throws Exception {
      serverTakesItsTime(CachedTokenSourceTest.this::nextToken);
      List<Together.Call<String>> calls = waiting(8);
      for (Together.Call<String> call : calls.subList(0, 4)) {
        call.thread().interrupt();
        // One of them may be the one who asks: then another goes on.
        assertThatExceptionOfType(ExecutionException.class)
            .isThrownBy(call::get)
            .withCauseInstanceOf(InterruptedCallException.class);
      }
      gate.countDown();
      for (Together.Call<String> call : calls.subList(4, 8)) {
        assertThat(call.get()).startsWith("at-");
      }
    }
  }
}
