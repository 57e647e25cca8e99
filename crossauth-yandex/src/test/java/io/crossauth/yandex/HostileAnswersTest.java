package io.crossauth.yandex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.value.Secret;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.LoginTimeoutException;
import io.crossauth.yandex.error.RateLimitedException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.error.YandexNetworkException;
import io.crossauth.yandex.login.DeviceCodeSession;
import io.crossauth.yandex.login.PasswordLoginOutcome.LetterSent;
import io.crossauth.yandex.login.QrSession;
import io.crossauth.yandex.testing.Passport;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that nobody would send who means well, over real sockets. */
@Timeout(60)
class HostileAnswersTest {

  private static final String BFF = "passport.yandex.ru/pwl-yandex/api/passport";
  private static final String PAGE = "passport.yandex.ru/pwl-yandex";
  private static final String APP_PAGE = "passport.yandex.ru/am";
  private static final String STATUS = BFF + "/auth/magic/code/status";
  private static final String LEGACY_STATUS = "passport.yandex.ru/auth/new/magic/status/";
  private static final String LETTER = "passport.yandex.ru/auth/letter/status/";
  private static final String ACCOUNT =
      "mobileproxy.passport.yandex.net/1/bundle/account/short_info/";
  private static final String MUSIC = "oauth.mobile.yandex.net/1/token";
  private static final String QUASAR = "quasar.yandex.ru/csrf_token";
  private static final String CODE = "oauth.yandex.ru/device/code";
  private static final String TOKEN = "oauth.yandex.ru/token";

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
  class PagesUnderAnErrorStatus {

    @ParameterizedTest
    @ValueSource(ints = {500, 403, 404, 503, 401})
    @DisplayName("17-page status: a page of an error is none, whatever token stands in it")
    void ofTheLogin(int status) {
      String page = "<script>window.__CSRF__ = \"test-token\";</script>";
      fake.always(PAGE, Reply.html(page).status(status));
      fake.always(APP_PAGE, Reply.html(page).status(status));

      for (Runnable login :
          new Runnable[] {
            client::startQrLogin,
            client::startLegacyQrLogin,
            () -> client.experimentalPasswordLogin("a", xToken)
          }) {
        assertThatThrownBy(login::run)
            .isInstanceOfSatisfying(
                YandexNetworkException.class,
                e -> {
                  assertThat(e.status()).hasValue(status);
                  assertThat(e.retryable()).isEqualTo(status >= 500);
                });
      }
      assertThat(fake.requests()).hasSize(3);
    }
  }

  @Nested
  class TooManyRequests {

    private Reply refusal() {
      return Reply.json("{}").status(429).header("Retry-After", "77");
    }

    private void assertRateLimited() {
      assertThatThrownBy(() -> client.validateXToken(xToken))
          .isInstanceOfSatisfying(
              RateLimitedException.class,
              e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(77)));
    }

    @Test
    @DisplayName("17-429 body: more than the limit")
    void tooLarge() {
      fake.always(ACCOUNT, refusal().body(" ".repeat(1024 * 1024 + 1)));
      assertRateLimited();
      fake.always(ACCOUNT, refusal().body(" ".repeat(2 * 1024 * 1024)).gzipped());
      assertRateLimited();
    }

    @Test
    @DisplayName("17-429 body: one that never comes")
    void hangs() {
      fake.faults().at(ACCOUNT).behave(Behaviour.hangInBody(refusal().body("{\"a\":1}")));
      assertRateLimited();
    }

