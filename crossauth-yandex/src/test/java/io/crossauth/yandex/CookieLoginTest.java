package io.crossauth.yandex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.yandex.FakeAccount;
import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.YandexNetworkException;
import io.crossauth.yandex.internal.cookie.BrowserCookies;
import io.crossauth.yandex.testing.Passport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Login with the cookies of a browser. */
class CookieLoginTest {

  private static final String X_TOKEN =
      "mobileproxy.passport.yandex.net/1/bundle/oauth/token_by_sessionid";

  private final Passport passport = new Passport();
  private final FakePassport fake = passport.fake();
  private final YandexPassportClient client = passport.client();

  @AfterEach
  void close() {
    client.close();
    passport.close();
  }

  @Test
  @DisplayName("Y-53 the cookies go in a header of their own, with the site that they are from")
  void theHappyPath() {
    String cookies = fake.browserCookies();

    PassportCredentials credentials = client.loginCookies("  " + cookies + "\n");

    RecordedRequest request = fake.requests(X_TOKEN).get(0);
    assertThat(request.header("Ya-Client-Cookie")).contains(cookies);
    assertThat(request.header("Ya-Client-Host")).contains("passport.yandex.ru");
    assertThat(request.header("Cookie")).isEmpty();
    assertThat(request.formParameter("client_id")).contains("c0ebe342af7d48fbbbfcf2d2eedb8f9e");
    assertThat(request.formParameter("client_secret")).contains("ad0a908f0aa341a182a37ecd75bc319e");
    assertThat(credentials.uid()).hasValue(FakeAccount.UID);
    assertThat(credentials.musicToken()).isPresent();
    assertThat(credentials.refreshToken()).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "   ", "\r\n"})
  @DisplayName("Y-54 without cookies nothing is sent")
  void nothing(@Nullable String cookies) {
    assertThatThrownBy(() -> client.loginCookies(cookies))
        .isInstanceOf(InvalidCredentialsException.class);
    assertThat(fake.requests()).isEmpty();
  }

  @Test
  @DisplayName("Y-55 line breaks are taken out, so that no header can be smuggled in")
  void lineBreaks() {
    fake.always(X_TOKEN, Reply.json("{}"));

    assertThatThrownBy(() -> client.loginCookies("a=b\r\nX: y"))
        .isInstanceOf(InvalidCredentialsException.class);
    RecordedRequest request = fake.requests(X_TOKEN).get(0);
    assertThat(request.header("Ya-Client-Cookie")).contains("a=bX: y");
    assertThat(request.header("X")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=\u0000b", "a=b\u007f", "a=\u0416"})
  @DisplayName("Y-55 other characters that fit into no header are refused, and nothing is sent")
  void noOtherCharacters(String cookies) {
    assertThatThrownBy(() -> client.loginCookies(cookies))
        .isInstanceOf(InvalidCredentialsException.class)
        .hasMessageNotContaining(cookies);
    assertThat(fake.requests()).isEmpty();
  }

  @Nested
  class Refusals {

    @Test
    @DisplayName("Y-56 a refusal names what Passport says")
    void aListOfErrors() {
      fake.always(
          X_TOKEN,
          Reply.json("{\"status\":\"error\",\"errors\":[\"sessionid.invalid\",\"account.x\",7]}"));

      assertThatThrownBy(() -> client.loginCookies("Session_id=test"))
          .isInstanceOf(InvalidCredentialsException.class)
          .hasMessageContaining(": sessionid.invalid, account.x, 7");
    }

    @Test
    @DisplayName("Y-56 a single error is named too")
    void oneError() {
      fake.always(X_TOKEN, Reply.json("{\"error\":\"invalid_grant\"}").status(400));

      assertThatThrownBy(() -> client.loginCookies("Session_id=test"))
          .isInstanceOfSatisfying(
              InvalidCredentialsException.class, e -> assertThat(e.status()).hasValue(400))
          .hasMessageContaining(": invalid_grant");
    }

    @Test
    @DisplayName("Y-56 what Passport repeats of the cookies is not shown")
    void nothingIsEchoed() {
      String secret = "3:1700000000.5.0.1700000000000:dGVzdC1zZWNyZXQ:1.1.2:1|1130000012345678";
      fake.always(X_TOKEN, Reply.json("{\"errors\":[\"bad Session_id=" + secret + "\"]}"));

      assertThatThrownBy(() -> client.loginCookies("Session_id=" + secret))
          .isInstanceOf(InvalidCredentialsException.class)
          .hasMessageNotContaining("dGVzdC1zZWNyZXQ");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{}",
          "{\"access_token\":null}",
          "{\"access_token\":\"\"}",
          "{\"access_token\":\"  \"}",
          "{\"access_token\":42}",
          "{\"access_token\":[\"x\"]}",
          "{\"access_token\":\"a b\"}",
          "{\"access_token\":\"good\",\"error\":\"invalid_grant\"}",
          "{\"access_token\":\"good\",\"status\":\"error\"}",
          "{\"access_token\":\"good\",\"errors\":[\"x\"]}"
        })
    @DisplayName("Y-56 what is no token, or stands beside an error, is not taken for one")
    void noToken(String answer) {
      fake.always(X_TOKEN, Reply.json(answer));

      assertThatThrownBy(() -> client.loginCookies("Session_id=test"))
          .isInstanceOf(InvalidCredentialsException.class);
    }

    @Test
    @DisplayName("Y-56 no token is taken from an error status")
    void underAnErrorStatus() {
      fake.faults().at(X_TOKEN).next(1).tokensUnderStatus(403);
      assertThatThrownBy(() -> client.loginCookies(fake.browserCookies()))
          .isInstanceOf(InvalidCredentialsException.class);

      fake.faults().at(X_TOKEN).tokensUnderStatus(500);
      assertThatThrownBy(() -> client.loginCookies(fake.browserCookies()))
          .isInstanceOf(YandexNetworkException.class);
    }
  }

  @Nested
  class FromAnExtension {

    @Test
    @DisplayName(
        "Y-53 the export of a browser's extension names the site that the cookies are from")
    void anExport() {
      String session = fake.browserCookies().split("[=;]")[1];

      PassportCredentials credentials =
          client.loginCookies(
              "[{\"name\":\"x\",\"value\":\"1\",\"domain\":\".example.com\"},"
                  + "{\"name\":\"Session_id\",\"value\":\""
                  + session
                  + "\",\"domain\":\".yandex.kz\"},"
                  + "{\"name\":\"other\",\"value\":\"2\",\"domain\":\".yandex.ru\"}]");

      RecordedRequest request = fake.requests(X_TOKEN).get(0);
      assertThat(request.header("Ya-Client-Host")).contains(".yandex.kz");
      assertThat(request.header("Ya-Client-Cookie")).contains("Session_id=" + session);
      assertThat(credentials.uid()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "not json",
          "{}",
          "[]",
          "[1]",
          "[{\"name\":\"a\",\"value\":\"b\",\"domain\":\".yandex.ru.evil.example\"}]",
          "[{\"name\":\"a\",\"value\":\"b\",\"domain\":\".notyandex.ru\"}]",
          "[{\"name\":\"a\",\"value\":\"b\"}]"
        })
    @DisplayName("Y-54 an export without Yandex's cookies is refused")
    void noneOfYandex(String export) {
      assertThatThrownBy(() -> BrowserCookies.of(export))
          .isInstanceOf(InvalidCredentialsException.class);
    }
  }
}
