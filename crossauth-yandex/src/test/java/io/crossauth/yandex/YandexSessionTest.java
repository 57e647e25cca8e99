package io.crossauth.yandex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.http.Form;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.value.Secret;
import io.crossauth.yandex.error.CaptchaRequiredException;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.RateLimitedException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.error.YandexNetworkException;
import io.crossauth.yandex.login.QrSession;
import io.crossauth.yandex.testing.Passport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session as a transport: cookies, Quasar's token, and the rules of every call. */
class YandexSessionTest {

  private static final String DEVICES = "iot.quasar.yandex.ru/m/v3/user/devices";
  private static final String ACTION = "iot.quasar.yandex.ru/m/user/devices/test-lamp/actions";
  private static final String QUASAR = "quasar.yandex.ru/csrf_token";
  private static final HttpCall LIST = HttpCall.get(URI.create("https://" + DEVICES));
  private static final HttpCall SWITCH =
      HttpCall.of("POST", URI.create("https://" + ACTION))
          .withBody("application/json", "{}".getBytes(StandardCharsets.UTF_8));

  private final Passport passport = new Passport();
  private final FakePassport fake = passport.fake();
  private final YandexPassportClient client = passport.client();
  private final Secret xToken = Secret.of(fake.xToken());

  @AfterEach
  void close() {
    client.close();
    passport.close();
  }

