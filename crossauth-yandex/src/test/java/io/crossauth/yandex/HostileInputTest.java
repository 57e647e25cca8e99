package io.crossauth.yandex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.value.Secret;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.YandexNetworkException;
import io.crossauth.yandex.login.Device;
import io.crossauth.yandex.login.DeviceCodeSession;
import io.crossauth.yandex.login.OAuthTokens;
import io.crossauth.yandex.login.PollOptions;
import io.crossauth.yandex.login.QrSession;
import io.crossauth.yandex.testing.Passport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program or a person gives in, and where redirects lead. */
class HostileInputTest {

  private static final String SESSION = "passport.yandex.ru/auth/session/";
  private static final String STATUS =
      "passport.yandex.ru/pwl-yandex/api/passport/auth/magic/code/status";
  private static final String X_TOKEN =
      "mobileproxy.passport.yandex.net/1/bundle/oauth/token_by_sessionid";
  private static final Duration ENDLESS = Duration.ofSeconds(Long.MAX_VALUE);

  private final Passport passport = new Passport();
  private final FakePassport fake = passport.fake();
  private final YandexPassportClient client = passport.client();
  private final Secret xToken = Secret.of(fake.xToken());

  @AfterEach
  void close() {
    client.close();
    passport.close();
  }

  @Nested
  class Redirects {

    /** The bytes of a text, as a header field carries them. */
    private String latin(String text) {
      return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "https://уandex.ru/",
          "https://пример.рф/x",
          "//yаndex.ru/",
          "https:\\\\evil.example.com/",
          "https://evil.example.com\\@yandex.ru/",
          "\thttps://evil.exa\tmple.com/ "
        })
    @DisplayName("17-location: a host of other letters, or hidden ones, is refused by its name")
    void hosts(String location) {
      fake.faults().sessionLeadsTo(latin(location));

      YandexNetworkException failure =
          catchThrowableOfType(
              YandexNetworkException.class, () -> client.refreshPassportCookies(xToken));

      assertThat(failure.code()).isEqualTo("yandex.unexpected_host");
      assertThat(failure.getMessage()).doesNotContain("null").matches("\\p{ASCII}*");
      assertThat(failure.endpoint().orElseThrow()).startsWith("https://");
      assertThat(fake.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          " /auth/finish?a b={c}|\"<>^`",
          "https://passport.yandex.ru/auth/finish?retpath=https%3A%2F%2Fwww.yandex.ru {x}",
          "/auth/finish?x=%zz",
          "/auth/finish?имя=значение",
          "finish/../../../auth/finish#fragment {",
          "/auth/fin\tish"
        })
    @DisplayName("17-location: what browsers forgive is forgiven: blanks, braces, other letters")
    void forgiven(String location) {
      fake.faults().at(SESSION).next(1).redirect(latin(location));

      client.refreshPassportCookies(xToken);

      assertThat(client.quasarCsrfToken()).isNotNull();
      assertThat(fake.requests("passport.yandex.ru/auth/finish").get(0).target())
          .matches("[!-~]+")
          .doesNotContain("{", "\"", "#");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailto:a@b", "https:evil.example.com", "about:blank", "https:///x"})
    @DisplayName("17-null host: a failure never names an address https://null/")
    void noHost(String location) {
      fake.faults().sessionLeadsTo(location);

      assertThatThrownBy(() -> client.refreshPassportCookies(xToken))
          .isExactlyInstanceOf(YandexNetworkException.class)
          .hasMessageNotContaining("null");
      assertThat(fake.requests()).hasSize(2);
    }

    @Test
    @DisplayName("17-null host: whoever makes a failure of an address without host shows none")
    void failures() {
      for (String address : new String[] {"mailto:a@b", "/relative", "https:///x", "a:b"}) {
        YandexNetworkException failure =
            YandexNetworkException.unexpectedHost("expected this", URI.create(address));

        assertThat(failure.endpoint()).isEmpty();
        assertThat(failure).hasMessage("expected this");
      }
    }
  }

