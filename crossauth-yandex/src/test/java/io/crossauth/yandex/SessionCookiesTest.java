package io.crossauth.yandex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.value.Secret;
import io.crossauth.yandex.error.CaptchaRequiredException;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.error.YandexNetworkException;
import io.crossauth.yandex.testing.Passport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Session cookies for an x_token, and what Quasar gives for them. */
class SessionCookiesTest {

  private static final String TRACK = "mobileproxy.passport.yandex.net/1/bundle/auth/x_token/";
  private static final String SESSION = "passport.yandex.ru/auth/session/";
  private static final String QUASAR = "quasar.yandex.ru/csrf_token";

  private final Passport passport = new Passport();
  private final FakePassport fake = passport.fake();
  private final YandexPassportClient client = passport.client();
  private final Secret xToken = Secret.of(fake.xToken());

  @AfterEach
  void close() {
    client.close();
    passport.close();
  }

  @Test
  @DisplayName("Y-63 the cookies of a chain of redirects are good for all of Yandex")
  void theChain() {
    client.refreshPassportCookies(xToken);

    assertThat(fake.requests())
        .extracting(FakePassport::place)
        .containsExactly(
            TRACK, SESSION, "passport.yandex.ru/auth/finish", "ya.ru/", "www.yandex.ru/");
    RecordedRequest track = fake.requests(TRACK).get(0);
    assertThat(track.bodyText()).isEqualTo("type=x-token&retpath=https%3A%2F%2Fwww.yandex.ru");
    assertThat(track.header("Ya-Consumer-Authorization")).contains("OAuth " + xToken.reveal());
    assertThat(fake.requests("www.yandex.ru/").get(0).header("Cookie").orElseThrow())
        .contains("Session_id=");
    assertThat(fake.requests("ya.ru/").get(0).header("Cookie")).isEmpty();
    assertThat(client.quasarCsrfToken()).isNotNull();
  }

  @Test
  @DisplayName("Y-63 a page at once, with the cookies, is as good")
  void atOnce() {
    fake.next(
        SESSION,
        Reply.html("<html></html>")
            .header("Set-Cookie", "Session_id=test-session; Domain=.yandex.ru; Path=/; Secure"));

    client.refreshPassportCookies(xToken);

    assertThat(fake.requests("passport.yandex.ru/auth/finish")).isEmpty();
  }

  @Test
  @DisplayName("Y-63 a track is escaped in the address that it stands in")
  void anOddTrack() {
    fake.next(TRACK, Reply.json("{\"status\":\"ok\",\"track_id\":\"a&b=c d#e/../f\"}"));

    assertThatThrownBy(() -> client.refreshPassportCookies(xToken))
        .isInstanceOf(CaptchaRequiredException.class);
    assertThat(fake.requests(SESSION).get(0).target())
        .isEqualTo("/auth/session/?track_id=a%26b%3Dc+d%23e%2F..%2Ff");
  }

  @Nested
  class Captchas {

    @Test
    @DisplayName("Y-63 a redirect to a captcha is a captcha, never success")
    void shown() {
      fake.faults().captchaBeforeSession();

      assertThatThrownBy(() -> client.refreshPassportCookies(xToken))
          .isInstanceOf(CaptchaRequiredException.class)
          .hasMessageContaining("browser")
          .hasMessageNotContaining("retpath");
      assertThat(fake.requests("passport.yandex.ru/showcaptcha")).isEmpty();
    }

    @Test
    @DisplayName("Y-63 and so is a chain that ends without a session")
    void withoutSession() {
      fake.faults().withoutSession();

      assertThatThrownBy(() -> client.refreshPassportCookies(xToken))
          .isInstanceOf(CaptchaRequiredException.class)
          .hasMessageContaining("expected session cookies");
    }

    @Test
    @DisplayName("Y-63 the session that was here before is not taken for a new one, nor lost")
    void keepsTheEarlierSession() {
      client.refreshPassportCookies(xToken);
      fake.faults().withoutSession();

      assertThatThrownBy(() -> client.refreshPassportCookies(xToken))
          .isInstanceOf(CaptchaRequiredException.class);
      fake.faults().clear();
      assertThat(client.quasarCsrfToken()).isNotNull();
    }
  }

