package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.TransportException;
import io.crossauth.error.TransportException.Kind;
import io.crossauth.platform.Platform;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryingTest {

  private static final URI ADDRESS = URI.create("https://a.example/x");
  private static final HttpCall GET = HttpCall.get(ADDRESS);
  private static final HttpCall POST = HttpCall.post(ADDRESS, Form.of("code", "one-use"));

  private final FakeTime time = FakeTime.create();
  private final ScriptedTransport inner = new ScriptedTransport();
  private final HttpTransport retrying = with(3, 0);

  @AfterEach
  void nothingLeft() {
    inner.close();
  }

  /** Chance is constant here: 0 takes nothing off a pause, 255 nearly half. */
  private HttpTransport with(int attempts, int chance) {
    Platform platform =
        new Platform(
            time,
            time,
            time,
            count -> {
              byte[] bytes = new byte[count];
              Arrays.fill(bytes, (byte) chance);
              return bytes;
            });
    return HttpPolicy.retrying(inner, attempts, platform);
  }

  private static TransportException failure(Kind kind, boolean sent) {
    return new TransportException(kind, ADDRESS, sent, "test", null);
  }

  private List<Long> waits() {
    return time.waits().stream().map(Duration::toMillis).toList();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"DNS", "CONNECT", "TIMEOUT", "BROKEN", "UNAVAILABLE"})
  void aGetIsRepeatedAfterAFailureThatMayPass(Kind kind) {
    inner.failure(failure(kind, true)).failure(failure(kind, false)).json(200, "{}");

    assertThat(retrying.exchange(GET).status()).isEqualTo(200);

    assertThat(waits()).containsExactly(200L, 400L);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"TLS", "TOO_LARGE", "FORBIDDEN", "CLOSED"})
  void noneIsRepeatedAfterAFailureThatStays(Kind kind) {
    inner.failure(failure(kind, false));

    assertThat(Outcomes.failure(retrying, GET).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void aGetIsRepeatedAfterAStatusThatMayPass(int status) {
    inner.json(status, "").json(200, "{}");

    assertThat(retrying.exchange(GET).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 304, 400, 401, 404, 408, 500, 501})
  void otherStatusesAreAnswers(int status) {
    inner.json(status, "{}");

    assertThat(retrying.exchange(GET).status()).isEqualTo(status);
  }

  @Test
  @DisplayName("a POST is repeated only if nothing of it was sent")
  void posts() {
    inner.failure(failure(Kind.CONNECT, false)).json(200, "{}");
    assertThat(retrying.exchange(POST).status()).isEqualTo(200);

    inner.failure(failure(Kind.BROKEN, true));
    assertThat(Outcomes.failure(retrying, POST).kind()).isEqualTo(Kind.BROKEN);

    inner.json(503, "{}");
    assertThat(retrying.exchange(POST).status()).isEqualTo(503);
    assertThat(inner.calls()).hasSize(4);
  }

  @Test
  void theLastOutcomeStands() {
    inner
        .failure(failure(Kind.CONNECT, false))
        .failure(failure(Kind.CONNECT, false))
        .failure(failure(Kind.DNS, false));
    assertThat(Outcomes.failure(retrying, GET).kind()).isEqualTo(Kind.DNS);

    inner.json(503, "a").json(503, "b").json(429, "c");
    assertThat(retrying.exchange(GET).status()).isEqualTo(429);
  }

  @Test
  void pausesAreDoubledUpToALimit() {
    for (int i = 0; i < 7; i++) {
      inner.failure(failure(Kind.CONNECT, false));
    }
    inner.json(200, "{}");

    with(8, 0).exchange(GET);

    assertThat(waits()).containsExactly(200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L);
  }

  @Test
  void chanceTakesUpToHalfOfAPause() {
    inner.failure(failure(Kind.CONNECT, false)).json(200, "{}");

    with(2, 255).exchange(GET);

    assertThat(waits().get(0)).isBetween(100L, 105L);
  }

  private void unavailable(String retryAfter) {
    inner.then(call -> new HttpReply(503, Headers.of("Retry-After", retryAfter), new byte[0]));
  }

  @Test
  void theServersRetryAfterIsHonoured() {
    unavailable("7");
    unavailable("Thu, 01 Jan 2026 00:00:10 GMT");
    inner.json(200, "{}");

    retrying.exchange(GET);

    assertThat(waits()).containsExactly(7_000L, 3_000L);
  }

  @Test
  void aRetryAfterBeyondTheCallsTimeIsAnAnswer() {
    unavailable("31");
    assertThat(retrying.exchange(GET).status()).isEqualTo(503);

    unavailable("5");
    assertThat(retrying.exchange(GET.withTimeout(Duration.ofSeconds(5))).status()).isEqualTo(503);
    assertThat(waits()).isEmpty();
  }

  @Test
  void allAttemptsTogetherLastAsLongAsTheCallsTime() {
    inner.then(
        call -> {
          time.advance(Duration.ofSeconds(2));
          throw failure(Kind.TIMEOUT, false);
        });
    inner.json(200, "{}");

    retrying.exchange(GET.withTimeout(Duration.ofSeconds(3)));

    assertThat(inner.calls().get(0).timeout()).contains(Duration.ofSeconds(3));
    assertThat(inner.calls().get(1).timeout()).contains(Duration.ofMillis(800));
  }

  @Test
  void anInterruptionEndsThePause() {
    inner.then(
        call -> {
          Thread.currentThread().interrupt();
          throw failure(Kind.CONNECT, false);
        });

    assertThatThrownBy(() -> retrying.exchange(GET)).isInstanceOf(InterruptedCallException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anInterruptedCallIsNotRepeated() {
    inner.then(
        call -> {
          throw new InterruptedCallException("test", null);
        });

    assertThatThrownBy(() -> retrying.exchange(GET)).isInstanceOf(InterruptedCallException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void noAttemptsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> with(0, 0));
  }
}