  @Nested
  class Extremes {

    static Stream<Arguments> settings() {
      YandexConfig usual = YandexConfig.defaults();
      Duration second = Duration.ofSeconds(1);
      Duration twoDays = Duration.ofDays(2);
      return Stream.of(
          setting("totalTimeout", time -> usual.withTimeouts(time, second)),
          setting("connectTimeout", time -> usual.withTimeouts(Duration.ofDays(1), time)),
          setting("minRequestInterval", usual::withMinRequestInterval),
          setting("qrPollInterval", time -> usual.withQrPolling(time, time)),
          setting("qrPollTotalTimeout", time -> usual.withQrPolling(second, time)),
          setting("interval", PollOptions.usual()::withInterval),
          setting("total", PollOptions.usual()::withTotal),
          Arguments.of("totalTimeout", twoDays, call(t -> usual.withTimeouts(t, second))),
          Arguments.of("connectTimeout", twoDays, call(t -> usual.withTimeouts(second, t))),
          Arguments.of("minRequestInterval", twoDays, call(usual::withMinRequestInterval)));
    }

    private static Arguments setting(String name, Function<Duration, Object> change) {
      return Arguments.of(name, ENDLESS, change);
    }

    private static Function<Duration, Object> call(Function<Duration, Object> change) {
      return change;
    }

    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("settings")
    @DisplayName("17-extremes: a time that cannot be reckoned with is refused where it is set")
    void refused(String name, Duration time, Function<Duration, Object> change) {
      assertThatThrownBy(() -> change.apply(time))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(name + ": expected");
      assertThatThrownBy(() -> change.apply(Duration.ofSeconds(Long.MIN_VALUE)))
          .isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("17-extremes: a letter is not waited for that long either")
    void letters() {
      assertThatThrownBy(() -> client.experimentalLetterLogin("test-alice").await(ENDLESS))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("total");
    }

    @Test
    @DisplayName("17-extremes: the longest times that are taken work")
    void longest() {
      QrSession qr = client.startQrLogin();
      PollOptions longest =
          PollOptions.usual()
              .withTotal(Duration.ofDays(366))
              .withInterval(Duration.ofDays(366).minusNanos(1));
      CompletableFuture<PassportCredentials> login = client.startQrPolling(qr, longest);

      assertThat(login).isNotDone();
      login.cancel(true);
      YandexConfig config =
          YandexConfig.defaults().withTimeouts(Duration.ofDays(1), Duration.ofDays(1));
      try (YandexPassportClient patient = passport.client(config)) {
        assertThat(patient.validateXToken(xToken)).isTrue();
      }
    }
  }

  @Nested
  class Cancelling {

    @Test
    @DisplayName("17-cancel: true during the call that confirms ends the login, without a token")
    void duringTheConfirmation() {
      QrSession qr = client.startQrLogin();
      fake.confirmLogins();
      PollOptions options = PollOptions.usual().withCancel(() -> !fake.requests(STATUS).isEmpty());

      assertCancelled(() -> client.pollQrUntilConfirmed(qr, options));
      assertThat(fake.requests(STATUS)).hasSize(1);
      assertThat(fake.requests(X_TOKEN)).isEmpty();
    }

    @Test
    @DisplayName("17-cancel: the same for a code on another device")
    void device() {
      DeviceCodeSession code = client.startDeviceLogin();
      fake.grant(code.userCode());
      PollOptions options =
          PollOptions.usual().withCancel(() -> !fake.requests("oauth.yandex.ru/token").isEmpty());

      assertCancelled(() -> client.pollDeviceUntilConfirmed(code, options));
      assertThat(fake.requests("oauth.mobile.yandex.net/1/token")).isEmpty();
    }