  @Nested
  class HostileHosts {

    @Test
    @DisplayName("Y-64 the host that the answer names is ignored")
    void passportHost() {
      fake.faults().at(TRACK).member("passport_host", "https://" + FakePassport.FOREIGN_HOST);

      client.refreshPassportCookies(xToken);

      assertThat(fake.requests(SESSION)).hasSize(1);
      assertThat(fake.requests())
          .noneMatch(request -> request.header("Host").orElse("").contains("evil"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "https://evil.example.com/x?track_id=t",
          "https://yandex.ru.evil.example.com/",
          "https://evil.yandex.ru/",
          "https://passport.yandex.ru@evil.example.com/",
          "https://passport.yandex.ru:8443/",
          "http://www.yandex.ru/",
          "//evil.example.com/"
        })
    @DisplayName("Y-64 a redirect to another host is not followed")
    void redirect(String location) {
      fake.faults().sessionLeadsTo(location);

      assertThatThrownBy(() -> client.refreshPassportCookies(xToken))
          .isExactlyInstanceOf(YandexNetworkException.class)
          .hasFieldOrPropertyWithValue("code", "yandex.unexpected_host")
          .hasMessageNotContaining("track_id=");
      assertThat(fake.requests()).hasSize(2);
    }

    @Test
    @DisplayName("Y-64 ten redirects are followed, and not one more")
    void tooMany() {
      fake.faults().hops(7);
      client.refreshPassportCookies(xToken);
      assertThat(fake.requests(SESSION)).hasSize(8);

      fake.faults().hops(8);
      assertThatThrownBy(() -> client.refreshPassportCookies(xToken))
          .isInstanceOf(YandexNetworkException.class)
          .hasMessageContaining("at most 10 redirects");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":\"error\",\"errors\":[\"token.invalid\"]}",
        "{}",
        "{\"status\":\"ok\"}",
        "{\"status\":\"ok\",\"track_id\":\" \"}",
        "{\"status\":\"ok\",\"track_id\":null}",
        "{\"track_id\":\"t\"}",
        "{\"status\":\"ok\",\"track_id\":\"t\",\"errors\":[\"x\"]}"
      })
  @DisplayName("Y-65 without a track the x_token is refused")
  void noTrack(String answer) {
    fake.always(TRACK, Reply.json(answer));

    assertThatThrownBy(() -> client.refreshPassportCookies(xToken))
        .isInstanceOf(InvalidCredentialsException.class);
    assertThat(fake.requests(SESSION)).isEmpty();
  }

  @Nested
  class Quasar {

    @Test
    @DisplayName("Y-66 Quasar gives its token to a session")
    void given() {
      client.refreshPassportCookies(xToken);
      fake.next(QUASAR, Reply.json("{\"status\":\"ok\",\"token\":\" test-quasar \"}"));

      assertThat(client.quasarCsrfToken()).isEqualTo(Secret.of("test-quasar"));
      assertThat(fake.requests(QUASAR).get(0).header("Cookie").orElseThrow())
          .contains("Session_id=");
    }

    @Test
    @DisplayName("Y-66 and none without")
    void withoutSession() {
      assertThatThrownBy(client::quasarCsrfToken)
          .isInstanceOfSatisfying(
              YandexAuthFailedException.class,
              e -> {
                assertThat(e.status()).hasValue(401);
                assertThat(e.code()).isEqualTo("yandex.csrf_missing");
              });
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"status\":\"error\",\"token\":\"t\"}",
          "{\"token\":\"t\"}",
          "{\"status\":\"ok\"}",
          "{\"status\":\"ok\",\"token\":\"\"}",
          "{\"status\":\"ok\",\"token\":7}",
          "{\"status\":\"ok\",\"token\":null}"
        })
    @DisplayName("Y-66 an answer that is not whole holds no token")
    void notWhole(String answer) {
      client.refreshPassportCookies(xToken);
      fake.always(QUASAR, Reply.json(answer));

      assertThatThrownBy(client::quasarCsrfToken)
          .isExactlyInstanceOf(YandexAuthFailedException.class)
          .hasFieldOrPropertyWithValue("code", "yandex.csrf_missing");
    }
  }
}
