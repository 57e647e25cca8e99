package io.crossauth.yandex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.yandex.FakeAccount;
import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.error.YandexNetworkException;
import io.crossauth.yandex.login.QrSession;
import io.crossauth.yandex.testing.Passport;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A QR login of the web page, over real sockets. */
class QrLoginTest {

  private static final String BFF = "passport.yandex.ru/pwl-yandex/api/passport";
  private static final String SUBMIT = BFF + "/auth/password/submit";
  private static final String CODE = BFF + "/auth/magic/code";
  private static final String STATUS = BFF + "/auth/magic/code/status";

  private final Passport passport = new Passport();
  private final FakePassport fake = passport.fake();
  private final YandexPassportClient client = passport.client();

  @AfterEach
  void close() {
    client.close();
    passport.close();
  }

  @Test
  @DisplayName("Y-38 the whole chain: each request as the page makes it, in this order")
  void thePagesOwnRequests() {
    QrSession qr = client.startQrLogin();
    fake.confirmLogins();

    PassportCredentials credentials = client.pollQrUntilConfirmed(qr);

    List<RecordedRequest> requests = fake.requests();
    assertThat(requests)
        .extracting(request -> request.method() + " " + FakePassport.place(request))
        .containsExactly(
            "GET passport.yandex.ru/pwl-yandex",
            "POST " + SUBMIT,
            "POST " + CODE,
            "POST " + STATUS,
            "POST " + BFF + "/sessions/get_session",
            "POST mobileproxy.passport.yandex.net/1/bundle/oauth/token_by_sessionid",
            "POST oauth.mobile.yandex.net/1/token",
            "GET mobileproxy.passport.yandex.net/1/bundle/account/short_info/");
    String csrf = requests.get(1).header("X-CSRF-Token").orElseThrow();
    assertThat(csrf).isEqualTo(qr.csrfToken().reveal());
    submits(requests.get(1), csrf);
    asksForTheCode(requests.get(2), csrf, qr);
    polls(requests.get(3), csrf, qr);
    collects(requests.get(4), csrf, qr);
    trades(requests);
    assertThat(credentials.uid()).hasValue(FakeAccount.UID);
    assertThat(credentials.displayLogin()).contains(FakeAccount.LOGIN);
    assertThat(credentials.musicToken()).isPresent();
    assertThat(credentials.refreshToken()).isEmpty();
  }

  private static void submits(RecordedRequest request, String csrf) {
    ofThePage(request, csrf);
    assertThat(request.header("Content-Type")).contains("application/json");
    assertThat(request.bodyText())
        .isEqualTo("{\"retpath\":\"https://passport.yandex.ru/profile\"}");
  }

  private static void asksForTheCode(RecordedRequest request, String csrf, QrSession qr) {
    ofThePage(request, csrf);
    assertThat(request.header("Content-Type").orElseThrow())
        .startsWith("application/x-www-form-urlencoded");
    assertThat(request.bodyText())
        .isEqualTo("location_id=0&magic_track_id=" + qr.trackId() + "&track_id=");
  }

  private static void ofThePage(RecordedRequest request, String csrf) {
    assertThat(request.header("X-CSRF-Token")).contains(csrf);
    assertThat(request.header("Origin")).contains("https://passport.yandex.ru");
    assertThat(request.header("Referer")).contains("https://passport.yandex.ru/pwl-yandex");
    assertThat(request.header("Cookie").orElseThrow()).contains("yandexuid=");
  }

  private static void polls(RecordedRequest request, String csrf, QrSession qr) {
    assertThat(request.header("X-CSRF-Token")).contains(csrf);
    assertThat(request.header("Origin")).isEmpty();
    assertThat(request.header("Referer")).isEmpty();
    assertThat(request.header("Content-Type")).contains("application/json");
    assertThat(request.json()).containsEntry("track_id", qr.trackId()).containsKey("options");
  }

  private static void collects(RecordedRequest request, String csrf, QrSession qr) {
    assertThat(request.header("X-CSRF-Token")).contains(csrf);
    assertThat(request.header("Origin")).isEmpty();
    assertThat(request.bodyText()).isEqualTo("track_id=" + qr.trackId());
  }

  private static void trades(List<RecordedRequest> requests) {
    RecordedRequest xToken = requests.get(5);
    assertThat(xToken.header("Ya-Client-Host")).contains("passport.yandex.ru");
    assertThat(xToken.header("Ya-Client-Cookie").orElseThrow())
        .contains("Session_id=")
        .contains("; ");
    assertThat(xToken.header("Cookie")).isEmpty();
    assertThat(xToken.bodyText())
        .isEqualTo(
            "client_id=c0ebe342af7d48fbbbfcf2d2eedb8f9e"
                + "&client_secret=ad0a908f0aa341a182a37ecd75bc319e");
    RecordedRequest music = requests.get(6);
    assertThat(music.formParameter("grant_type")).contains("x-token");
    assertThat(music.formParameter("client_id")).contains("23cabbbdc6cd418abb4b39c32c41195d");
    RecordedRequest account = requests.get(7);
    assertThat(account.target()).endsWith("/short_info/?avatar_size=islands-300");
    assertThat(account.header("Authorization").orElseThrow()).startsWith("OAuth ");
  }

