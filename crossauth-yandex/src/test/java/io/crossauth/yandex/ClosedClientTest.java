package io.crossauth.yandex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.value.Secret;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.error.YandexNetworkException;
import io.crossauth.yandex.login.DeviceCodeSession;
import io.crossauth.yandex.login.OAuthTokens;
import io.crossauth.yandex.login.PollOptions;
import io.crossauth.yandex.login.QrSession;
import io.crossauth.yandex.testing.Passport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A client that is closed, whosever its transport is. */
class ClosedClientTest {

  private static final String STATUS =
      "passport.yandex.ru/pwl-yandex/api/passport/auth/magic/code/status";

  private final Passport passport = new Passport();
  private final FakePassport fake = passport.fake();
  private final YandexPassportClient client = passport.client();

  @AfterEach
  void close() {
    passport.close();
  }

  private static void assertClosed(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isExactlyInstanceOf(YandexNetworkException.class)
        .hasFieldOrPropertyWithValue("code", "yandex.closed")
        .hasFieldOrPropertyWithValue("retryable", false);
  }

  @Test
  @DisplayName("17-closed: what is polled for on a borrowed transport ends with its next question")
  void aFuture() {
    QrSession qr = client.startQrLogin();
    CompletableFuture<PassportCredentials> login = client.startQrPolling(qr, PollOptions.usual());
    passport.time().advance(Duration.ofSeconds(4));
    int asked = fake.requests(STATUS).size();

    client.close();
    fake.confirmLogins();
    passport.time().advance(Duration.ofSeconds(4));

    assertThat(login).isCompletedExceptionally();
    assertClosed(() -> rethrow(login));
    assertThat(fake.requests(STATUS)).hasSize(asked);
    assertThat(passport.time().plannedWork()).isZero();
  }

  private static void rethrow(CompletableFuture<?> future) throws Throwable {
    try {
      future.join();
    } catch (java.util.concurrent.CompletionException e) {
      throw e.getCause();
    }
  }

  @Test
  @DisplayName("17-closed: so does a wait on a thread")
  void aThread() {
    DeviceCodeSession code = client.startDeviceLogin();
    PollOptions closing =
        PollOptions.usual()
            .withCancel(
                () -> {
                  client.close();
                  return false;
                });

    assertClosed(() -> client.pollDeviceUntilConfirmed(code, closing));
    assertThat(fake.requests("oauth.yandex.ru/token")).isEmpty();
  }

  @Test
  @DisplayName("17-closed: every later call says so, and nothing is sent")
  void laterCalls() {
    QrSession qr = client.startQrLogin();
    Secret token = Secret.of(fake.xToken());
    int sent = fake.requests().size();
    client.close();

    assertClosed(client::startQrLogin);
    assertClosed(() -> client.pollQrUntilConfirmed(qr));
    assertClosed(client::startDeviceLogin);
    assertClosed(() -> client.loginCookies("Session_id=test"));
    assertClosed(() -> client.validateXToken(token));
    assertClosed(() -> client.refreshMusicToken(token));
    assertClosed(() -> client.refreshPassportCookies(token));
    assertClosed(client::quasarCsrfToken);
    assertClosed(() -> client.glagolDeviceToken(token, "d", "p"));
    assertClosed(() -> client.experimentalPasswordLogin("a", token));
    assertThat(fake.requests()).hasSize(sent);
  }

  @Test
  @DisplayName("17-closed: the same for one's own application, and for a transport of its own")
  void others() {
    OAuthDeviceClient own =
        OAuthDeviceClient.builder("test-app", Secret.of("test-app-secret"))
            .transport(passport.transport())
            .platform(passport.platform())
            .build();
    DeviceCodeSession code = client.startDeviceLogin();
    CompletableFuture<OAuthTokens> login = own.startPolling(code, PollOptions.usual());
    own.close();
    passport.time().advance(Duration.ofSeconds(6));

    assertClosed(() -> rethrow(login));
    assertClosed(own::start);
    YandexPassportClient alone = YandexPassportClient.create();
    alone.close();
    assertClosed(alone::startQrLogin);
  }
}
