package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.error.TransportException;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers that a server holds back until it has something to say, over real sockets. */
@Timeout(60)
@DisplayName("A held answer")
class HeldAnswerTest {

  private static final Duration SILENCE = Duration.ofMillis(400);
  private static final Duration HELD = Duration.ofMillis(1500);
  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void isWaitedForAsLongAsTheCallSays() {
    try (FaultServer server = holding();
        ApacheHttpTransport transport = impatient()) {
      HttpCall call = HttpCall.get(server.uri("/")).withHeldAnswer(LONG);

      assertThat(transport.exchange(call).status()).isEqualTo(200);
    }
  }

  @Test
  void isATimeoutForACallThatSaysNothing() {
    try (FaultServer server = holding();
        ApacheHttpTransport transport = impatient()) {
      TransportException late =
          catchThrowableOfType(
              TransportException.class, () -> transport.exchange(HttpCall.get(server.uri("/"))));

      assertThat(late.code()).isEqualTo("transport.timeout");
    }
  }

  @Test
  void isNotWaitedForBeyondTheTimeOfTheCall() {
    try (FaultServer server = holding();
        ApacheHttpTransport transport = impatient()) {
      HttpCall call =
          HttpCall.get(server.uri("/")).withHeldAnswer(LONG).withTimeout(Duration.ofMillis(600));

      TransportException late =
          catchThrowableOfType(TransportException.class, () -> transport.exchange(call));

      assertThat(late.code()).isEqualTo("transport.timeout");
    }
  }

  @Test
  void isKeptByAllThatChangesTheCall() {
    HttpCall call =
        HttpCall.post(URI.create("https://id.example.com/"), Form.of("a", "b"))
            .withHeldAnswer(LONG)
            .withUri(URI.create("https://id.example.com/token"))
            .withHeader("A", "b")
            .withHeaders(Headers.of("C", "d"))
            .withMaxBytes(10)
            .withTimeout(LONG)
            .withoutBodyOf(429)
            .withCondition(() -> true)
            .withBody("text/plain", new byte[0]);

    assertThat(call.heldAnswer()).isEqualTo(LONG);
    assertThat(HttpCall.get(call.uri()).heldAnswer()).isZero();
    assertThat(call.withHeldAnswer(Duration.ZERO).heldAnswer()).isZero();
  }

  @Test
  void isATimeThatCanBeWaitedFor() {
    HttpCall call = HttpCall.get(URI.create("https://id.example.com/"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> call.withHeldAnswer(Duration.ofSeconds(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> call.withHeldAnswer(Duration.ofDays(2)));
  }

  private static FaultServer holding() {
    return FaultServer.start()
        .always(Behaviour.after(HELD, Behaviour.reply(Reply.json("{\"a\":1}"))));
  }

  private static ApacheHttpTransport impatient() {
    return ApacheHttpTransport.builder()
        .connectTimeout(Duration.ofSeconds(10))
        .responseTimeout(SILENCE)
        .callTimeout(Duration.ofMillis(900))
        .build();
  }
}