    @Test
    @DisplayName("17-429 body: one that breaks off")
    void breaksOff() {
      fake.faults().at(ACCOUNT).behave(Behaviour.resetInBody(refusal().body("{\"a\":1}")));
      assertRateLimited();
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "gzip", "zstd, gzip"})
    @DisplayName("17-429 body: an encoding that nobody knows, or another than it says")
    void encodings(String coding) {
      fake.always(ACCOUNT, refusal().header("Content-Encoding", coding).body("nonsense"));
      assertRateLimited();
    }

    @Test
    @DisplayName("17-429 body: the connection is given up, and the next call has its own")
    void theNextCall() {
      fake.next(ACCOUNT, refusal().body(" ".repeat(3 * 1024 * 1024)));
      assertRateLimited();

      assertThat(client.validateXToken(xToken)).isTrue();
    }
  }

  @Nested
  class NoJsonFromTheDeviceEndpoints {

    static Stream<Arguments> answers() {
      return Stream.of(
          Arguments.of(Reply.json("<html>maintenance</html>")),
          Arguments.of(Reply.json("{\"access_token\":NaN}")),
          Arguments.of(Reply.json("{\"access_token\":Infinity}")),
          Arguments.of(Reply.json("{\"a\":1,\"a\":2}")),
          Arguments.of(Reply.json("[]")),
          Arguments.of(Reply.json("")),
          Arguments.of(Reply.json("{}").status(302).header("Location", "https://ya.ru/")),
          Arguments.of(Reply.html("<html/>").status(403)),
          Arguments.of(Reply.json("{\"error\":\"invalid_grant\"}").status(502)));
    }

    @ParameterizedTest
    @MethodSource("answers")
    @DisplayName("17-one class: what is no JSON object is the network's failure, as everywhere")
    void everywhere(Reply reply) {
      DeviceCodeSession code = client.startDeviceLogin();
      fake.always(CODE, reply).always(TOKEN, reply).always(ACCOUNT, reply);
      YandexSecrets tokens = new YandexSecrets(fake.refreshToken());

      assertNetwork(client::startDeviceLogin);
      assertNetwork(() -> client.pollDeviceUntilConfirmed(code));
      assertNetwork(() -> client.refreshCredentials(tokens.credentials()));
      assertNetwork(() -> client.fetchAccountInfo(xToken));
    }

    private void assertNetwork(Runnable call) {
      assertThatThrownBy(call::run)
          .isExactlyInstanceOf(YandexNetworkException.class)
          .hasFieldOrPropertyWithValue("code", "yandex.network")
          .hasNoCause();
    }
  }

  @Nested
  class RefusalsWhilePolling {

    @ParameterizedTest
    @CsvSource(
        delimiter = ';',
        value = {
          "{\"status\":\"error\",\"errors\":[\"track.not_found\"]};yandex.auth_failed",
          "{\"errors\":[\"track.invalid\"]};yandex.auth_failed",
          "{\"error\":\"internal\"};yandex.auth_failed",
          "{\"state\":\"otp_auth_failed\"};yandex.auth_failed",
          "{\"state\":\"denied\"};yandex.invalid_credentials",
          "{\"state\":\"otp_auth_denied\"};yandex.invalid_credentials",
          "{\"state\":\"rejected\"};yandex.invalid_credentials",
          "{\"status\":\"error\",\"errors\":[\"user.denied\"]};yandex.invalid_credentials",
          "{\"state\":\"expired\"};yandex.qr_timeout",
          "{\"status\":\"error\",\"errors\":[\"track.expired\"]};yandex.qr_timeout",
          "{\"state\":\"otp_auth_finished\",\"trackId\":\"t\",\"errors\":[\"x\"]};yandex.auth_failed"
        })
    @DisplayName("17-refused poll: a refusal ends the wait for a QR code at once, typed")
    void ofQr(String answer, String errorCode) {
      QrSession qr = client.startQrLogin();
      fake.always(STATUS, Reply.json(answer));

      assertThatThrownBy(() -> client.pollQrUntilConfirmed(qr))
          .isInstanceOf(YandexAuthFailedException.class)
          .hasFieldOrPropertyWithValue("code", errorCode);
      assertThat(fake.requests(STATUS)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"status\":\"error\",\"errors\":[\"track.not_found\"]}",
          "{\"state\":\"denied\"}",
          "{\"error\":\"x\"}"
        })
    @DisplayName("17-refused poll: and that of the chain before it")
    void ofLegacyQr(String answer) {
      QrSession qr = client.startLegacyQrLogin();
      fake.always(LEGACY_STATUS, Reply.json(answer));

      assertThatThrownBy(() -> client.pollQrUntilConfirmed(qr))
          .isInstanceOf(YandexAuthFailedException.class);
      assertThat(fake.requests(LEGACY_STATUS)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"{\"status\":\"error\",\"errors\":[\"track.not_found\"]}", "{\"error\":1}"})
    @DisplayName("17-refused poll: and that for a letter")
    void ofLetters(String answer) {
      LetterSent letter = client.experimentalLetterLogin("test-alice");
      fake.always(LETTER, Reply.json(answer));

      assertThatThrownBy(() -> letter.await(Duration.ofMinutes(5)))
          .isExactlyInstanceOf(YandexAuthFailedException.class);
      assertThat(fake.requests(LETTER)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"{\"state\":\"auth_wait_user_action\"}", "{\"state\":\"terrific\"}", "{}"})
    @DisplayName("17-refused poll: a state that nobody knows goes on, as before")
    void pending(String answer) {
      QrSession qr = client.startQrLogin();
      fake.always(STATUS, Reply.json(answer));

      assertThatThrownBy(() -> client.pollQrUntilConfirmed(qr))
          .isExactlyInstanceOf(LoginTimeoutException.class);
      assertThat(fake.requests(STATUS)).hasSizeGreaterThan(50);
    }
  }

  @Nested
  class AccountData {

    @ParameterizedTest
    @CsvSource(
        delimiter = ';',
        value = {
          "{\"uid\":7,\"status_code\":\"401\"};expected an integer from 100 to 599, found a string",
          "{\"uid\":7,\"status_code\":true};expected an integer from 100 to 599, found a boolean",
          "{\"uid\":7,\"status_code\":40.1};expected an integer from 100 to 599, found 40.1",
          "{\"uid\":7,\"status_code\":-401};expected an integer from 100 to 599, found -401",
          "{\"uid\":7,\"status_code\":99};expected an integer from 100 to 599, found 99",
          "{\"uid\":7,\"status_code\":600};expected an integer from 100 to 599, found 600",
          "{\"uid\":7,\"status_code\":400};expected that of a success, found 400",
          "{\"uid\":7,\"status_code\":500};expected that of a success, found 500",
          "{\"uid\":\" 12 \"};found a string of another form",
          "{\"uid\":\"+12\"};found a string of another form",
          "{\"uid\":1.5};found a number of another form",
          "{\"uid\":9223372036854775808};from 1 to 9223372036854775807",
          "{\"uid\":\"99999999999999999999\"};from 1 to 9223372036854775807",
          "{\"uid\":0};from 1 to 9223372036854775807",
          "{\"uid\":true};found a boolean",
          "{\"uid\":null};found null",
          "{};found none"
        })
    @DisplayName("17-types: a number is judged by type and range, and the message says which")
    void numbers(String answer, String message) {
      fake.always(ACCOUNT, Reply.json(answer));

      assertThatThrownBy(() -> client.fetchAccountInfo(xToken))
          .isExactlyInstanceOf(YandexAuthFailedException.class)
          .hasMessageContaining(message);
      assertThatThrownBy(() -> client.validateXToken(xToken))
          .isExactlyInstanceOf(YandexAuthFailedException.class);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = ';',
        value = {
          "{\"uid\":1130000012345678901};1130000012345678901",
          "{\"uid\":\"9223372036854775807\"};9223372036854775807",
          "{\"uid\":1,\"status_code\":100};1",
          "{\"uid\":1,\"status_code\":200};1"
        })
    @DisplayName("17-types: nineteen digits are a number like any other")
    void nineteenDigits(String answer, long uid) {
      fake.always(ACCOUNT, Reply.json(answer));

      assertThat(client.fetchAccountInfo(xToken).uid()).isEqualTo(uid);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = ';',
        value = {
          "403;{\"message\":\"waf\"}",
          "401;{\"message\":\"proxy\"}",
          "403;{}",
          "403;{\"status\":\"error\",\"errors\":[\"rate.exceeded\"]}",
          "401;{\"error\":\"unauthorized_client\"}",
          "407;{\"uid\":7}"
        })
    @DisplayName("17-waf: a refusal that is not Passport's says nothing about the token")
    void firewalls(int status, String answer) {
      fake.always(ACCOUNT, Reply.json(answer).status(status));

      assertThatThrownBy(() -> client.validateXToken(xToken))
          .isExactlyInstanceOf(YandexAuthFailedException.class);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = ';',
        value = {
          "403;{\"status\":\"error\",\"status_code\":403}",
          "401;{\"status\":\"error\",\"errors\":[\"oauth_token.invalid\"]}",
          "200;{\"status\":\"error\",\"errors\":[\"access_token.invalid\"]}"
        })
    @DisplayName("17-waf: Passport's own does, whatever the status of HTTP is")
    void passports(int status, String answer) {
      fake.always(ACCOUNT, Reply.json(answer).status(status));

      assertThat(client.validateXToken(xToken)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = ';',
        value = {"403;{\"message\":\"waf\"}", "401;{\"message\":\"waf\"}"})
    @DisplayName("17-waf: nor does one in the way of another token name the credentials")
    void otherTokens(int status, String answer) {
      fake.always(MUSIC, Reply.json(answer).status(status));

      assertThatThrownBy(() -> client.refreshMusicToken(xToken))
          .isInstanceOfSatisfying(
              InvalidCredentialsException.class, e -> assertThat(e.named()).isFalse());
    }
  }

  @Nested
  class UnfitValues {

    @ParameterizedTest
    @ValueSource(strings = {"two\\r\\nlines", "a b", "\\u0416", "a\\u0000"})
    @DisplayName("17-unfit: a token of Quasar's that fits into no header is none")
    void quasar(String token) {
      client.refreshPassportCookies(xToken);
      fake.always(QUASAR, Reply.json("{\"status\":\"ok\",\"token\":\"" + token + "\"}"));

      assertThatThrownBy(client::quasarCsrfToken)
          .hasFieldOrPropertyWithValue("code", "yandex.csrf_missing");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "https://evil.example.com/device",
          "https://ya.ru.evil.example.com/device",
          "https://ya.ru@evil.example.com/",
          "https://notyandex.ru/device",
          "https://yandex.evil/device",
          "https://ya.ru:8443/device",
          "http://ya.ru/device"
        })
    @DisplayName("17-unfit: an address on another host is not shown to the user")
    void verificationUrl(String address) {
      fake.faults().at(CODE).member("verification_url", address);

      assertThatThrownBy(client::startDeviceLogin)
          .isExactlyInstanceOf(YandexAuthFailedException.class)
          .hasMessageContaining("verification_url: expected an https address of Yandex")
          .hasMessageNotContaining("evil");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "https://ya.ru/device",
          "https://oauth.yandex.ru/device",
          "https://oauth.yandex.com/device",
          "https://yandex.com.tr/device"
        })
    @DisplayName("17-unfit: those of Yandex's sites are")
    void sitesOfYandex(String address) {
      fake.faults().at(CODE).member("verification_url", address);

      assertThat(client.startDeviceLogin().verificationUrl()).hasToString(address);
    }
  }

  /** Credentials with this refresh token. */
  private record YandexSecrets(String refreshToken) {

    io.crossauth.yandex.credentials.PassportCredentials credentials() {
      return new io.crossauth.yandex.credentials.PassportCredentials(
          Secret.of("test-x"),
          java.util.Optional.empty(),
          java.util.OptionalLong.empty(),
          java.util.Optional.empty(),
          java.util.Optional.of(Secret.of(refreshToken)));
    }
  }
}
