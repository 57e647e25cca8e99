package io.crossauth.yandex;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.platform.Platform;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.value.Secret;
import io.crossauth.yandex.credentials.PassportCredentials;
import io.crossauth.yandex.login.QrSession;
import io.crossauth.yandex.testing.Passport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many clients and many threads at one server, over real sockets; the server counts. */
@Timeout(120)
class ManyClientsTest {

  private static final int CLIENTS = 10;

  private final FakePassport fake = FakePassport.start();
  private final ApacheHttpTransport transport = Passport.transport(fake).build();
  private final ExecutorService threads = Executors.newFixedThreadPool(50);

  @AfterEach
  void close() {
    threads.shutdownNow();
    transport.close();
    fake.close();
  }

  private YandexPassportClient client(Platform platform, String name) {
    return YandexPassportClient.builder()
        .config(YandexConfig.defaults().withUserAgent(name))
        .transport(transport)
        .platform(platform)
        .build();
  }

  private <T> List<T> together(List<Callable<T>> work) throws Exception {
    List<T> results = new ArrayList<>();
    for (Future<T> future : threads.invokeAll(work)) {
      results.add(future.get());
    }
    return results;
  }

  @Test
  @DisplayName("ten clients at once share no cookie, though they share a transport")
  void noSharedCookie() throws Exception {
    List<PassportCredentials> logins = together(logins(new ArrayList<>()));

    Map<String, Set<String>> cookies = new ConcurrentHashMap<>();
    for (RecordedRequest request : fake.requests()) {
      Set<String> seen =
          cookies.computeIfAbsent(
              request.header("User-Agent").orElseThrow(), unused -> new HashSet<>());
      request.header("Cookie").ifPresent(text -> seen.addAll(Arrays.asList(text.split("; "))));
      request
          .header("Ya-Client-Cookie")
          .ifPresent(text -> seen.addAll(Arrays.asList(text.split("; "))));
    }
    assertThat(logins).extracting(PassportCredentials::xToken).doesNotHaveDuplicates();
    assertThat(cookies).hasSize(CLIENTS);
    List<String> all = cookies.values().stream().flatMap(Set::stream).toList();
    assertThat(all).hasSizeGreaterThanOrEqualTo(3 * CLIENTS).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("ten clients at once share no rate limit: each waits as long as one alone")
  void noSharedPace() throws Exception {
    List<FakeTime> times = new ArrayList<>();
    List<PassportCredentials> unused = together(logins(times));

    assertThat(times).hasSize(CLIENTS);
    assertThat(times)
        .allSatisfy(
            time ->
                assertThat(time.waits())
                    .filteredOn(wait -> wait.compareTo(Duration.ofSeconds(2)) < 0)
                    .hasSize(6)
                    .containsOnly(Duration.ofMillis(200)));
  }

  /** Ten QR logins, each by a client of its own. */
  private List<Callable<PassportCredentials>> logins(List<FakeTime> times) {
    List<Callable<PassportCredentials>> logins = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      FakeTime time = FakeTime.create();
      times.add(time);
      YandexPassportClient client = client(time.platform(), "test-client-" + i);
      logins.add(
          () -> {
            QrSession qr = client.startQrLogin();
            fake.confirmLogins();
            return client.pollQrUntilConfirmed(qr);
          });
    }
    return logins;
  }

  @Test
  @DisplayName("one client used by fifty threads sends fifty requests, each in a turn of its own")
  void oneClientManyThreads() throws Exception {
    FakeTime time = FakeTime.create();
    YandexPassportClient client = client(time.platform(), "test-client");
    String token = fake.xToken();

    List<Boolean> valid =
        together(
            IntStream.range(0, 50)
                .<Callable<Boolean>>mapToObj(i -> () -> client.validateXToken(Secret.of(token)))
                .toList());

    assertThat(valid).hasSize(50).containsOnly(true);
    assertThat(fake.requests()).hasSize(50);
    assertThat(time.waits()).hasSize(49).containsOnly(Duration.ofMillis(200));
  }

  @Test
  @DisplayName(
      "by the clock of the wall too: fifty requests take no less than forty-nine intervals")
  void byTheWall() throws Exception {
    Duration interval = Duration.ofMillis(10);
    Platform platform = Platform.system();
    YandexPassportClient client =
        YandexPassportClient.builder()
            .config(YandexConfig.defaults().withMinRequestInterval(interval))
            .transport(transport)
            .build();
    String token = fake.xToken();
    long start = platform.ticker().nanos();

    List<Boolean> valid =
        together(
            IntStream.range(0, 50)
                .<Callable<Boolean>>mapToObj(i -> () -> client.validateXToken(Secret.of(token)))
                .toList());

    assertThat(valid).containsOnly(true);
    assertThat(platform.ticker().nanos() - start).isGreaterThanOrEqualTo(49 * interval.toNanos());
  }
}
