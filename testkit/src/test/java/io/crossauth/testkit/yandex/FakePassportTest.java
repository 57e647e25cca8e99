package io.crossauth.testkit.yandex;

import static io.crossauth.testkit.yandex.Asking.BFF;
import static io.crossauth.testkit.yandex.Asking.MUSIC_APP;
import static io.crossauth.testkit.yandex.Asking.PASSPORT_APP;
import static io.crossauth.testkit.yandex.Asking.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testkit.http.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The fake keeps the rules of the real one: what it gives is only good where it belongs. */
class FakePassportTest {

  private final FakePassport fake = FakePassport.start();
  private final Asking ask = new Asking(fake);

  @AfterEach
  void stop() {
    fake.close();
  }

  @Nested
  class QrLogins {

    @Test
    void needTheTokenOfAPage() {
      Reply reply =
          ask.json(
              BFF + "/auth/password/submit", Map.of("retpath", "x"), "X-CSRF-Token", "made-up");

      assertThat(reply.status()).isEqualTo(403);
    }

    @Test
    void arePendingUntilTheUserSaysYes() {
      String csrf = ask.csrf();
      Map<String, Object> state = ask.shownCode(csrf);
      Reply before = ask.json(BFF + "/auth/magic/code/status", state, "X-CSRF-Token", csrf);

      fake.confirmLogins();

      Reply after = ask.json(BFF + "/auth/magic/code/status", state, "X-CSRF-Token", csrf);
      assertThat(object(before)).isEmpty();
      assertThat(object(after))
          .containsEntry("state", "otp_auth_finished")
          .containsEntry("trackId", state.get("track_id"));
    }

    @Test
    void arePolledWithTheWholeStateAsItWasGiven() {
      String csrf = ask.csrf();
      Map<String, Object> state = new LinkedHashMap<>(ask.shownCode(csrf));
      state.remove("options");

      Reply reply = ask.json(BFF + "/auth/magic/code/status", state, "X-CSRF-Token", csrf);

      assertThat(reply.status()).isEqualTo(400);
    }

    @Test
    void giveASessionOnlyAfterTheYes() {
      String csrf = ask.csrf();
      String track = (String) ask.shownCode(csrf).get("track_id");
      Map<String, String> form = Map.of("track_id", track);
      Reply before = ask.form(BFF + "/sessions/get_session", form, "X-CSRF-Token", csrf);

      fake.confirmLogins();

      Reply after = ask.form(BFF + "/sessions/get_session", form, "X-CSRF-Token", csrf);
      assertThat(before.header("Set-Cookie")).isEmpty();
      assertThat(after.header("Set-Cookie").orElseThrow())
          .startsWith("Session_id=")
          .contains("Domain=.yandex.ru", "Secure", "HttpOnly");
    }
  }

  @Nested
  class Tokens {

    @Test
    void anXTokenIsGivenForASessionThatIsGood() {
      Reply good = session(fake.browserCookies(), "passport.yandex.ru");
      Reply bad = session("Session_id=made-up", "passport.yandex.ru");

      assertThat(object(good)).containsKey("access_token");
      assertThat(object(bad)).doesNotContainKey("access_token").containsEntry("status", "error");
    }

    @Test
    void anXTokenIsGivenToSitesOfYandexOnly() {
      assertThat(object(session(fake.browserCookies(), ".yandex.kz"))).containsKey("access_token");
      assertThat(object(session(fake.browserCookies(), "evil.example.com")))
          .doesNotContainKey("access_token");
    }

    @Test
    void aMusicTokenIsGivenForAnXTokenAndTheRightApplication() {
      assertThat(object(music(fake.xToken(), MUSIC_APP))).containsKey("access_token");
      assertThat(object(music(fake.xToken(), PASSPORT_APP)))
          .containsEntry("error", "invalid_grant");
      assertThat(object(music("made-up", MUSIC_APP))).containsEntry("error", "invalid_grant");
    }

    @Test
    void whatWasTakenBackIsNoLongerGood() {
      String token = fake.xToken();

      fake.revoke(token);

      assertThat(object(account(token))).containsEntry("status_code", 401L);
    }

    @Test
    void anAccountIsToldOnlyWithTheSizeOfItsPicture() {
      Reply reply =
          ask.get(
              "mobileproxy.passport.yandex.net/1/bundle/account/short_info/",
              "Authorization",
              "OAuth " + fake.xToken());

      assertThat(reply.bodyText()).contains("avatar_size.empty");
    }

    @Test
    void areNotTakenAsBearerTokens() {
      Reply reply =
          ask.get(
              "mobileproxy.passport.yandex.net/1/bundle/account/short_info/?avatar_size=x",
              "Authorization",
              "Bearer " + fake.xToken());

      assertThat(object(reply)).containsEntry("status", "error");
    }

    @Test
    void aSpeakersTokenIsGivenForAMusicToken() {
      String place = "quasar.yandex.net/glagol/token?device_id=d&platform=yandexstation";

      assertThat(object(ask.get(place, "Authorization", "OAuth " + fake.musicToken())))
          .containsKey("token");
      assertThat(ask.get(place, "Authorization", "OAuth " + fake.xToken()).status()).isEqualTo(403);
    }

