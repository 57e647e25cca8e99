package io.crossauth.yandex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.yandex.error.CaptchaRequiredException;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.RateLimitedException;
import io.crossauth.yandex.error.YandexNetworkException;
import io.crossauth.yandex.internal.Answer;
import io.crossauth.yandex.internal.PassportCalls;
import io.crossauth.yandex.internal.cookie.CookieJar;
import io.crossauth.yandex.internal.exchange.XTokenExchange;
import io.crossauth.yandex.testing.Passport;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one chain of redirects that is followed, over real sockets. */
class RedirectsTest {

  private static final String PLACE = "passport.yandex.ru/x";
  private static final String NEXT = "www.yandex.ru/y";
  private static final URI X = URI.create("https://passport.yandex.ru/x?track_id=test-track");
  private static final Reply PAGE = Reply.html("<html>there</html>");

  private final Passport passport = new Passport();
  private final FakePassport fake = passport.fake();
  private final CookieJar jar = new CookieJar(passport.platform());
  private final PassportCalls calls =
      ClientParts.of(YandexConfig.defaults(), passport.transport(), passport.platform()).calls();

  @AfterEach
  void close() {
    passport.close();
  }

  private URI follow() {
    return calls.follow(X, Headers.none(), jar);
  }

  @Test
  @DisplayName("Y-19 a page at once is the end of the chain")
  void aPageAtOnce() {
    fake.always(PLACE, PAGE);

    assertThat(follow()).isEqualTo(X);
    assertThat(fake.requests()).hasSize(1);
  }

  @Test
  @DisplayName("Y-19 a page at the end must be UTF-8 and no larger than two mebibytes")
  void thePageIsRead() {
    fake.next(PLACE, Reply.html("").body(new byte[] {(byte) 0xff}));
    fake.next(PLACE, Reply.html(" ".repeat(2 * 1024 * 1024 + 1)));

    assertThatThrownBy(this::follow).hasMessageContaining("UTF-8");
    assertThatThrownBy(this::follow).hasMessageContaining("too_large");
  }

  @Test
  @DisplayName("Y-20 a redirect to another host of the list is followed, in a turn of its own")
  void aHostOfTheList() {
    fake.always(PLACE, Reply.redirect(302, "https://" + NEXT)).always(NEXT, PAGE);

    assertThat(follow()).hasToString("https://" + NEXT);
    assertThat(fake.requests()).hasSize(2);
    assertThat(passport.time().waits()).containsExactly(Duration.ofMillis(200));
  }

  @ParameterizedTest
  @CsvSource({
    "/other, passport.yandex.ru/other",
    "other?a=b, passport.yandex.ru/other",
    "//www.yandex.ru/y, www.yandex.ru/y",
    "https://www.yandex.ru/y#here, www.yandex.ru/y",
    // One byte of Latin-1, which is no UTF-8.
    "/caf\u00e9, passport.yandex.ru/caf%C3%A9"
  })
  @DisplayName("Y-21 a location is read as seen from the address that gave it")
  void relativeLocations(String location, String place) {
    fake.always(PLACE, Reply.redirect(302, location)).always(place, PAGE);

    assertThat(follow().getHost()).isEqualTo(place.substring(0, place.indexOf('/')));
    assertThat(fake.requests(place)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"#done", "?done=1"})
  @DisplayName("Y-21 a location without a path is the same page again")
  void thePageItself(String location) {
    fake.next(PLACE, Reply.redirect(302, location)).always(PLACE, PAGE);

    follow();

    assertThat(fake.requests(PLACE)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example.com/",
        "//evil.example.com/",
        "https://passport.yandex.ru@evil.example.com/",
        "https://passport.yandex.ru:444/",
        "https://user:password@passport.yandex.ru/",
        "javascript:alert(1)"
      })
  @DisplayName("Y-22 a redirect that leaves the list is refused before anything is sent")
  void strangers(String location) {
    fake.always(PLACE, Reply.redirect(302, location));

    assertThatThrownBy(this::follow)
        .isExactlyInstanceOf(YandexNetworkException.class)
        .hasFieldOrPropertyWithValue("code", "yandex.unexpected_host")
        .hasMessageNotContaining("password@");
    assertThat(fake.requests()).hasSize(1);
  }

  @Test
  @DisplayName("Y-23 a redirect that gives up TLS is refused")
  void plainHttp() {
    fake.always(PLACE, Reply.redirect(302, "http://yandex.ru/"));

    assertThatThrownBy(this::follow)
        .isExactlyInstanceOf(YandexNetworkException.class)
        .hasFieldOrPropertyWithValue("code", "yandex.unexpected_host");
    assertThat(fake.requests()).hasSize(1);
  }

