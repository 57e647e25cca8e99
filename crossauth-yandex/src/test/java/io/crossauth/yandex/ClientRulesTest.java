package io.crossauth.yandex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.value.Secret;
import io.crossauth.yandex.error.YandexAuthFailedException;
import io.crossauth.yandex.login.QrSession;
import io.crossauth.yandex.testing.Passport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client may be told, what it owns, and what it shares with no other. */
class ClientRulesTest {

  private static final YandexConfig USUAL = YandexConfig.defaults();
  private static final int CLIENTS = 10;

  private final Passport passport = new Passport();
  private final FakePassport fake = passport.fake();

  @AfterEach
  void close() {
    passport.close();
  }

  @Test
  @DisplayName("Y-84 the defaults are those of the original")
  void defaults() {
    assertThat(USUAL.userAgent())
        .isEqualTo("com.yandex.mobile.auth.sdk/7.42.0 (Xiaomi Redmi; Android 10) Yandex");
    assertThat(USUAL.totalTimeout()).hasSeconds(30);
    assertThat(USUAL.connectTimeout()).hasSeconds(10);
    assertThat(USUAL.minRequestInterval()).hasMillis(200);
    assertThat(USUAL.qrPollInterval()).hasSeconds(2);
    assertThat(USUAL.qrPollTotalTimeout()).hasSeconds(120);
    assertThat(USUAL.allowedHosts()).hasSize(11).contains("passport.yandex.ru", "ya.ru");
  }

  static Stream<Arguments> broken() {
    Duration zero = Duration.ZERO;
    Duration minus = Duration.ofSeconds(-1);
    Duration second = Duration.ofSeconds(1);
    Duration two = Duration.ofSeconds(2);
    return Stream.of(
        rule("userAgent", config -> config.withUserAgent("")),
        rule("userAgent", config -> config.withUserAgent("  ")),
        rule("totalTimeout", config -> config.withTimeouts(zero, second)),
        rule("totalTimeout", config -> config.withTimeouts(minus, second)),
        rule("connectTimeout", config -> config.withTimeouts(second, zero)),
        rule("connectTimeout", config -> config.withTimeouts(second, two)),
        rule("minRequestInterval", config -> config.withMinRequestInterval(zero)),
        rule("minRequestInterval", config -> config.withMinRequestInterval(minus)),
        rule("qrPollInterval", config -> config.withQrPolling(zero, second)),
        rule("qrPollInterval", config -> config.withQrPolling(two, second)),
        rule("qrPollTotalTimeout", config -> config.withQrPolling(second, zero)),
        rule("allowedHosts", config -> config.withAllowedHosts(Set.of())),
        rule("allowedHosts", config -> config.withAllowedHosts(Set.of(" "))));
  }

  private static Arguments rule(String name, Function<YandexConfig, YandexConfig> change) {
    return Arguments.of(name, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  @DisplayName("Y-84 a setting without sense is refused, and named")
  void settings(String name, Function<YandexConfig, YandexConfig> change) {
    assertThatThrownBy(() -> change.apply(USUAL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }

  @Test
  @DisplayName("Y-84 settings at their limits are taken, and no list can be changed later")
  void limits() {
    Set<String> hosts = new TreeSet<>(Set.of("passport.yandex.ru"));
    YandexConfig config =
        USUAL
            .withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1))
            .withQrPolling(Duration.ofSeconds(1), Duration.ofSeconds(1))
            .withAllowedHosts(hosts);

    hosts.add("evil.example.com");

    assertThat(config.allowedHosts()).containsExactly("passport.yandex.ru");
  }

  @Test
  @DisplayName("Y-85 a transport that was handed in stays open")
  void borrowed() {
    YandexPassportClient first = passport.client();
    first.close();
    first.close();

    YandexPassportClient second = passport.client();

    assertThat(second.validateXToken(Secret.of(fake.xToken()))).isTrue();
  }

  @Test
  @DisplayName("Y-85 one of its own is closed, and closing twice is harmless")
  void own() {
    YandexPassportClient client = YandexPassportClient.create();

    client.close();

    assertThatCode(client::close).doesNotThrowAnyException();
    assertThatThrownBy(client::startQrLogin).hasMessageContaining("transport.closed");
  }

  @Test
  @DisplayName("Y-86 two clients share no cookie, though they share a transport")
  void noSharedCookies() {
    YandexPassportClient one = passport.client();
    YandexPassportClient two = passport.client();
    one.refreshPassportCookies(Secret.of(fake.xToken()));

    assertThat(one.quasarCsrfToken()).isNotNull();
    assertThatThrownBy(two::quasarCsrfToken)
        .isExactlyInstanceOf(YandexAuthFailedException.class)
        .hasFieldOrPropertyWithValue("code", "yandex.csrf_missing");
    assertThat(fake.requests("quasar.yandex.ru/csrf_token").get(1).header("Cookie")).isEmpty();
  }

  @Test
  @DisplayName("Y-86 ten clients at once share neither cookies nor pace")
  void tenAtOnce() throws Exception {
    List<Future<QrSession>> logins = new ArrayList<>();
    long start = System.nanoTime();
    try (ApacheHttpTransport transport = Passport.transport(fake).build()) {
      ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
      for (int i = 0; i < CLIENTS; i++) {
        logins.add(threads.submit(() -> login(transport)));
      }
      for (Future<QrSession> login : logins) {
        login.get(60, TimeUnit.SECONDS);
      }
      threads.shutdown();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    // 30 calls in one queue would take more than 29 intervals.
    Duration interval = Duration.ofSeconds(3);
    assertThat(took).isLessThan(interval.multipliedBy(29));
    List<String> browsers =
        fake.requests("passport.yandex.ru/pwl-yandex/api/passport/auth/magic/code").stream()
            .map(request -> request.header("Cookie").orElseThrow())
            .toList();
    assertThat(browsers).hasSize(CLIENTS).doesNotHaveDuplicates();
    assertThat(browsers).allMatch(cookies -> cookies.split("yandexuid=", -1).length == 2);
  }

  private static QrSession login(ApacheHttpTransport transport) {
    YandexConfig slow = USUAL.withMinRequestInterval(Duration.ofSeconds(3));
    try (YandexPassportClient client =
        YandexPassportClient.builder().config(slow).transport(transport).build()) {
      return client.startQrLogin();
    }
  }
}
