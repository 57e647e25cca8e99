package io.crossauth.yandex.internal.cookie;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.http.Headers;
import io.crossauth.http.HttpReply;
import io.crossauth.testing.FakeTime;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6265 section 5, and the public suffix list. */
class CookieJarTest {

  private static final URI PASSPORT = URI.create("https://passport.yandex.ru/auth/session/?a=b");
  private static final URI QUASAR = URI.create("https://quasar.yandex.ru/csrf_token");

  private final FakeTime time = FakeTime.create();
  private final CookieJar jar = new CookieJar(time.platform());

  private void take(String... cookies) {
    Headers headers = Headers.none();
    for (String cookie : cookies) {
      headers = headers.plus("Set-Cookie", cookie);
    }
    jar.take(PASSPORT, new HttpReply(200, headers, new byte[0]));
  }

  @Test
  void aCookieWithoutDomainIsForItsHostAlone() {
    take("a=1; Path=/");

    assertThat(jar.header(PASSPORT)).contains("a=1");
    assertThat(jar.header(QUASAR)).isEmpty();
    assertThat(jar.header(URI.create("https://sub.passport.yandex.ru/"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yandex.ru", ".yandex.ru", ".YANDEX.ru"})
  void aCookieOfADomainIsForAllBelow(String domain) {
    take("a=1; Path=/; Domain=" + domain);

    assertThat(jar.header(PASSPORT)).contains("a=1");
    assertThat(jar.header(QUASAR)).contains("a=1");
    assertThat(jar.header(URI.create("https://yandex.ru/"))).contains("a=1");
    assertThat(jar.header(URI.create("https://notyandex.ru/"))).isEmpty();
    assertThat(jar.header(URI.create("https://quasar.yandex.net/"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ru",
        ".ru",
        "RU",
        "com",
        "example.com",
        "quasar.yandex.ru",
        "andex.ru",
        "x.passport.yandex.ru"
      })
  @DisplayName("a cookie for a domain that is everybody's, or somebody else's, is not taken")
  void domainsOfOthers(String domain) {
    take("a=1; Path=/; Domain=" + domain);

    assertThat(jar.header(PASSPORT)).isEmpty();
    assertThat(jar).hasToString("CookieJar[0]");
  }

  @ParameterizedTest
  @CsvSource({
    "/auth, true",
    "/auth/, true",
    "/auth/session/, true",
    "/aut, false",
    "/auth/session/x, false",
    "/other, false",
    "relative, true"
  })
  void aPathIsComparedByItsParts(String path, boolean goes) {
    take("a=1; Path=" + path);

    assertThat(jar.header(PASSPORT).isPresent()).isEqualTo(goes);
  }

  @Test
  void withoutPathTheFolderOfTheRequestCounts() {
    take("a=1");

    assertThat(jar.header(URI.create("https://passport.yandex.ru/auth/session/x"))).contains("a=1");
    assertThat(jar.header(URI.create("https://passport.yandex.ru/auth/other"))).isEmpty();
  }

  @Test
  void maxAgeEndsACookieAndGoesBeforeExpires() {
    take("a=1; Path=/; Max-Age=10; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
    assertThat(jar.header(PASSPORT)).contains("a=1");

    time.advance(Duration.ofSeconds(10));

    assertThat(jar.header(PASSPORT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Thu, 01 Jan 2026 00:00:01 GMT", "Thu, 01-Jan-2026 00:00:01 GMT"})
  void expiresEndsACookie(String date) {
    take("a=1; Path=/; Expires=" + date);
    assertThat(jar.header(PASSPORT)).contains("a=1");

    time.advance(Duration.ofSeconds(1));

    assertThat(jar.header(PASSPORT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Max-Age=0", "Max-Age=-1", "Expires=Thu, 01 Jan 1970 00:00:00 GMT"})
  void aCookieThatIsOverTakesTheEarlierOneAway(String end) {
    take("a=1; Path=/", "b=2; Path=/");

    take("a=; Path=/; " + end);

    assertThat(jar.header(PASSPORT)).contains("b=2");
  }

  @Test
  void aCookieOfTheSameNameDomainAndPathReplaces() {
    take("a=1; Path=/", "a=2; Path=/; Domain=yandex.ru");

    take("a=3; Path=/");

    assertThat(jar.header(PASSPORT)).contains("a=3");
    assertThat(jar.header(QUASAR)).contains("a=2");
    assertThat(jar).hasToString("CookieJar[2]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"=1", "a", "a\u00e4=1", "a=1\u00e4", "__Host-a=1; Path=/", "__Secure-a=1; Path=/"})
  void whatIsNoCookieIsNotTaken(String cookie) {
    take(cookie);

    assertThat(jar).hasToString("CookieJar[0]");
  }

  @Test
  void namesThatPromiseSomethingAreTakenWhenTheyKeepIt() {
    take("__Host-a=1; Path=/; Secure", "__Secure-b=2; Path=/; Secure; Domain=yandex.ru");

    assertThat(jar.header(PASSPORT)).contains("__Host-a=1; __Secure-b=2");
  }

  @Test
  void aJarHoldsNoMoreThanTwoHundred() {
    for (int i = 0; i < 300; i++) {
      take("c" + i + "=1; Path=/");
    }

    assertThat(jar).hasToString("CookieJar[200]");
    assertThat(jar.header(PASSPORT).orElseThrow()).contains("c299=1").doesNotContain("c99=1");
  }

  @Test
  void somebodyIsLoggedInWhenTheSessionsCookieGoesThere() {
    take("Session_id=; Path=/; Domain=yandex.ru", "sessionid2=x; Path=/; Domain=yandex.ru");
    assertThat(jar.hasSession(QUASAR)).isFalse();

    take("Session_id=test-session; Path=/; Domain=yandex.ru; Max-Age=5");
    assertThat(jar.hasSession(QUASAR)).isTrue();
    assertThat(jar.hasSession(URI.create("https://example.com/"))).isFalse();

    time.advance(Duration.ofSeconds(5));
    assertThat(jar.hasSession(QUASAR)).isFalse();
  }

  @Test
  void noTextShowsACookie() {
    take("Session_id=test-session-secret; Path=/");

    assertThat(jar.toString()).doesNotContain("secret");
    assertThat(
            SetCookie.read("Session_id=test-session-secret; Path=/", PASSPORT, time.instant())
                .orElseThrow())
        .hasToString("Session_id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thu, 01-Jan-70 00:00:10 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Wed, 31 Dec 25 23:59:59 GMT",
        "Sun Nov  6 08:49:37 1994",
        "06 nov 1994 8:49:37",
        "1994 Nov 6 08:49:37 GMT+0100",
        "Thu, 01 Jan 2026 00:00:00 GMT"
      })
  @DisplayName("17-cookie date: one that is over is dropped, in all forms that browsers read")
  void datesThatAreOver(String date) {
    take("a=1; Path=/");

    take("a=2; Path=/; Expires=" + date);

    assertThat(jar).hasToString("CookieJar[0]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Thu, 01-Jan-69 00:00:00 GMT",
        "Fri, 02 Jan 26 00:00:00 GMT",
        "Thu Jan  1 00:00:01 2026",
        "Tue, 19 Jan 2038 03:14:07 GMT"
      })
  @DisplayName("17-cookie date: one to come keeps the cookie until then")
  void datesToCome(String date) {
    take("a=1; Path=/; Expires=" + date);

    assertThat(jar.header(PASSPORT)).contains("a=1");
    time.advance(Duration.ofDays(50 * 366));
    assertThat(jar.header(PASSPORT)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "soon",
        "Thu, 32 Jan 1994 00:00:00 GMT",
        "Thu, 30 Feb 1994 00:00:00 GMT",
        "Thu, 01 Jan 1994 24:00:00 GMT",
        "Thu, 01 Jan 1994 00:60:00 GMT",
        "Thu, 01 Jan 1600 00:00:00 GMT",
        "Thu, 01 Jan 1994",
        "01 1994 00:00:00",
        "Jan 1994 00:00:00",
        ""
      })
  @DisplayName("17-cookie date: what is none is ignored (RFC 6265 section 5.2.1)")
  void noDates(String date) {
    take("a=1; Path=/; Expires=" + date);

    time.advance(Duration.ofDays(3660));
    assertThat(jar.header(PASSPORT)).contains("a=1");
  }

  @Test
  @DisplayName("17-twice: of a host's and a domain's cookie the host's is sent, in either order")
  void hostBeforeDomain() {
    take("Session_id=domain; Path=/; Domain=yandex.ru", "Session_id=host; Path=/");
    assertThat(jar.header(PASSPORT)).contains("Session_id=host");
    assertThat(jar.header(QUASAR)).contains("Session_id=domain");

    take("Session_id=later; Path=/; Domain=yandex.ru");
    assertThat(jar.header(PASSPORT)).contains("Session_id=host");
  }

  @Test
  @DisplayName("17-twice: the longer path goes before all, the longer domain before the shorter")
  void pathAndDomain() {
    take("a=host; Path=/", "a=path; Path=/auth; Domain=yandex.ru");
    assertThat(jar.header(PASSPORT)).contains("a=path");

    take("b=long; Path=/; Domain=passport.yandex.ru", "b=short; Path=/; Domain=yandex.ru");
    assertThat(jar.header(PASSPORT).orElseThrow()).contains("b=long").doesNotContain("b=short");
  }

  @Test
  @DisplayName("17-twice: of equal ones the last; and an empty one that is sent is no session")
  void theLast() {
    take("Session_id=x; Path=/; Domain=yandex.ru", "Session_id=; Path=/");

    assertThat(jar.header(PASSPORT)).contains("Session_id=");
    assertThat(jar.hasSession(PASSPORT)).isFalse();
    assertThat(jar.hasSession(QUASAR)).isTrue();
  }
}
