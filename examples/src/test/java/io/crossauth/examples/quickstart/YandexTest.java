package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.OAuthClient;
import io.crossauth.http.AddressBook;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.yandex.FakeAccount;
import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import io.crossauth.yandex.OAuthDeviceClient;
import io.crossauth.yandex.YandexPassportClient;
import io.crossauth.yandex.YandexSession;
import io.crossauth.yandex.credentials.CredentialStore;
import io.crossauth.yandex.credentials.CredentialsKeeper;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.error.CaptchaRequiredException;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.LoginTimeoutException;
import io.crossauth.yandex.error.RateLimitedException;
import io.crossauth.yandex.error.YandexPassportException;
import io.crossauth.yandex.id.YandexId;
import io.crossauth.yandex.login.Device;
import io.crossauth.yandex.login.OAuthTokens;
import io.crossauth.yandex.login.PollOptions;
import io.crossauth.yandex.login.QrSession;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that logs its user in to the user's own Yandex account. */
class YandexTest {

  /** Shows where to go and what to type. */
  private interface Screen {
    void show(URI where, String code);
  }

  private final FakePassport fake = FakePassport.start();
  private final ApacheHttpTransport http =
      ApacheHttpTransport.builder().sslContext(fake.clientContext()).addressBook(names()).build();

  private final FakeTime time = FakeTime.create();
  private final Screen screen = (where, code) -> fake.grant(code);

  private String askForCookies() {
    return fake.browserCookies();
  }

  @Test
  void theUserScansACode() {
    try (YandexPassportClient yandex = connect()) {
      QrSession qr = yandex.startQrLogin();
      System.out.println(qr.terminalQr());
      PassportCredentials me = yandex.pollQrUntilConfirmed(qr);

      assertThat(me.displayLogin()).contains(FakeAccount.LOGIN);
    }
  }

  @Test
  void theUserMayStop() {
    try (YandexPassportClient yandex = connect()) {
      QrSession qr = yandex.startQrLogin();
      AtomicBoolean stop = new AtomicBoolean(true);
      PollOptions options =
          PollOptions.usual()
              .withInterval(Duration.ofSeconds(1))
              .withTotal(Duration.ofMinutes(5))
              .withCancel(stop::get);
      CompletableFuture<PassportCredentials> login = yandex.startQrPolling(qr, options);

      time.advance(Duration.ofSeconds(2));
      assertThatThrownBy(() -> login.get(30, TimeUnit.SECONDS))
          .hasRootCauseMessage("login cancelled");
    }
  }

  @Test
  void theUserTypesACode() {
    try (YandexPassportClient yandex = connect()) {
      Device device = Device.of("kitchen-1");
      PassportCredentials me =
          yandex.loginDeviceCode(
              code -> screen.show(code.verificationUrl(), code.userCode()),
              device,
              PollOptions.usual().withTotal(Duration.ofMinutes(3)));

      assertThat(me.refreshToken()).isPresent();
    }
  }

  @Test
  void cookiesOfABrowser() {
    try (YandexPassportClient yandex = connect()) {
      String pasted = askForCookies();
      PassportCredentials me = yandex.loginCookies(pasted);

      assertThat(me.uid()).isPresent();
    }
  }

  @Test
  void theSmartHome() {
    try (YandexPassportClient yandex = connect()) {
      PassportCredentials me = PassportCredentials.of(Secret.of(fake.xToken()));
      YandexSession session = yandex.refreshPassportCookies(me.xToken());

      URI home = URI.create("https://iot.quasar.yandex.ru/m/");
      HttpReply devices = session.exchange(HttpCall.get(home.resolve("v3/user/devices")));
      System.out.println(new String(devices.body(), StandardCharsets.UTF_8));

      String on =
          """
          {"actions": [{"type": "devices.capabilities.on_off",
                        "state": {"instance": "on", "value": true}}]}\
          """;
      HttpReply done =
          session.exchange(
              HttpCall.of("POST", home.resolve("user/devices/test-lamp/actions"))
                  .withBody("application/json", on.getBytes(StandardCharsets.UTF_8)));

      assertThat(devices.status()).isEqualTo(200);
      assertThat(done.status()).isEqualTo(200);

      Secret kept = session.exportCookies();
      // … and in another run of the program:
      YandexSession again = yandex.restoreSession(kept);

      assertThat(again.exchange(HttpCall.get(home.resolve("v3/user/devices"))).status())
          .isEqualTo(200);
    }
  }

  @Test
  void credentialsThatStayFresh(@TempDir Path directory) {
    SealingKey key = SealingKey.of(new byte[32]);
    Path file = directory.resolve("me.sealed");
    try (YandexPassportClient yandex = connect()) {
      CredentialStore store = CredentialStore.encryptedFile(file, key);
      CredentialsKeeper keeper =
          CredentialsKeeper.builder(yandex, store)
              .login(() -> yandex.loginCookies(askForCookies()))
              .build();
      Secret speaker =
          keeper.callWithMusicToken(
              music -> yandex.glagolDeviceToken(music, "L00X", "yandexstation"));

      assertThat(speaker).isNotNull();
      assertThat(store.load()).isPresent();
    }
  }

  @Test
  void anApplicationOfOnesOwn() {
    Secret secret = Secret.of("test-app-secret");
    try (OAuthDeviceClient own =
        OAuthDeviceClient.builder("test-app", secret)
            .scope("login:info")
            .transport(http)
            .platform(time.platform())
            .build()) {
      OAuthTokens tokens =
          own.login(
              code -> screen.show(code.verificationUrl(), code.userCode()),
              Device.of("kitchen-1"),
              PollOptions.usual());
      OAuthTokens renewed = own.refresh(tokens.refreshToken());

      assertThat(renewed.refreshToken()).isNotEqualTo(tokens.refreshToken());
    }
  }

  @Test
  void yandexId() {
    Secret secret = Secret.of("test-app-secret");
    URI callback = URI.create("https://app.example.com/callback");
    OAuthClient client = YandexId.client("test-app", secret).redirectUri(callback).build();

    assertThat(client).isNotNull();
    client.close();
  }

  @Test
  void whatGoesWrong() {
    fake.faults().at("passport.yandex.ru/pwl-yandex").rateLimited(Duration.ofSeconds(90));
    try (YandexPassportClient yandex = connect()) {
      assertThat(login(yandex)).isEqualTo("wait PT1M30S");
    }
  }

  private static String login(YandexPassportClient yandex) {
    try {
      QrSession qr = yandex.startQrLogin();
      return "hello " + yandex.pollQrUntilConfirmed(qr).displayLogin().orElse("you");
    } catch (LoginTimeoutException e) {
      return "nobody has scanned the code: show a new one";
    } catch (CaptchaRequiredException e) {
      return "open passport.yandex.ru in a browser";
    } catch (RateLimitedException e) {
      return "wait " + e.retryAfter().orElse(Duration.ofHours(1));
    } catch (InvalidCredentialsException e) {
      return "refused";
    } catch (YandexPassportException e) {
      return e.retryable() ? "try again later" : e.code();
    }
  }

  /** A client whose user is very quick. */
  private YandexPassportClient connect() {
    return YandexPassportClient.builder()
        .transport(
            call -> {
              fake.confirmLogins();
              return http.send(call);
            })
        .platform(time.platform())
        .build();
  }

  private AddressBook names() {
    AddressBook book = AddressBook.empty();
    for (String host : fake.hosts()) {
      book = book.plus(host, 443, fake.address());
    }
    return book;
  }

  @AfterEach
  void close() {
    http.close();
    fake.close();
  }
}
