package io.crossauth.yandex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.yandex.FakeAccount;
import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.value.Secret;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.LoginTimeoutException;
import io.crossauth.yandex.error.RateLimitedException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.error.YandexNetworkException;
import io.crossauth.yandex.login.PollOptions;
import io.crossauth.yandex.login.QrSession;
import io.crossauth.yandex.testing.Passport;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waiting for somebody to scan a QR code, and what becomes of it. */
class QrWaitTest {

  private static final String BFF = "passport.yandex.ru/pwl-yandex/api/passport";
  private static final String SUBMIT = BFF + "/auth/password/submit";
  private static final String STATUS = BFF + "/auth/magic/code/status";
  private static final String GET_SESSION = BFF + "/sessions/get_session";
  private static final String X_TOKEN =
      "mobileproxy.passport.yandex.net/1/bundle/oauth/token_by_sessionid";
  private static final String ACCOUNT =
      "mobileproxy.passport.yandex.net/1/bundle/account/short_info/";
  private static final String MUSIC = "oauth.mobile.yandex.net/1/token";

  private final Passport passport = new Passport();
  private final FakePassport fake = passport.fake();
  private final YandexPassportClient client = passport.client();

  @AfterEach
  void close() {
    client.close();
    passport.close();
  }

  @Test
  @DisplayName("Y-44 what the page was told is said again as it was, whatever it holds")
  void theStateIsReplayed() {
    String state =
        "{\"track_id\":\"t-1\",\"nested\":{\"deep\":[1,2.5,true,null,{\"x\":\"y\"}]},"
            + "\"nothing\":null,\"big\":12345678901234,\"text\":\"\\u0416\\\"\\\\\","
            + "\"empty\":{},\"none\":[]}";
    fake.next(SUBMIT, Reply.json(state));
    fake.always(
        BFF + "/auth/magic/code", Reply.json("{\"link\":\"https://passport.yandex.ru/x\"}"));
    fake.next(STATUS, Reply.json("{\"state\":\"otp_auth_finished\",\"trackId\":\"t-2\"}"));

    QrSession qr = client.startQrLogin();

    assertThatThrownBy(() -> client.pollQrUntilConfirmed(qr))
        .isInstanceOf(InvalidCredentialsException.class);
    RecordedRequest poll = fake.requests(STATUS).get(0);
    assertThat(poll.json())
        .isEqualTo(new RecordedRequest("POST", "/", Map.of(), bytes(state)).json());
    assertThat(poll.json().keySet())
        .containsExactly("track_id", "nested", "nothing", "big", "text", "empty", "none");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("Y-45 a session made by hand without state is refused, and nothing is sent")
  void aSessionNeedsItsState() {
    QrSession qr =
        new QrSession() {
          @Override
          public String trackId() {
            return "t";
          }

          @Override
          public Secret csrfToken() {
            return Secret.of("test-csrf");
          }

          @Override
          public URI qrUrl() {
            return URI.create("https://passport.yandex.ru/x");
          }
        };

    assertThatThrownBy(() -> client.pollQrUntilConfirmed(qr))
        .isExactlyInstanceOf(YandexAuthFailedException.class)
        .hasMessageContaining("startQrLogin");
    assertThat(fake.requests()).isEmpty();
  }

  @Nested
  class NobodyScans {

    @Test
    @DisplayName("Y-46 a code that nobody confirms is over when its time is")
    void theTimeIsOver() {
      QrSession qr = client.startQrLogin();
      long start = passport.time().nanos();

      assertThatThrownBy(
              () ->
                  client.pollQrUntilConfirmed(
                      qr,
                      PollOptions.usual()
                          .withInterval(Duration.ofMillis(300))
                          .withTotal(Duration.ofSeconds(1))))
          .isExactlyInstanceOf(LoginTimeoutException.class)
          .hasFieldOrPropertyWithValue("code", "yandex.qr_timeout")
          .hasMessageContaining("in time");
      assertThat(passport.time().nanos() - start).isEqualTo(Duration.ofSeconds(1).toNanos());
      assertThat(fake.requests(STATUS)).hasSize(3);
    }

    @Test
    @DisplayName("Y-46 by default it asks every 2 s for 120 s")
    void theUsualTimes() {
      QrSession qr = client.startQrLogin();
      long start = passport.time().nanos();

      assertThatThrownBy(() -> client.pollQrUntilConfirmed(qr))
          .isExactlyInstanceOf(LoginTimeoutException.class)
          .hasFieldOrPropertyWithValue("code", "yandex.qr_timeout");
      assertThat(Duration.ofNanos(passport.time().nanos() - start))
          .isEqualTo(Duration.ofSeconds(120));
      assertThat(fake.requests(STATUS)).hasSize(59);
    }

    @Test
    @DisplayName("Y-46 the time is over in the same way for a wait that holds no thread")
    void theTimeOfAFuture() {
      QrSession qr = client.startQrLogin();
      CompletableFuture<PassportCredentials> login =
          client.startQrPolling(qr, PollOptions.usual().withTotal(Duration.ofSeconds(3)));

      passport.time().advance(Duration.ofSeconds(3));

      assertThat(login).isCompletedExceptionally();
      assertThatThrownBy(login::join)
          .cause()
          .isExactlyInstanceOf(LoginTimeoutException.class)
          .hasFieldOrPropertyWithValue("code", "yandex.qr_timeout");
    }

    @Test
    @DisplayName("Y-46 what comes of a login in time is the same as for one that waits")
    void theEndOfAFuture() {
      CompletableFuture<PassportCredentials> login =
          client.startQrPolling(client.startQrLogin(), PollOptions.usual());
      fake.confirmLogins();

      passport.time().advance(Duration.ofSeconds(3));

      assertThat(login).isCompleted();
      assertThat(login.join().uid()).hasValue(FakeAccount.UID);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    @DisplayName("Y-47 times of zero or less are a mistake of the program")
    void noTimesOfZero(long seconds) {
      PollOptions usual = PollOptions.usual();
      Duration time = Duration.ofSeconds(seconds);

      assertThatThrownBy(() -> usual.withInterval(time))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("interval");
      assertThatThrownBy(() -> usual.withTotal(time))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("total");
    }
  }

  @Nested
  class Stopping {

    @Test
    @DisplayName("Y-48 a login that is cancelled asks no more")
    void cancelled() {
      QrSession qr = client.startQrLogin();
      PollOptions options = PollOptions.usual().withCancel(() -> fake.requests(STATUS).size() == 2);

      assertThatThrownBy(() -> client.pollQrUntilConfirmed(qr, options))
          .isInstanceOf(InvalidCredentialsException.class)
          .hasMessageContaining("login cancelled");
      assertThat(fake.requests(STATUS)).hasSize(2);
    }

    @Test
    @DisplayName("Y-48 a future that is cancelled asks no more")
    void cancelledFuture() {
      QrSession qr = client.startQrLogin();
      CompletableFuture<PassportCredentials> login = client.startQrPolling(qr, PollOptions.usual());
      passport.time().advance(Duration.ofSeconds(4));
      int asked = fake.requests(STATUS).size();

      login.cancel(true);
      passport.time().advance(Duration.ofSeconds(60));

      assertThat(asked).isPositive();
      assertThat(fake.requests(STATUS)).hasSize(asked);
      assertThat(passport.time().plannedWork()).isZero();
    }

    @Test
    @DisplayName("Y-48 an interruption ends the wait at once, and stays noted on the thread")
    void interrupted() {
      QrSession qr = client.startQrLogin();
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> client.pollQrUntilConfirmed(qr))
          .isInstanceOf(InterruptedCallException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(fake.requests(STATUS)).isEmpty();
    }
  }

  @Nested
  class AfterTheYes {

    private PassportCredentials login() {
      QrSession qr = client.startQrLogin();
      fake.confirmLogins();
      return client.pollQrUntilConfirmed(qr);
    }

    @Test
    @DisplayName("Y-49 a session without cookies is no login")
    void noCookies() {
      fake.faults().withoutSession();

      assertThatThrownBy(this::login)
          .isInstanceOf(InvalidCredentialsException.class)
          .hasMessageContaining("expected session cookies, found none");
      assertThat(fake.requests(X_TOKEN)).isEmpty();
    }

    @Test
    @DisplayName("Y-49 the cookies of an earlier login are never used for a later one")
    void neverAnEarlierUser() {
      login();
      int before = fake.requests(X_TOKEN).size();
      fake.faults().withoutSession();

      assertThatThrownBy(this::login).isInstanceOf(InvalidCredentialsException.class);
      assertThat(fake.requests(X_TOKEN)).hasSize(before);
    }

    @Test
    @DisplayName("Y-49 cookies of a session that is over are no login")
    void overAlready() {
      fake.faults().staleSession();

      assertThatThrownBy(this::login)
          .isInstanceOf(InvalidCredentialsException.class)
          .hasMessageContaining("sessionid.invalid");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    @DisplayName("Y-50 a login is one, though nobody says whose")
    void withoutAName(int status) {
      fake.always(ACCOUNT, Reply.json("{\"status\":\"error\"}").status(status));

      PassportCredentials credentials = login();

      assertThat(credentials.uid()).isEmpty();
      assertThat(credentials.displayLogin()).isEmpty();
      assertThat(credentials.musicToken()).isPresent();
    }

    @Test
    @DisplayName("Y-50 nor is it lost when the connection breaks on that question")
    void brokenOnTheName() {
      fake.faults().at(ACCOUNT).behave(Behaviour.closeBeforeHeaders());

      assertThat(login().uid()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"error\":\"invalid_grant\"}",
          "{}",
          "{\"access_token\":null}",
          "{\"access_token\":\" \"}",
          "{\"access_token\":1}"
        })
    @DisplayName("Y-51 a login without music token has failed")
    void musicRefused(String answer) {
      fake.always(MUSIC, Reply.json(answer));

      assertThatThrownBy(this::login)
          .isInstanceOf(InvalidCredentialsException.class)
          .hasMessageContaining("music token");
    }
  }

  @Nested
  class WireTrouble {

    @Test
    @DisplayName("Y-46 a hiccup of the network does not end the wait")
    void aHiccup() {
      QrSession qr = client.startQrLogin();
      fake.faults().at(STATUS).next(2).behave(Behaviour.closeBeforeHeaders());
      fake.confirmLogins();

      assertThat(client.pollQrUntilConfirmed(qr).uid()).isPresent();
      assertThat(fake.requests(STATUS)).hasSizeBetween(3, 5);
    }

    @Test
    @DisplayName("Y-46 an outage does")
    void anOutage() {
      QrSession qr = client.startQrLogin();
      fake.always(STATUS, Reply.html("<html>down</html>").status(502));

      assertThatThrownBy(() -> client.pollQrUntilConfirmed(qr))
          .isInstanceOf(YandexNetworkException.class);
      assertThat(fake.requests(STATUS)).hasSizeBetween(2, 10);
    }

    @Test
    @DisplayName("Y-46 being told to ask less often ends it too, with the time to wait")
    void rateLimited() {
      QrSession qr = client.startQrLogin();
      fake.faults().at(STATUS).rateLimited(Duration.ofMinutes(5));

      assertThatThrownBy(() -> client.pollQrUntilConfirmed(qr))
          .isInstanceOfSatisfying(
              RateLimitedException.class,
              e -> assertThat(e.retryAfter()).contains(Duration.ofMinutes(5)));
      assertThat(fake.requests(STATUS)).hasSize(1);
    }
  }

  @Test
  @DisplayName("Y-46 a session is polled for its own cookies, page and state alone")
  void twoSessionsAtOnce() {
    QrSession first = client.startQrLogin();
    QrSession second = client.startQrLogin();
    fake.confirmLogins();

    PassportCredentials one = client.pollQrUntilConfirmed(first);
    PassportCredentials two = client.pollQrUntilConfirmed(second);

    assertThat(one.xToken()).isNotEqualTo(two.xToken());
    assertThat(fake.requests(GET_SESSION))
        .extracting(request -> request.formParameter("track_id").orElseThrow())
        .containsExactly(first.trackId(), second.trackId());
    assertThat(fake.requests(GET_SESSION).get(1).header("Cookie").orElseThrow())
        .doesNotContain("Session_id");
  }
}