  @Test
  @DisplayName("Y-24 a circle of redirects ends after ten")
  void circles() {
    fake.always(PLACE, Reply.redirect(302, "https://" + PLACE));

    assertThatThrownBy(this::follow)
        .isExactlyInstanceOf(YandexNetworkException.class)
        .hasMessageContaining("at most 10 redirects");
    assertThat(fake.requests()).hasSize(11);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "", "  ", "https://[x/"})
  @DisplayName("Y-25 a redirect without a target is refused, with its status")
  void noTarget(String location) {
    fake.always(PLACE, location.equals("none") ? Reply.of(302) : Reply.redirect(302, location));

    YandexNetworkException failure =
        catchThrowableOfType(YandexNetworkException.class, this::follow);

    assertThat(failure.status()).hasValue(302);
    assertThat(failure).hasMessageContaining("Location");
  }

  @Test
  @DisplayName("Y-26 too many requests on the way are told as such")
  void tooManyRequests() {
    fake.always(PLACE, Reply.redirect(302, "https://" + NEXT));
    fake.always(NEXT, Reply.html("").status(429).header("Retry-After", "60"));

    RateLimitedException refusal = catchThrowableOfType(RateLimitedException.class, this::follow);

    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(60));
    assertThat(refusal.endpoint()).contains("https://" + NEXT);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 500, 503})
  @DisplayName("Y-26 an error on the way ends the chain, with its status")
  void errors(int status) {
    fake.always(PLACE, Reply.redirect(302, "https://" + NEXT));
    fake.always(NEXT, Reply.html("").status(status));

    YandexNetworkException failure =
        catchThrowableOfType(YandexNetworkException.class, this::follow);

    assertThat(failure.status()).hasValue(status);
    assertThat(failure.retryable()).isEqualTo(status >= 500);
  }

  @Test
  @DisplayName("Y-26 a way that leads to a captcha is no success")
  void captchas() {
    fake.always(PLACE, Reply.redirect(302, "https://passport.yandex.ru/showcaptcha?a=b"));

    assertThatThrownBy(this::follow).isExactlyInstanceOf(CaptchaRequiredException.class);
    assertThat(fake.requests()).hasSize(1);
  }

  @Test
  @DisplayName("Y-27 header fields of the first request go no further, cookies do")
  void headersStayBehind() {
    fake.always(
        PLACE,
        Reply.redirect(302, "https://" + NEXT)
            .addHeader("Set-Cookie", "a=1; Domain=.yandex.ru; Path=/; Secure"));
    fake.always(NEXT, PAGE);

    URI unused = calls.follow(X, Headers.of("X-Test", "test-header"), jar);

    RecordedRequest first = fake.requests(PLACE).get(0);
    RecordedRequest second = fake.requests(NEXT).get(0);
    assertThat(first.header("X-Test")).contains("test-header");
    assertThat(second.header("X-Test")).isEmpty();
    assertThat(second.header("Cookie")).contains("a=1");
    assertThat(second.header("User-Agent")).isEqualTo(first.header("User-Agent"));
  }

  @Test
  @DisplayName("Y-28 a cookie for all of yandex.ru that a hop sets goes to Quasar later")
  void cookiesOfHops() {
    String quasar = "quasar.yandex.ru/z";
    fake.always(
        PLACE,
        Reply.redirect(302, "https://" + NEXT)
            .addHeader("Set-Cookie", "wide=1; Domain=.yandex.ru; Path=/; Secure")
            .addHeader("Set-Cookie", "narrow=2; Path=/; Secure")
            .addHeader("Set-Cookie", "everybodys=3; Domain=ru; Path=/; Secure")
            .addHeader("Set-Cookie", "foreign=4; Domain=example.com; Path=/; Secure"));
    fake.always(NEXT, PAGE).always(quasar, Reply.json("{}"));
    follow();

    Answer unused = calls.json(HttpCall.get(URI.create("https://" + quasar)), jar);

    assertThat(fake.requests(quasar).get(0).header("Cookie")).contains("wide=1");
  }

  @Test
  @DisplayName("Y-29 the way through ya.ru is open")
  void throughYaRu() {
    fake.always(PLACE, Reply.redirect(302, "https://ya.ru/y"));
    fake.always("ya.ru/y", Reply.redirect(302, "https://www.ya.ru/y"));
    fake.always("www.ya.ru/y", Reply.redirect(307, "https://" + NEXT));
    fake.always(NEXT, PAGE);

    assertThat(follow()).hasToString("https://" + NEXT);
    assertThat(fake.requests()).hasSize(4);
  }

  @Test
  @DisplayName(
      "Y-24 a chain that has left no cookies gives no x_token, and nothing is sent for one")
  void noCookies() {
    XTokenExchange exchange = new XTokenExchange(calls);

    assertThatThrownBy(() -> exchange.of(jar))
        .isExactlyInstanceOf(InvalidCredentialsException.class)
        .hasMessageContaining("cookies");
    assertThat(fake.requests()).isEmpty();
  }
}
