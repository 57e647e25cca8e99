package io.crossauth.yandex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.login.QrSession;
import io.crossauth.yandex.testing.Passport;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The QR login that Passport had before the web page's. */
class LegacyQrTest {

  private static final String BFF = "passport.yandex.ru/pwl-yandex/api/passport";
  private static final String STATUS = "passport.yandex.ru/auth/new/magic/status/";

  private final Passport passport = new Passport();
  private final FakePassport fake = passport.fake();
  private final YandexPassportClient client = passport.client();

  @AfterEach
  void close() {
    client.close();
    passport.close();
  }

  @Test
  @DisplayName("Y-52 the chain of 1.2.2: each request as the app made it, in this order")
  void theAppsOwnRequests() {
    QrSession qr = client.startLegacyQrLogin();
    fake.confirmLogins();

    PassportCredentials credentials = client.pollQrUntilConfirmed(qr);

    List<RecordedRequest> requests = fake.requests();
    assertThat(requests)
        .extracting(request -> request.method() + " " + FakePassport.place(request))
        .containsExactly(
            "GET passport.yandex.ru/am",
            "POST " + BFF + "/auth/multistep_start",
            "POST " + BFF + "/auth/password/submit",
            "POST " + STATUS,
            "POST mobileproxy.passport.yandex.net/1/bundle/oauth/token_by_sessionid",
            "POST oauth.mobile.yandex.net/1/token",
            "GET mobileproxy.passport.yandex.net/1/bundle/account/short_info/");
    assertThat(requests.get(0).target()).isEqualTo("/am?app_platform=android");
    assertThat(requests.get(1).bodyText()).isEmpty();
    assertThat(requests.get(1).header("X-CSRF-Token")).isPresent();
    assertThat(requests.get(2).formParameter("track_id")).contains(qr.trackId());
    assertThat(requests.get(2).formParameter("with_code")).contains("1");
    assertThat(requests.get(2).formParameter("retpath"))
        .contains("https://passport.yandex.ru/profile");
    assertThat(requests.get(3).form().keySet()).containsExactly("csrf_token", "track_id");
    assertThat(requests.get(3).header("X-CSRF-Token")).isEmpty();
    assertThat(requests.get(3).formParameter("csrf_token")).contains(qr.csrfToken().reveal());
    assertThat(qr.qrUrl())
        .hasToString("https://passport.yandex.ru/auth/magic/code/?track_id=" + qr.trackId());
    assertThat(credentials.uid()).isPresent();
  }

  @Test
  @DisplayName("Y-52 an answer that says no names its status")
  void refused() {
    fake.next(
        BFF + "/auth/password/submit",
        Reply.json("{\"status\":\"error\",\"errors\":[\"track.invalid\"],\"csrf_token\":\"t\"}"));

    assertThatThrownBy(() -> client.startLegacyQrLogin())
        .isExactlyInstanceOf(YandexAuthFailedException.class)
        .hasMessageContaining("found error: track.invalid");
  }

  @Test
  @DisplayName("Y-52 a track is escaped where it stands in an address")
  void anOddTrack() {
    fake.next(BFF + "/auth/multistep_start", Reply.json("{\"track_id\":\"a&b=c d#e\"}"));
    fake.next(
        BFF + "/auth/password/submit", Reply.json("{\"status\":\"ok\",\"csrf_token\":\"t\"}"));

    QrSession qr = client.startLegacyQrLogin();

    assertThat(qr.qrUrl().getRawQuery()).isEqualTo("track_id=a%26b%3Dc+d%23e");
    assertThat(qr.qrUrl().getFragment()).isNull();
  }

  @Test
  @DisplayName("Y-52 a login without a token against forged requests has failed")
  void withoutCsrf() {
    fake.next(BFF + "/auth/password/submit", Reply.json("{\"status\":\"ok\"}"));

    assertThatThrownBy(() -> client.startLegacyQrLogin())
        .isExactlyInstanceOf(YandexAuthFailedException.class)
        .hasMessageContaining("csrf_token");
  }
}
