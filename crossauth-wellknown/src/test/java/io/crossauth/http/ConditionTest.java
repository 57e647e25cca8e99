package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.error.TransportException;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
@DisplayName("A call that is sent while a condition holds")
class ConditionTest {

  private final FaultServer server = FaultServer.start().always(Reply.json("{}"));
  private final ApacheHttpTransport transport = ApacheHttpTransport.create();

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  private HttpCall call(BooleanSupplier holds) {
    return HttpCall.post(server.uri("/token"), Form.of("refresh_token", "rt")).withCondition(holds);
  }

  private static void forbidden(HttpTransport by, HttpCall call) {
    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(() -> by.exchange(call))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.FORBIDDEN))
        .satisfies(e -> assertThat(e.sent()).isFalse())
        .satisfies(e -> assertThat(e.retryable()).isFalse());
  }

  @Test
  @DisplayName("node 2: sends not a byte when it does not hold")
  void sends_nothing() {
    forbidden(transport, call(() -> false));
    assertThat(transport.exchange(HttpCall.get(server.uri("/next"))).status()).isEqualTo(200);
    assertThat(server.requests()).extracting(r -> r.path()).containsExactly("/next");
  }

  @Test
  @DisplayName("node 2: looks when the connection is there, right before the first byte")
  void looks_last() {
    HttpCall call =
        call(
            () -> {
              // For ever, were there no connection yet.
              while (server.connections() == 0) {
                Thread.onSpinWait();
              }
              return server.requests().isEmpty();
            });
    assertThat(transport.exchange(call).status()).isEqualTo(200);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  @DisplayName("node 2: looks again on a connection that is there already")
  void looks_each_time() {
    AtomicInteger looks = new AtomicInteger();
    HttpCall call = call(() -> looks.incrementAndGet() < 3);
    assertThat(transport.exchange(call).status()).isEqualTo(200);
    assertThat(transport.exchange(call).status()).isEqualTo(200);
    forbidden(transport, call);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  @DisplayName("node 2: is not tried again when it did not hold")
  void is_not_tried_again() {
    AtomicInteger looks = new AtomicInteger();
    FakeTime time = FakeTime.create();
    HttpTransport retrying = HttpPolicy.retrying(transport, 5, time.platform());
    forbidden(
        retrying,
        call(
            () -> {
              looks.incrementAndGet();
              return false;
            }));
    assertThat(looks).hasValue(1);
    assertThat(time.waits()).isEmpty();
  }

  static Stream<UnaryOperator<HttpCall>> changes() {
    return Stream.of(
        call -> call.withHeader("Accept", "text/plain"),
        call -> call.withHeaders(Headers.of("Accept", "text/plain")),
        call -> call.withUri(URI.create("https://other.example.com/")),
        call -> call.withBody("text/plain", new byte[1]),
        call -> call.withMaxBytes(10),
        call -> call.withTimeout(Duration.ofSeconds(1)),
        call -> call.withoutBodyOf(429));
  }

  @ParameterizedTest
  @MethodSource("changes")
  @DisplayName("node 2: keeps it, whatever else of the call is changed")
  void keeps_it(UnaryOperator<HttpCall> change) {
    assertThat(change.apply(call(() -> false)).maySend()).isFalse();
    assertThat(change.apply(HttpCall.get(server.uri("/"))).maySend()).isTrue();
  }
}
