package io.crossauth.yandex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.HttpCall;
import io.crossauth.testkit.fault.ClosedPort;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.yandex.error.RateLimitedException;
import io.crossauth.yandex.error.YandexNetworkException;
import io.crossauth.yandex.internal.Answer;
import io.crossauth.yandex.internal.PassportCalls;
import io.crossauth.yandex.internal.cookie.CookieJar;
import io.crossauth.yandex.testing.Passport;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every call obeys, over real sockets. */
class HttpRulesTest {

  private static final String PLACE = "passport.yandex.ru/x";
  private static final URI X = URI.create("https://passport.yandex.ru/x?code=test-query-secret");
  private static final int MIB = 1024 * 1024;

  private final Passport passport = new Passport();
  private final FakePassport fake = passport.fake();
  private final PassportCalls calls = calls(YandexConfig.defaults());

  @AfterEach
  void close() {
    passport.close();
  }

  private PassportCalls calls(YandexConfig config) {
    return ClientParts.of(config, passport.transport(), passport.platform()).calls();
  }

  private Answer get() {
    return calls.json(HttpCall.get(X));
  }

  @Test
  @DisplayName("Y-01 a JSON object is given back")
  void anObjectIsGivenBack() {
    fake.always(PLACE, Reply.json("{\"a\":{\"b\":[1,null]}}"));

    Answer answer = get();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.members()).containsKey("a");
    assertThat(fake.requests(PLACE)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example.com/x",
        "https://yandex.ru.evil.example.com/x",
        "https://evil.yandex.ru/x",
        "https://passport.yandex.ru:8443/x",
        "https://user@passport.yandex.ru/x",
        "https://127.0.0.1/x"
      })
  @DisplayName("Y-02 an address that is not on the list is not called, and costs no turn")
  void onlyHostsOfTheList(String address) {
    assertThatThrownBy(() -> calls.json(HttpCall.get(URI.create(address))))
        .isExactlyInstanceOf(YandexNetworkException.class)
        .hasFieldOrPropertyWithValue("code", "yandex.unexpected_host")
        .hasMessageNotContaining("user@");
    get404();

    assertThat(fake.requests()).hasSize(1);
    assertThat(passport.time().waits()).isEmpty();
  }

  private void get404() {
    assertThatThrownBy(this::get).isInstanceOf(YandexNetworkException.class);
  }

  @Test
  @DisplayName("Y-02 a name of the list counts in any case")
  void hostsInAnyCase() {
    fake.always(PLACE, Reply.json("{}"));

    assertThat(calls.json(HttpCall.get(URI.create("https://PASSPORT.Yandex.RU/x"))).status())
        .isEqualTo(200);
  }

  @Test
  @DisplayName("Y-03 an address without TLS is not called")
  void onlyHttps() {
    assertThatThrownBy(() -> calls.json(HttpCall.get(URI.create("http://passport.yandex.ru/x"))))
        .isExactlyInstanceOf(YandexNetworkException.class)
        .hasFieldOrPropertyWithValue("code", "yandex.unexpected_host");

    assertThat(fake.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308, 304})
  @DisplayName("Y-04 a redirect is no answer, even to a host of the list")
  void redirectsAreNotFollowed(int status) {
    fake.always(PLACE, Reply.redirect(status, "https://passport.yandex.ru/y"));

    assertThatThrownBy(this::get)
        .isExactlyInstanceOf(YandexNetworkException.class)
        .hasMessageContaining("redirect");
    assertThat(fake.requests()).hasSize(1);
  }

  @Test
  @DisplayName("Y-05 a page is no JSON, and the message says what it was")
  void aPageIsRefused() {
    fake.always(PLACE, Reply.html("<html>{}</html>").status(403));

    YandexNetworkException failure = catchThrowableOfType(YandexNetworkException.class, this::get);

    assertThat(failure).hasMessageContaining("text/html");
    assertThat(failure.status()).hasValue(403);
  }

  @Test
  @DisplayName("Y-05 JSON without a content type is refused")
  void aTypeIsNeeded() {
    fake.always(PLACE, Reply.of(200).body("{}"));

    assertThatThrownBy(this::get)
        .isExactlyInstanceOf(YandexNetworkException.class)
        .hasMessageContaining("none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json; charset=utf-8",
        "text/json",
        "application/x-javascript",
        "Application/JSON",
        " application/json ;charset=UTF-8"
      })
  @DisplayName("Y-06 the types that Yandex has for JSON are taken")
  void typesOfJson(String type) {
    fake.always(PLACE, Reply.json("{\"a\":1}").header("Content-Type", type));

    assertThat(get().members()).containsEntry("a", 1L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"not json", "[1,2]", "\"x\"", "", "null", "{\"a\":1} x", "{\"a\":1,\"a\":2}"})
  @DisplayName("Y-07 what is no JSON object is refused, without showing it")
  void onlyObjects(String body) {
    fake.always(PLACE, Reply.json(body));

    assertThatThrownBy(this::get)
        .isExactlyInstanceOf(YandexNetworkException.class)
        .hasNoCause()
        .hasMessageContaining("(HTTP 200) at https://" + PLACE);
  }

  @Test
  @DisplayName("Y-08 an object larger than a mebibyte is refused for its size")
  void tooLarge() {
    fake.always(PLACE, Reply.json(padded(MIB + 1)));

    assertThatThrownBy(this::get)
        .isExactlyInstanceOf(YandexNetworkException.class)
        .hasMessageContaining("too_large");
  }

  @Test
  @DisplayName("Y-08 what counts is the size after decompression")
  void tooLargeWhenUnpacked() {
    fake.always(PLACE, Reply.json(padded(MIB + 1)).gzipped());

    assertThatThrownBy(this::get)
        .isExactlyInstanceOf(YandexNetworkException.class)
        .hasMessageContaining("too_large");
  }

  @Test
  @DisplayName("Y-09 an object of exactly a mebibyte is taken")
  void atTheLimit() {
    fake.always(PLACE, Reply.json(padded(MIB)));

    assertThat(get().members()).containsEntry("a", 1L);
  }

  @Test
  @DisplayName("Y-10 a page larger than two mebibytes is refused, one of exactly two is taken")
  void pagesHaveTheirOwnLimit() {
    CookieJar jar = new CookieJar(passport.platform());
    fake.next(PLACE, Reply.html(" ".repeat(2 * MIB)), Reply.html(" ".repeat(2 * MIB + 1)));

    assertThat(calls.page(X, jar)).hasSize(2 * MIB);
    assertThatThrownBy(() -> calls.page(X, jar))
        .isExactlyInstanceOf(YandexNetworkException.class)
        .hasMessageContaining("too_large");
  }

  @Test
  @DisplayName("Y-10 a page that is not UTF-8 is refused")
  void pagesAreUtf8() {
    fake.always(PLACE, Reply.html("").body(new byte[] {'a', (byte) 0xff}));

    assertThatThrownBy(() -> calls.page(X, new CookieJar(passport.platform())))
        .isExactlyInstanceOf(YandexNetworkException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  @DisplayName(
      "Y-11 too many requests: once, with the place and the time to wait, without the query")
  void tooManyRequests() {
    fake.always(PLACE, Reply.json("{}").status(429).header("Retry-After", "7"));

    RateLimitedException refusal = catchThrowableOfType(RateLimitedException.class, this::get);

    assertThat(refusal.status()).hasValue(429);
    assertThat(refusal.endpoint()).contains("https://" + PLACE);
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(7));
    assertThat(refusal.code()).isEqualTo("yandex.rate_limited");
    assertThat(refusal.retryable()).isTrue();
    assertThat(refusal).hasMessageNotContaining("test-query-secret");
    assertThat(fake.requests()).hasSize(1);
  }

  @Test
  @DisplayName("Y-12 a refused connection is the network's failure, with the place")
  void connectionRefused() {
    try (ClosedPort closed = ClosedPort.hold();
        ApacheHttpTransport transport =
            Passport.transport(fake)
                .addressBook(
                    Passport.book(
                        fake,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), closed.port())))
                .build()) {
      PassportCalls nowhere =
          ClientParts.of(YandexConfig.defaults(), transport, passport.platform()).calls();

      YandexNetworkException failure =
          catchThrowableOfType(YandexNetworkException.class, () -> nowhere.json(HttpCall.get(X)));

      assertThat(failure.endpoint()).contains("https://" + PLACE);
      assertThat(failure.status()).isEmpty();
      assertThat(failure.retryable()).isTrue();
      assertThat(failure).hasMessageNotContaining("test-query-secret");
    }
  }

  @Test
  @DisplayName("Y-13 an error with an object is the flow's affair")
  void errorsWithObjects() {
    fake.always(PLACE, Reply.json("{\"error\":\"x\"}").status(400));

    Answer answer = get();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.members()).containsEntry("error", "x");
  }

  @Test
  @DisplayName("Y-14 the client names itself as the app does, or as it is told")
  void userAgent() {
    fake.always(PLACE, Reply.json("{}"));

    Answer usual = get();
    Answer custom =
        calls(YandexConfig.defaults().withUserAgent("test-agent/1")).json(HttpCall.get(X));
    Answer ofTheCall = calls.json(HttpCall.get(X).withHeader("User-Agent", "test-agent/2"));

    assertThat(Stream.of(usual, custom, ofTheCall)).allMatch(answer -> answer.status() == 200);
    assertThat(fake.requests())
        .extracting(request -> request.header("User-Agent").orElse("none"))
        .containsExactly(
            "com.yandex.mobile.auth.sdk/7.42.0 (Xiaomi Redmi; Android 10) Yandex",
            "test-agent/1",
            "test-agent/2");
  }

  @Test
  @DisplayName("Y-18 a server whose certificate nobody has signed is not spoken to")
  void certificatesAreChecked() {
    try (ApacheHttpTransport transport =
        ApacheHttpTransport.builder().addressBook(Passport.book(fake, fake.address())).build()) {
      PassportCalls untrusting =
          ClientParts.of(YandexConfig.defaults(), transport, passport.platform()).calls();

      assertThatThrownBy(() -> untrusting.json(HttpCall.get(X)))
          .isExactlyInstanceOf(YandexNetworkException.class)
          .hasMessageContaining("tls");
      assertThat(fake.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        YandexConfig.class,
        YandexPassportClient.Builder.class,
        YandexPassportClient.class,
        OAuthDeviceClient.Builder.class
      })
  @DisplayName("Y-18 there is nothing to switch off the check of certificates with")
  void noSwitch(Class<?> type) {
    assertThat(Arrays.stream(type.getMethods()).map(Method::getName))
        .noneMatch(name -> name.matches("(?i).*(trust|insecure|verif|ssl|tls|plain).*"));
  }

  private static String padded(int bytes) {
    String object = "{\"a\":1}";
    String text = object + " ".repeat(bytes - object.length());
    assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSize(bytes);
    return text;
  }
}