    private Reply session(String cookies, String host) {
      return ask.form(
          "mobileproxy.passport.yandex.net/1/bundle/oauth/token_by_sessionid",
          PASSPORT_APP,
          "Ya-Client-Cookie",
          cookies,
          "Ya-Client-Host",
          host);
    }

    private Reply music(String xToken, Map<String, String> app) {
      Map<String, String> form = new LinkedHashMap<>(app);
      form.put("grant_type", "x-token");
      form.put("access_token", xToken);
      return ask.form("oauth.mobile.yandex.net/1/token", form);
    }

    private Reply account(String token) {
      return ask.get(
          "mobileproxy.passport.yandex.net/1/bundle/account/short_info/?avatar_size=x",
          "Authorization",
          "OAuth " + token);
    }
  }

  @Nested
  class SessionsForAnXToken {

    @Test
    void comeAtTheEndOfAChainOfRedirects() {
      Reply track =
          ask.form(
              "mobileproxy.passport.yandex.net/1/bundle/auth/x_token/",
              Map.of("type", "x-token", "retpath", "https://www.yandex.ru"),
              "Ya-Consumer-Authorization",
              "OAuth " + fake.xToken());
      Reply first =
          ask.get("passport.yandex.ru/auth/session/?track_id=" + object(track).get("track_id"));
      Reply second = ask.get("passport.yandex.ru" + first.header("Location").orElseThrow());

      assertThat(first.header("Set-Cookie")).isEmpty();
      assertThat(second.header("Location")).contains("https://ya.ru/");
      assertThat(second.header("Set-Cookie").orElseThrow()).startsWith("Session_id=");
      assertThat(ask.get("ya.ru/").header("Location")).contains("https://www.yandex.ru/");
    }

    @Test
    void areWhatQuasarWants() {
      assertThat(object(ask.get("quasar.yandex.ru/csrf_token", "Cookie", fake.browserCookies())))
          .containsKey("token");
      assertThat(ask.get("quasar.yandex.ru/csrf_token").status()).isEqualTo(401);
    }
  }

  @Nested
  class DeviceCodes {

    @Test
    void arePendingUntilTheUserSaysYesAndAreGoodOnce() {
      Map<String, Object> code = ask.deviceCode();
      Reply before = ask.poll(code);

      fake.grant((String) code.get("user_code"));

      Reply granted = ask.poll(code);
      assertThat(before.status()).isEqualTo(400);
      assertThat(object(before)).containsEntry("error", "authorization_pending");
      assertThat(object(granted)).containsKeys("access_token", "refresh_token", "expires_in");
      assertThat(object(ask.poll(code))).containsEntry("error", "invalid_grant");
    }

    @Test
    void canBeDeniedAndCanExpire() {
      Map<String, Object> denied = ask.deviceCode();
      fake.deny((String) denied.get("user_code"));
      assertThat(object(ask.poll(denied))).containsEntry("error", "access_denied");

      fake.expireDeviceCodes();
      assertThat(object(ask.poll(denied))).containsEntry("error", "expired_token");
    }

    @Test
    void areForTheApplicationThatAskedForThem() {
      Map<String, Object> code = ask.deviceCode();
      fake.grant((String) code.get("user_code"));
      Map<String, String> form = new LinkedHashMap<>(Map.of("client_id", "mine"));
      form.put("client_secret", "test-secret");
      form.put("grant_type", "device_code");
      form.put("code", (String) code.get("device_code"));

      assertThat(object(ask.form("oauth.yandex.ru/token", form)))
          .containsEntry("error", "invalid_grant");
    }

    @Test
    void wantADeviceWithAnIdOfItsLength() {
      Reply reply =
          ask.form(
              "oauth.yandex.ru/device/code",
              Map.of("client_id", "mine", "device_id", "short", "device_name", "test"));

      assertThat(object(reply)).containsEntry("error", "invalid_request");
    }
  }

  @Test
  void aRefreshTokenIsGoodOnce() {
    Map<String, String> form = new LinkedHashMap<>(PASSPORT_APP);
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", fake.refreshToken());

    assertThat(object(ask.form("oauth.yandex.ru/token", form))).containsKey("refresh_token");
    assertThat(object(ask.form("oauth.yandex.ru/token", form)))
        .containsEntry("error", "invalid_grant");
  }

  @Test
  void theApplicationOfPassportHasOnePasswordOnly() {
    Map<String, String> form = new LinkedHashMap<>(PASSPORT_APP);
    form.put("client_secret", "another");
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", fake.refreshToken());

    assertThat(object(ask.form("oauth.yandex.ru/token", form)))
        .containsEntry("error", "invalid_client");
  }

  @Test
  void whatIsNowhereIsAPageThatSaysSo() {
    assertThat(ask.get("passport.yandex.ru/nowhere").status()).isEqualTo(404);
  }
}