  @Test
  @DisplayName(
      "Y-38 the code that is shown is the link that Passport gave, and a terminal can show it")
  void theLinkIsTheCode() {
    QrSession qr = client.startQrLogin();

    assertThat(qr.qrUrl())
        .hasToString("https://passport.yandex.ru/auth/magic/code/?track_id=" + qr.trackId());
    assertThat(qr.terminalQr()).contains("█");
    assertThat(qr.qrCode().svg()).startsWith("<svg");
    assertThat(qr.qrCode().png(4)).startsWith(0x89, 'P', 'N', 'G');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":\"ok\"}",
        "{\"track_id\":\"\"}",
        "{\"track_id\":\"   \"}",
        "{\"track_id\":null}",
        "{\"track_id\":7}"
      })
  @DisplayName("Y-39 a login without a track has failed")
  void aTrackIsNeeded(String answer) {
    fake.next(SUBMIT, Reply.json(answer));

    assertThatThrownBy(client::startQrLogin)
        .isExactlyInstanceOf(YandexAuthFailedException.class)
        .hasMessageContaining("track_id")
        .hasMessageContaining("https://" + SUBMIT);
    assertThat(fake.requests(CODE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"link\":\"\"}", "{\"link\":null}", "{\"link\":[]}"})
  @DisplayName("Y-40 a login without a link has failed")
  void aLinkIsNeeded(String answer) {
    fake.next(CODE, Reply.json(answer));

    assertThatThrownBy(client::startQrLogin)
        .isExactlyInstanceOf(YandexAuthFailedException.class)
        .hasMessageContaining("link");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example.com/auth/magic/code/?track_id=t",
        "https://passport.yandex.ru.evil.example.com/x",
        "https://evil.passport.yandex.ru/x",
        "https://passport.yandex.ru@evil.example.com/x",
        "https://user:password@passport.yandex.ru/x",
        "https://passport.yandex.ru:8443/x",
        "http://passport.yandex.ru/auth/magic/code/?track_id=t",
        "yandexauth://passport.yandex.ru/x",
        "//passport.yandex.ru/x",
        "not a link"
      })
  @DisplayName("Y-41 a link that a phone should not open is refused")
  void onlyLinksOfPassport(String link) {
    fake.next(CODE, Reply.json("{\"link\":\"" + link + "\"}"));

    assertThatThrownBy(client::startQrLogin)
        .isExactlyInstanceOf(YandexAuthFailedException.class)
        .hasMessageContaining("link")
        .hasMessageNotContaining("evil");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"state\":\"\"}",
        "{\"state\":null}",
        "{\"state\":1}",
        "{\"state\":\"auth_wait_user_action\"}",
        "{\"state\":\"something_new\"}"
      })
  @DisplayName("Y-42 everything but the word for finished means: not yet")
  void notYet(String answer) {
    QrSession qr = client.startQrLogin();
    fake.confirmLogins();
    fake.next(STATUS, Reply.json(answer), Reply.json(answer));

    client.pollQrUntilConfirmed(qr);

    assertThat(fake.requests(STATUS)).hasSize(3);
    assertThat(passport.time().waits()).contains(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"state\":\"otp_auth_finished\"}",
        "{\"state\":\"otp_auth_finished\",\"trackId\":\"\"}",
        "{\"state\":\"otp_auth_finished\",\"trackId\":\" \"}",
        "{\"state\":\"otp_auth_finished\",\"trackId\":5}"
      })
  @DisplayName("Y-43 finished without a track to collect has failed")
  void finishedWithoutTrack(String answer) {
    QrSession qr = client.startQrLogin();
    fake.next(STATUS, Reply.json(answer));

    assertThatThrownBy(() -> client.pollQrUntilConfirmed(qr))
        .isExactlyInstanceOf(YandexAuthFailedException.class)
        .hasMessageContaining("trackId");
    assertThat(fake.requests(STATUS)).hasSize(1);
  }

  @Test
  @DisplayName("Y-43 a server in trouble says nothing about a login that was confirmed")
  void collectedInTrouble() {
    QrSession qr = client.startQrLogin();
    fake.confirmLogins();
    fake.next(BFF + "/sessions/get_session", Reply.json("{}").status(502));

    assertThatThrownBy(() -> client.pollQrUntilConfirmed(qr))
        .isExactlyInstanceOf(YandexNetworkException.class);
  }

  @Test
  @DisplayName("Y-37 a page without a token against forged requests begins no login")
  void pageWithoutToken() {
    fake.always("passport.yandex.ru/pwl-yandex", Reply.html("<html>no token</html>"));
    fake.always("passport.yandex.ru/am", Reply.html("<html>nor here</html>"));

    assertThatThrownBy(client::startQrLogin)
        .isExactlyInstanceOf(YandexAuthFailedException.class)
        .hasFieldOrPropertyWithValue("code", "yandex.csrf_missing");
  }
}
