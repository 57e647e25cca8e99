package io.crossauth.yandex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.testkit.fault.ClosedPort;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.yandex.FakeAccount;
import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.value.Secret;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.RateLimitedException;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.error.YandexNetworkException;
import io.crossauth.yandex.login.AccountInfo;
import io.crossauth.yandex.testing.Passport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an x_token and a music token are good for. */
class TokenCallsTest {

  private static final String MUSIC = "oauth.mobile.yandex.net/1/token";
  private static final String ACCOUNT =
      "mobileproxy.passport.yandex.net/1/bundle/account/short_info/";
  private static final String GLAGOL = "quasar.yandex.net/glagol/token";

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
  class MusicTokens {

    @Test
    @DisplayName("Y-57 a music token is given for an x_token")
    void given() {
      assertThat(client.refreshMusicToken(xToken)).isNotEqualTo(xToken);

      assertThat(fake.requests(MUSIC).get(0).form().keySet())
          .containsExactly("client_id", "client_secret", "grant_type", "access_token");
      assertThat(fake.requests(MUSIC).get(0).formParameter("access_token"))
          .contains(xToken.reveal());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{}",
          "{\"error\":\"invalid_grant\"}",
          "{\"access_token\":null}",
          "{\"access_token\":\"\\t\"}",
          "{\"access_token\":true}",
          "{\"access_token\":\"good\",\"error\":\"invalid_grant\"}",
          "{\"access_token\":\"two\\r\\nlines\"}"
        })
    @DisplayName("Y-57 an answer without one is a refusal")
    void none(String answer) {
      fake.always(MUSIC, Reply.json(answer));

      assertThatThrownBy(() -> client.refreshMusicToken(xToken))
          .isInstanceOf(InvalidCredentialsException.class)
          .hasMessageContaining("expected music token, found none");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403})
    @DisplayName("Y-57 none is taken from an error status")
    void underAnErrorStatus(int status) {
      fake.faults().at(MUSIC).tokensUnderStatus(status);

      assertThatThrownBy(() -> client.refreshMusicToken(xToken))
          .isInstanceOf(InvalidCredentialsException.class);
    }

    @Test
    @DisplayName("Y-57 a server that is down refuses nothing")
    void down() {
      fake.faults().at(MUSIC).tokensUnderStatus(503);

      assertThatThrownBy(() -> client.refreshMusicToken(xToken))
          .isInstanceOfSatisfying(
              YandexNetworkException.class, e -> assertThat(e.retryable()).isTrue());
    }
  }

  @Nested
  class Accounts {

    @Test
    @DisplayName("Y-58 the whole account data")
    void whole() {
      AccountInfo account = client.fetchAccountInfo(xToken);

      assertThat(account.uid()).isEqualTo(FakeAccount.UID);
      assertThat(account.displayLogin()).contains(FakeAccount.LOGIN);
      assertThat(account.displayName()).contains("Alice");
      assertThat(account.publicId()).contains("test-public-alice");
      assertThat(fake.requests(ACCOUNT).get(0).header("Authorization"))
          .contains("OAuth " + xToken.reveal());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"uid\":7}",
          "{\"uid\":\"7\"}",
          "{\"uid\":7,\"display_login\":null,\"unknown\":{}}"
        })
    @DisplayName("Y-58 the least of it, with the number as a number or as a text")
    void least(String answer) {
      fake.always(ACCOUNT, Reply.json(answer));

      AccountInfo account = client.fetchAccountInfo(xToken);

      assertThat(account.uid()).isEqualTo(7);
      assertThat(account.displayLogin()).isEmpty();
      assertThat(account.displayName()).isEmpty();
      assertThat(account.publicId()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    @DisplayName("Y-59 a refusal stands in the body, whatever the status of HTTP is")
    void refusedInTheBody(int code) {
      fake.always(ACCOUNT, Reply.json("{\"status\":\"error\",\"status_code\":" + code + "}"));

      assertThatThrownBy(() -> client.fetchAccountInfo(xToken))
          .isInstanceOfSatisfying(
              InvalidCredentialsException.class, e -> assertThat(e.status()).hasValue(code));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{}",
          "{\"uid\":null}",
          "{\"uid\":\"abc\"}",
          "{\"uid\":\"\"}",
          "{\"uid\":-1}",
          "{\"uid\":\" 7 \"}",
          "{\"uid\":1.5}",
          "{\"uid\":true}",
          "{\"uid\":\"99999999999999999999\"}",
          "{\"uid\":\"\u0661\u0662\"}"
        })
    @DisplayName("Y-60 an account without a number is none")
    void withoutNumber(String answer) {
      fake.always(ACCOUNT, Reply.json(answer));

      assertThatThrownBy(() -> client.fetchAccountInfo(xToken))
          .isExactlyInstanceOf(YandexAuthFailedException.class)
          .hasMessageContaining("uid");
    }
  }

  @Nested
  class Validation {

    @Test
    @DisplayName("Y-61 a good token is valid")
    void good() {
      assertThat(client.validateXToken(xToken)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"status\":\"error\",\"status_code\":401}",
          "{\"status\":\"error\",\"status_code\":403}",
          "{\"status\":\"error\",\"errors\":[\"oauth_token.invalid\"]}"
        })
    @DisplayName("Y-61 a token that Passport refuses in so many words is not")
    void refused(String answer) {
      fake.always(ACCOUNT, Reply.json(answer));

      assertThat(client.validateXToken(xToken)).isFalse();
    }

    @Test
    @DisplayName("Y-61 nor is one that was taken back")
    void takenBack() {
      fake.revoke(xToken.reveal());

      assertThat(client.validateXToken(xToken)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{}",
          "{\"uid\":\"abc\"}",
          "{\"status\":\"error\",\"errors\":[\"backend.blackbox_failed\"]}"
        })
    @DisplayName("Y-61 an answer that is malformed says nothing about the token, and is thrown")
    void malformed(String answer) {
      fake.always(ACCOUNT, Reply.json(answer));

      assertThatThrownBy(() -> client.validateXToken(xToken))
          .isExactlyInstanceOf(YandexAuthFailedException.class);
    }

    @Test
    @DisplayName("Y-62 too many questions say nothing about the token either")
    void rateLimited() {
      fake.faults().at(ACCOUNT).rateLimited(Duration.ofSeconds(90));

      assertThatThrownBy(() -> client.validateXToken(xToken))
          .isInstanceOfSatisfying(
              RateLimitedException.class,
              e -> {
                assertThat(e.status()).isEqualTo(OptionalInt.of(429));
                assertThat(e.retryAfter()).contains(Duration.ofSeconds(90));
                assertThat(e.endpoint()).contains("https://" + ACCOUNT);
                assertThat(e.retryable()).isTrue();
              });
      assertThat(fake.requests(ACCOUNT)).hasSize(1);
    }

    @Test
    @DisplayName("Y-62 nor does a server that is not there")
    void notThere() throws Exception {
      try (ClosedPort nobody = ClosedPort.hold();
          ApacheHttpTransport transport =
              ApacheHttpTransport.builder()
                  .sslContext(fake.clientContext())
                  .addressBook(
                      Passport.book(fake, new InetSocketAddress("127.0.0.1", nobody.port())))
                  .build();
          YandexPassportClient lonely =
              YandexPassportClient.builder()
                  .transport(transport)
                  .platform(passport.platform())
                  .build()) {

        assertThatThrownBy(() -> lonely.validateXToken(xToken))
            .isInstanceOfSatisfying(
                YandexNetworkException.class,
                e -> assertThat(e.endpoint()).contains("https://" + ACCOUNT));
      }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 500, 503})
    @DisplayName("Y-62 nor does a page of HTML, whatever its status")
    void aPage(int status) {
      fake.faults().at(ACCOUNT).html(status);

      assertThatThrownBy(() -> client.validateXToken(xToken))
          .isInstanceOfSatisfying(
              YandexNetworkException.class, e -> assertThat(e.status()).hasValue(status));
    }
  }

  @Nested
  class Speakers {

    private final Secret musicToken = Secret.of(fake.musicToken());

    @Test
    @DisplayName("Y-67 a speaker's token is given for a music token")
    void given() {
      Secret token = client.glagolDeviceToken(musicToken, "L00X", "yandexstation");

      assertThat(token).isNotEqualTo(musicToken);
      assertThat(fake.requests(GLAGOL).get(0).header("Authorization"))
          .contains("OAuth " + musicToken.reveal());
      assertThat(fake.requests(GLAGOL).get(0).target())
          .isEqualTo("/glagol/token?device_id=L00X&platform=yandexstation");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"status\":\"error\",\"error\":\"unauthorized\"}",
          "{}",
          "{\"status\":\"ok\"}",
          "{\"status\":\"ok\",\"token\":\"\"}",
          "{\"status\":\"ok\",\"token\":null}",
          "{\"status\":\"error\",\"token\":\"good\"}"
        })
    @DisplayName("Y-67 an answer without one is a refusal")
    void refused(String answer) {
      fake.always(GLAGOL, Reply.json(answer));

      assertThatThrownBy(() -> client.glagolDeviceToken(musicToken, "d", "yandexstation"))
          .isInstanceOf(InvalidCredentialsException.class);
    }

    @ParameterizedTest
    @CsvSource({"a b,a+b", "a&platform=x,a%26platform%3Dx", "\u0416,%D0%96", "#,%23", "%,%25"})
    @DisplayName("Y-67 the names of speaker and platform are encoded")
    void encoded(String raw, String encoded) {
      client.glagolDeviceToken(musicToken, raw, raw);

      assertThat(fake.requests(GLAGOL).get(0).target())
          .isEqualTo("/glagol/token?device_id=" + encoded + "&platform=" + encoded);
    }
  }
}