    @Test
    @DisplayName("17-cancel: the same for a wait that holds no thread")
    void future() {
      QrSession qr = client.startQrLogin();
      fake.confirmLogins();
      CompletableFuture<PassportCredentials> login =
          client.startQrPolling(
              qr, PollOptions.usual().withCancel(() -> !fake.requests(STATUS).isEmpty()));
      passport.time().advance(Duration.ofSeconds(3));

      assertThat(login).isCompletedExceptionally();
      assertThat(fake.requests(X_TOKEN)).isEmpty();
    }

    @Test
    @DisplayName("17-cancel: after the confirmation was taken it changes nothing")
    void afterwards() {
      QrSession qr = client.startQrLogin();
      fake.confirmLogins();
      PollOptions options = PollOptions.usual().withCancel(() -> !fake.requests(X_TOKEN).isEmpty());

      assertThat(client.pollQrUntilConfirmed(qr, options).uid()).isPresent();
    }

    private void assertCancelled(Runnable login) {
      assertThatThrownBy(login::run)
          .isExactlyInstanceOf(InvalidCredentialsException.class)
          .hasMessage("login cancelled");
    }
  }

  @Nested
  class PastedCookies {

    @Test
    @DisplayName("17-pasted: an extension's export is read as such, in its forms")
    void exports() {
      String session = fake.browserCookies().split("[=;]")[1];
      String cookie =
          "{\"name\":\"Session_id\",\"value\":\"" + session + "\",\"domain\":\".yandex.ru\"}";

      for (String pasted :
          List.of(
              "[" + cookie + "]",
              "\ufeff [\n" + cookie + "\n]\n",
              "{\"url\":\"https://yandex.ru\",\"cookies\":[" + cookie + "]}")) {
        assertThat(client.loginCookies(pasted).uid()).isPresent();
      }
      assertThat(client.loginCookies("Cookie: Session_id=" + session).uid()).isPresent();
      assertThat(fake.requests(X_TOKEN))
          .allMatch(
              r -> r.header("Ya-Client-Cookie").orElseThrow().equals("Session_id=" + session));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"Session_id\":\"x\"}",
          "[{\"name\":\"Session_id\"",
          "Session_id",
          "=x",
          "# Netscape HTTP Cookie File",
          ".yandex.ru\tTRUE\t/\tTRUE\t0\tSession_id\tx=y"
        })
    @DisplayName("17-pasted: another form is refused with the hint what is wanted, and not sent")
    void others(String pasted) {
      assertThatThrownBy(() -> client.loginCookies(pasted))
          .isExactlyInstanceOf(InvalidCredentialsException.class)
          .hasMessageContaining("cookies: expected")
          .hasMessageNotContaining("Session_id\":");
      assertThat(fake.requests()).isEmpty();
    }
  }

  @Nested
  class OwnApplication {

    @Test
    @DisplayName("17-options: a login of one's own application takes a device and options")
    void options() {
      try (OAuthDeviceClient own =
          OAuthDeviceClient.builder("test-app", Secret.of("test-app-secret"))
              .transport(passport.transport())
              .platform(passport.platform())
              .build()) {
        List<String> shown = new ArrayList<>();
        OAuthTokens tokens =
            own.login(
                code -> {
                  shown.add(code.userCode());
                  fake.grant(code.userCode());
                },
                new Device("test-device-1", "kitchen"),
                PollOptions.usual().withInterval(Duration.ofSeconds(7)));

        assertThat(tokens.expiresIn()).isPositive();
        assertThat(shown).hasSize(1);
        assertThat(fake.requests("oauth.yandex.ru/device/code").get(0).formParameter("device_id"))
            .contains("test-device-1");
        assertThat(passport.time().waits()).contains(Duration.ofSeconds(7));
        assertThatThrownBy(
                () ->
                    own.login(
                        code -> {},
                        Device.of("test-device-1"),
                        PollOptions.usual().withCancel(() -> true)))
            .hasMessage("login cancelled");
      }
    }
  }
}