  private static String text(HttpReply reply) {
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("17-session: the devices are read with the session's cookies, and without a token")
  void devices() {
    YandexSession session = client.refreshPassportCookies(xToken);

    HttpReply devices = session.exchange(LIST);

    assertThat(devices.status()).isEqualTo(200);
    assertThat(text(devices)).contains("Kitchen speaker");
    RecordedRequest request = fake.requests(DEVICES).get(0);
    assertThat(request.header("Cookie").orElseThrow()).contains("Session_id=");
    assertThat(request.header("x-csrf-token")).isEmpty();
    assertThat(fake.requests(QUASAR)).isEmpty();
  }

  @Test
  @DisplayName("17-session: the session of a QR login is as good")
  void afterQr() {
    QrSession qr = client.startQrLogin();
    fake.confirmLogins();
    client.pollQrUntilConfirmed(qr);

    assertThat(client.session().exchange(LIST).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("17-session: an answer to another account's request does not reach this session")
  void answerOfTheSessionBefore() {
    AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    HttpTransport slow =
        call -> {
          HttpReply reply = passport.transport().send(call);
          meanwhile.get().run();
          return reply;
        };
    try (YandexPassportClient slowly =
        YandexPassportClient.builder().transport(slow).platform(passport.platform()).build()) {
      Secret later = client.refreshPassportCookies(xToken).exportCookies();
      YandexSession session = slowly.refreshPassportCookies(xToken);
      fake.always(DEVICES, Reply.json("{}").header("Set-Cookie", "test-late=1; Domain=yandex.ru"));
      meanwhile.set(() -> slowly.restoreSession(later));

      session.exchange(LIST);

      assertThat(session.exportCookies().reveal()).isEqualTo(later.reveal());
    }
  }

  @Test
  @DisplayName("17-session: without a session Quasar says 401, which is an answer")
  void withoutSession() {
    assertThat(client.session().exchange(LIST).status()).isEqualTo(401);
    assertThat(fake.requests(DEVICES).get(0).header("Cookie")).isEmpty();
  }

  @Nested
  class Tokens {

    @Test
    @DisplayName("17-session: what changes something carries Quasar's token, asked for once")
    void once() {
      YandexSession session = client.refreshPassportCookies(xToken);

      assertThat(session.exchange(SWITCH).status()).isEqualTo(200);
      assertThat(session.exchange(SWITCH).status()).isEqualTo(200);

      assertThat(fake.requests(QUASAR)).hasSize(1);
      assertThat(fake.requests(ACTION)).hasSize(2);
    }

    @Test
    @DisplayName("17-session: a token that is refused is asked for anew, and the call sent again")
    void renewed() {
      YandexSession session = client.refreshPassportCookies(xToken);
      fake.revoke(session.csrfToken().reveal());

      assertThat(session.exchange(SWITCH).status()).isEqualTo(200);

      assertThat(fake.requests(QUASAR)).hasSize(2);
      assertThat(fake.requests(ACTION)).hasSize(2);
    }

    @Test
    @DisplayName("17-session: a call that is refused again is not sent a third time")
    void refusedTwice() {
      YandexSession session = client.refreshPassportCookies(xToken);
      fake.always(ACTION, Reply.json("{}").status(403));

      assertThat(session.exchange(SWITCH).status()).isEqualTo(403);
      assertThat(fake.requests(ACTION)).hasSize(2);
    }

    @Test
    @DisplayName("17-session: nor is one whose new token is the old one")
    void theSameToken() {
      YandexSession session = client.refreshPassportCookies(xToken);
      fake.always(QUASAR, Reply.json("{\"status\":\"ok\",\"token\":\"test-same\"}"));

      assertThat(session.exchange(SWITCH).status()).isEqualTo(403);
      assertThat(fake.requests(ACTION)).hasSize(1);
    }

    @Test
    @DisplayName("17-session: a new session is not sent the token of the one before")
    void ofAnotherSession() {
      YandexSession session = client.refreshPassportCookies(xToken);
      session.exchange(SWITCH);
      client.refreshPassportCookies(xToken);

      session.exchange(SWITCH);

      assertThat(fake.requests(ACTION).get(0).header("x-csrf-token"))
          .isNotEqualTo(fake.requests(ACTION).get(1).header("x-csrf-token"));
    }

    @Test
    @DisplayName("17-session: other hosts are not told the token; one's own is left as it is")
    void notToOthers() {
      YandexSession session = client.refreshPassportCookies(xToken);
      fake.always("www.yandex.ru/x", Reply.json("{}"));
      fake.always(ACTION, Reply.json("{}"));

      session.exchange(HttpCall.post(URI.create("https://www.yandex.ru/x"), Form.of("a", "b")));
      session.exchange(SWITCH.withHeader("X-CSRF-Token", "test-mine"));

      assertThat(fake.requests("www.yandex.ru/x").get(0).header("x-csrf-token")).isEmpty();
      assertThat(fake.requests(ACTION).get(0).header("x-csrf-token")).contains("test-mine");
      assertThat(fake.requests(QUASAR)).isEmpty();
    }

    @Test
    @DisplayName("17-session: without a token nothing is switched")
    void none() {
      assertThatThrownBy(() -> client.session().exchange(SWITCH))
          .isExactlyInstanceOf(YandexAuthFailedException.class)
          .hasFieldOrPropertyWithValue("code", "yandex.csrf_missing");
      assertThat(fake.requests(ACTION)).isEmpty();
    }
  }

  @Nested
  class Rules {

    private final YandexSession session = client.refreshPassportCookies(xToken);

    @ParameterizedTest
    @ValueSource(
        strings = {"https://evil.example.com/x", "https://evil.yandex.ru/x", "http://yandex.ru/x"})
    @DisplayName("17-session: hosts that are not on the list are sent nothing")
    void hosts(String address) {
      assertThatThrownBy(() -> session.exchange(HttpCall.get(URI.create(address))))
          .hasFieldOrPropertyWithValue("code", "yandex.unexpected_host");
    }

    @Test
    @DisplayName("17-session: too many calls, a captcha, a pace: as everywhere")
    void asEverywhere() {
      fake.next(DEVICES, Reply.json("{}").status(429).header("Retry-After", "9"));
      assertThatThrownBy(() -> session.exchange(LIST))
          .isInstanceOfSatisfying(
              RateLimitedException.class,
              e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(9)));
      fake.next(DEVICES, Reply.redirect(302, "https://passport.yandex.ru/showcaptcha?x"));
      assertThatThrownBy(() -> session.exchange(LIST)).isInstanceOf(CaptchaRequiredException.class);
      assertThat(passport.time().waits()).contains(Duration.ofMillis(200));
    }

    @Test
    @DisplayName("17-session: a redirect is an answer; cookies of answers are kept")
    void answers() {
      fake.next(
          DEVICES,
          Reply.redirect(302, "https://ya.ru/")
              .header("Set-Cookie", "extra=1; Domain=.yandex.ru; Path=/"));

      assertThat(session.exchange(LIST).status()).isEqualTo(302);
      session.exchange(LIST);

      assertThat(fake.requests(DEVICES).get(1).header("Cookie").orElseThrow()).contains("extra=1");
    }

    @Test
    @DisplayName("17-session: an answer may be a mebibyte long, or as long as the call says")
    void sizes() {
      fake.always(DEVICES, Reply.json("{}" + " ".repeat(500_000)));

      assertThat(session.exchange(LIST).body()).hasSize(500_002);
      assertThatThrownBy(() -> session.exchange(LIST.withMaxBytes(1000)))
          .isInstanceOf(YandexNetworkException.class)
          .hasMessageContaining("too_large");
    }
  }

  @Nested
  class Export {

    @Test
    @DisplayName("17-session: an exported session goes on in another client")
    void restored() {
      Secret exported = client.refreshPassportCookies(xToken).exportCookies();

      try (YandexPassportClient other = passport.client()) {
        YandexSession session = other.restoreSession(exported);

        assertThat(session.exchange(LIST).status()).isEqualTo(200);
        assertThat(session).isSameAs(other.session());
        assertThat(other.loginCookies(exported).uid()).isPresent();
      }
    }

    @Test
    @DisplayName("17-session: the export says what a browser's extension says, and shows nothing")
    void form() {
      Secret exported = client.refreshPassportCookies(xToken).exportCookies();

      assertThat(exported.reveal())
          .contains("\"name\":\"Session_id\"", "\"domain\":\".yandex.ru\"", "\"hostOnly\":false");
      assertThat(exported).hasToString("***");
      assertThat(client.session().toString()).matches("YandexSession\\[CookieJar\\[[0-9]+]]");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "[]",
          "{}",
          "Session_id=test",
          "[{\"name\":\"Session_id\",\"value\":\"x\",\"domain\":\".evil.example\"}]",
          "[{\"name\":\"Session_id\",\"value\":\"x;y\",\"domain\":\".yandex.ru\"}]",
          "[{\"name\":\"Session_id\",\"value\":\"\",\"domain\":\".yandex.ru\"}]",
          "[{\"name\":\"Session_id\",\"value\":\"x\",\"domain\":\".yandex.ru\","
              + "\"expirationDate\":1}]",
          "[{\"name\":\"other\",\"value\":\"x\",\"domain\":\".yandex.ru\"}]"
        })
    @DisplayName("17-session: an export without a session that lasts is refused, the old one kept")
    void refused(String export) {
      client.refreshPassportCookies(xToken);

      assertThatThrownBy(() -> client.restoreSession(Secret.of(export)))
          .isInstanceOf(InvalidCredentialsException.class)
          .hasMessageContaining("cookies");
      assertThat(client.session().exchange(LIST).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("17-session: expiry, path and a host alone survive the export")
    void attributes() {
      client.restoreSession(
          Secret.of(
              "[{\"name\":\"Session_id\",\"value\":\"x\",\"domain\":\"passport.yandex.ru\","
                  + "\"path\":\"/a\",\"expirationDate\":4102444800.5},"
                  + "{\"name\":\"Session_id\",\"value\":\"y\",\"domain\":\".yandex.ru\"}]"));

      assertThat(client.session().exportCookies().reveal())
          .contains(
              "\"domain\":\"passport.yandex.ru\",\"hostOnly\":true,\"path\":\"/a\"",
              "\"expirationDate\":4102444800");
    }
  }
}
